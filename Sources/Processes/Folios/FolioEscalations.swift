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
  public let policyStreams = Set(EscalationRules.all.map(\.figure.stream))

  /// Of Mexico, in America/Mexico_City.
  public let calendar: BusinessCalendar

  /// - Parameter calendar: of Mexico, in America/Mexico_City.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: FolioWait?, policies: PolicyBook
  ) throws(ProcessError) -> FolioWait? {
    switch try ProcessError.reading(event, as: FolioEvent.self) {
    case .opened(let opened):
      return wait(
        in: .altaDeTramite, medicalInformation: opened.form.medicalInformation, event, policies)
    case .stageChanged(let move):
      guard let instance, !move.to.isFinal else { return nil }
      return wait(
        in: move.to, medicalInformation: instance.medicalInformation, event, policies)
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
      guard let limit = instance.limits.first(where: { $0.figure == rule.name })?.timeLimit else {
        continue
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
      let limit = instance.limits.first(where: { $0.figure == rule.name })
    else { return [] }
    var move = FolioStageChanged()
    move.actor.role = .system
    move.actor.key = "eventd"
    move.actor.name = "Sistema"
    move.from = rule.stage
    move.to = rule.to
    move.reason = rule.reason
    move.escalation = Escalation(
      rule: rule.name, source: limit.source, entered: Timestamp(instance.entered), due: timer.due,
      fired: now, calendar: calendar)
    return [ProcessEvent(move)]
  }

  public func describe(
    _ timer: DueTimer, of instance: FolioWait, in stream: StreamName
  ) -> TimerOutlook {
    let rule = EscalationRules.named(timer.rule)
    let to = rule?.to.label ?? timer.rule
    let reason = rule.map { $0.reason == .unspecified ? "" : ": \($0.reason.label)" }
    return TimerOutlook(
      subject: FolioNumber(stream: stream)?.title ?? stream.text, action: "→ \(to)\(reason ?? "")",
      source: instance.limits.first { $0.figure == timer.rule }?.source ?? rule?.source ?? "")
  }

  private func wait(
    in stage: FolioStage, medicalInformation: Bool, _ event: RecordedEvent, _ policies: PolicyBook
  ) -> FolioWait {
    let entered = calendar.zone.localDate(at: event.recorded)
    var wait = FolioWait()
    wait.stage = stage
    wait.entered = Google_Protobuf_Timestamp(event.recorded)
    wait.enteredRevision = event.revision.rawValue
    wait.medicalInformation = medicalInformation
    wait.limits = EscalationRules.all.filter { $0.stage == stage }
      .compactMap { policies.limit($0.figure, on: entered) }
    return wait
  }
}

extension FolioWait {
  fileprivate func waits(for rule: EscalationRule) -> Bool {
    rule.applies(in: stage, medicalInformation: medicalInformation)
  }
}
