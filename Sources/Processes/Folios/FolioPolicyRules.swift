public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// The rules of `policy-folio`: who may adopt another time limit, and which.
///
/// **Source:** folios page, “Time-based escalations”: a rule has a validity interval, and the limit
/// of Alta de Trámite is a setting.
public struct FolioPolicyRules: Procedure {
  public let category = "policy"

  /// The one stream of the category that folios have.
  public static let stream: StreamName = {
    do { return try StreamName("policy-folio") } catch { preconditionFailure("\(error)") }
  }()

  /// The longest limit that can be adopted, in days of either sort: ten years (a).
  public static let daysMax: UInt32 = 3650

  public init() {}

  /// Each adoption stands for itself, so there is nothing to know.
  public func initialState(of stream: StreamName) throws(Refusal) {
    guard stream == Self.stream else { throw FolioPolicyRefusal.notAPolicyStream(stream).refusal }
  }

  public func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> FolioEscalationLimitAdopted {
    do throws(PayloadError) {
      guard type.text == FolioEscalationLimitAdopted.protoMessageName else {
        throw .unknownType(type, known: [FolioEscalationLimitAdopted.protoMessageName])
      }
      return try StrictPayload.decode(data, contentType, as: FolioEscalationLimitAdopted.self)
    } catch {
      throw FolioPolicyRefusal.unreadable(error).refusal
    }
  }

  public func check(
    _ event: FolioEscalationLimitAdopted, _ facts: EventFacts, in state: Void,
    of stream: StreamName, elsewhere: (StreamName) -> Void?
  ) throws(Refusal) {
    do throws(FolioPolicyRefusal) { try check(event) } catch { throw error.refusal }
  }

  public func apply(
    _ event: FolioEscalationLimitAdopted, _ facts: EventFacts, to state: inout Void
  ) {}

  /// Any known person may adopt a limit, on any date; who ordered it is written in `source` (a).
  private func check(_ event: FolioEscalationLimitAdopted) throws(FolioPolicyRefusal) {
    do throws(FolioRefusal) { try FolioActors.checkPerson(event.actor) } catch {
      throw .actor(error)
    }
    guard EscalationRules.named(event.rule) != nil else { throw .ruleUnknown(event.rule) }
    let days: UInt32
    switch event.limit {
    case .businessDays(let limit), .calendarDays(let limit): days = limit
    case nil: throw .limitMissing
    }
    guard (1...Self.daysMax).contains(days) else { throw .limitOutOfRange(days) }
    guard LocalDate(event.validFrom) != nil else { throw .notADate(event.validFrom) }
    if event.source.isBlank { throw .sourceMissing }
  }
}
