public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Moves folios that waited too long, by the time-based escalations.
///
/// The clock starts when the event that brought the folio to its stage was recorded. A saved form,
/// a note or a document does not reset it; a changed *información médica* has the deadline worked
/// out anew from the same moment, by the limits that were in force then.
///
/// After downtime every deadline that passed is met once, in the order of the deadlines.
///
/// **Source:** folios page, “Time-based escalations”.
public struct FolioEscalations: ProcessManager {
  public let name = "folio-escalations"
  public let version: UInt32 = 1
  public let category = FolioEvent.category
  public let policyStream = FolioPolicyRules.stream

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Mexico, in America/Mexico_City.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// Anything but a limit leaves the policy as it was.
  public func adopt(_ event: RecordedEvent, into policy: inout FolioPolicy) {
    guard
      let adoption = try? FolioPolicyRules().decode(
        type: event.type, contentType: event.contentType, data: event.data)
    else { return }
    var limit = FolioLimit()
    limit.rule = adoption.rule
    switch adoption.limit {
    case .businessDays(let days): limit.businessDays = days
    case .calendarDays(let days): limit.calendarDays = days
    case nil: return
    }
    limit.validFrom = adoption.validFrom
    limit.source = adoption.source
    policy.adopted.append(limit)
  }

  public func apply(
    _ event: RecordedEvent, to instance: FolioWait?, policy: FolioPolicy
  ) throws(ProcessError) -> FolioWait? {
    switch try decode(event) {
    case .opened(let opened):
      return wait(
        in: .altaDeTramite, medicalInformation: opened.form.medicalInformation, event, policy)
    case .stageChanged(let move):
      guard let instance, !move.to.isFinal else { return nil }
      return wait(
        in: move.to, medicalInformation: instance.medicalInformation, event, policy)
    case .formUpdated(let update):
      guard var instance else { return nil }
      instance.medicalInformation = update.form.medicalInformation
      return instance
    case .noteAdded, .documentAttached, .documentWithdrawn, .ownerAssigned:
      return instance
    }
  }

  /// At most one: no two rules are about the same stage and the same *información médica*.
  public func timers(of instance: FolioWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    for rule in EscalationRules.all where instance.waits(for: rule) {
      guard let limit = instance.limits.first(where: { $0.rule == rule.name })?.timeLimit else {
        throw .undecodable("the wait in \(instance.stage.label) has no limit for \(rule.name)")
      }
      do {
        let due = try limit.due(entered: Timestamp(instance.entered), calendar: calendar)
        timers.append(DueTimer(rule: rule.name, due: due))
      } catch {
        throw .noDueTime("\(rule.name): \(error)")
      }
    }
    return timers
  }

  /// - Returns: nothing when the folio does not wait for this rule any more.
  public func fire(_ timer: DueTimer, of instance: FolioWait, now: Timestamp) -> [ProcessEvent] {
    guard let rule = EscalationRules.named(timer.rule), instance.waits(for: rule),
      let limit = instance.limits.first(where: { $0.rule == rule.name })
    else { return [] }
    var move = FolioStageChanged()
    move.actor.role = .system
    move.actor.key = "eventd"
    move.actor.name = "Sistema"
    move.from = rule.stage
    move.to = rule.to
    move.reason = rule.reason
    move.escalation.rule = rule.name
    move.escalation.source = limit.source
    move.escalation.entered = instance.entered
    move.escalation.due = Google_Protobuf_Timestamp(timer.due)
    move.escalation.fired = Google_Protobuf_Timestamp(now)
    move.escalation.calendar = calendar.country
    move.escalation.zone = calendar.zone.identifier
    return [Self.event(move)]
  }

  private func decode(_ event: RecordedEvent) throws(ProcessError) -> FolioEvent {
    do throws(PayloadError) {
      return try FolioEvent(event)
    } catch {
      throw .undecodable("\(event.stream) revision \(event.revision): \(error)")
    }
  }

  private func wait(
    in stage: FolioStage, medicalInformation: Bool, _ event: RecordedEvent, _ policy: FolioPolicy
  ) -> FolioWait {
    let entered = calendar.zone.localDate(at: event.recorded)
    var wait = FolioWait()
    wait.stage = stage
    wait.entered = Google_Protobuf_Timestamp(event.recorded)
    wait.enteredRevision = event.revision.rawValue
    wait.medicalInformation = medicalInformation
    wait.limits = EscalationRules.all.filter { $0.stage == stage }
      .map { policy.limit(of: $0, on: entered) }
    return wait
  }

  private static func event(_ move: FolioStageChanged) -> ProcessEvent {
    do {
      return ProcessEvent(
        type: try EventType(FolioStageChanged.protoMessageName), contentType: .json,
        data: Array(try move.jsonString().utf8))
    } catch {
      preconditionFailure("a move of the daemon cannot be written: \(error)")
    }
  }
}

extension FolioWait {
  fileprivate func waits(for rule: EscalationRule) -> Bool {
    rule.applies(in: stage, medicalInformation: medicalInformation)
  }
}
