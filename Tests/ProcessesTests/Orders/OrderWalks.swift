import Events
import Processes
import Projections
import Schemas
import Testing

/// Every way through a procedure that the rules leave open, each outcome of a step at most twice on
/// one way.
struct OrderWalks: Sendable {
  /// A request as it waits at a step, by the step: the first that came there.
  private(set) var waiting: [String: OrderScenario] = [:]
  /// `A3 complete`: the outcomes that were admitted somewhere.
  private(set) var admitted: Set<String> = []
  /// The codes of what was refused on the way.
  private(set) var refused: Set<String> = []
  /// The requests that ended.
  private(set) var ended: [OrderScenario] = []

  init(from start: OrderScenario) throws { try walk(start, [:]) }

  init() {}

  mutating func add(_ other: OrderWalks) {
    waiting.merge(other.waiting) { first, _ in first }
    admitted.formUnion(other.admitted)
    refused.formUnion(other.refused)
    ended += other.ended
  }

  private mutating func walk(_ scenario: OrderScenario, _ taken: [String: Int]) throws {
    let order = try scenario.order()
    guard let id = order.step else {
      ended.append(scenario)
      return
    }
    if waiting[id] == nil { waiting[id] = scenario }
    let row = try #require(OrderProcedures.path(order.procedure)?.step(id))
    for outcome in row.outcomes {
      let text = "\(id) \(outcome.name)"
      guard taken[text, default: 0] < 2 else { continue }
      var next = scenario
      if let refusal = try next.when(try next.step(text)) {
        refused.insert(refusal.code)
        continue
      }
      admitted.insert(text)
      try walk(next, taken.merging([text: 1], uniquingKeysWith: +))
    }
  }

  /// Of all twelve procedures, in every variant that decides where they lead.
  static let all = Result {
    var walks = OrderWalks()
    for start in try starts() { walks.add(try OrderWalks(from: start)) }
    return walks
  }

  static func starts() throws -> [OrderScenario] {
    var starts: [OrderScenario] = []
    for (procedure, _) in OrderProcedures.all {
      starts.append(
        try OrderScenario(
          .of(procedure) { $0.documents = [.of(.requisito)] }))
    }
    starts.append(
      try OrderScenario(.of(.detalleDeLlamadas) { $0.callDetail.network = .boliviatel }))
    starts.append(try OrderScenario(.of(.registroDeDanos) { $0.trouble.service = .tv }))
    starts.append(try .suspended())
    starts.append(try .reconnecting())
    return starts
  }
}

extension OrderScenario {
  /// The request before suspended the product already.
  static func suspended() throws -> OrderScenario {
    let earlier = number - 1
    var scenario = try OrderScenario(.of(.suspensionYReconexion, number: earlier))
    try scenario.given(
      steps: "D1 yes", "D2 suspension", "D3 yes", "D4", "D6", "D9 confirmed", in: earlier)
    try scenario.given(.of(.suspensionYReconexion))
    return scenario
  }

  /// It asks for the reconnection of what the request before suspended.
  static func reconnecting() throws -> OrderScenario {
    let earlier = number - 1
    var scenario = try OrderScenario(.of(.suspensionYReconexion, number: earlier))
    try scenario.given(
      steps: "D1 yes", "D2 suspension", "D3 yes", "D4", "D6", "D9 confirmed", in: earlier)
    try scenario.given(.of(.suspensionYReconexion) { $0.asked = .reconnecting(earlier) })
    try scenario.given(.changing(to: "2026-06-01"), in: earlier)
    return scenario
  }

  mutating func given(_ received: OrderReceived) throws {
    try given(received, in: received.number)
  }
}
