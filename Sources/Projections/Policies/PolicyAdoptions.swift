public import Events
public import Schemas
import SwiftProtobuf

/// Every figure that was ever adopted, in the order of the log. Read it with
/// `PolicyAdoptionsReader`.
///
/// It follows the streams of the category `policy` and no others.
public struct PolicyAdoptions: Projection {
  public let name = "policy-adoptions"
  public let version: UInt32 = 1
  public let tables = ["adoptions"]
  public let categories: Set<String>? = [PolicyFigureAdopted.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for a payload that is no adoption, which admission refuses.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let adopted = try FollowerError.reading(event, as: PolicyFigureAdopted.self)
    let row = AdoptedFigure.with {
      $0.stream = event.stream.text
      $0.adopted = adopted
      $0.recorded = .init(event.recorded)
      $0.position = event.position.rawValue
    }
    do throws(LMDBError) {
      try rows.put(environment.table("adoptions"), Key(event.position.rawValue), Row.bytes(row))
    } catch {
      throw .failure(error)
    }
  }
}

extension PolicyFigureAdopted: DomainEvent {
  /// The category of the streams, `policy-folio`.
  public static let category = "policy"

  public static let table = PayloadTable<PolicyFigureAdopted>(.of(PolicyFigureAdopted.self) { $0 })
}
