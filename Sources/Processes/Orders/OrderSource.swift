import Projections
public import Schemas

/// Where on the page a rule is written.
public enum OrderSource: Equatable, Sendable {
  case introduction
  /// How to read the twelve procedures: what holds for all of them.
  case reading
  case table(OrderProcedure)
  case documents
  case escalations
  /// What the page leaves to the messages.
  case schema

  public var text: String {
    switch self {
    case .introduction: "postsale: introduction"
    case .reading: "postsale: How to read the twelve procedures"
    case .table(let procedure): "postsale: \(procedure.letter)"
    case .documents: "postsale: Documents"
    case .escalations: "postsale: Escalations"
    case .schema: "schemas/order/v1/events.proto"
    }
  }
}
