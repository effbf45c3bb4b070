public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Says of each password link when its time is up.
///
/// The time begins when the mailing was recorded and has the minutes that the mail says, which are
/// those in force then. After downtime each link that ran out gets its event once.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
public struct AccessDeadlines: ProcessManager {
  public let name = "access-deadlines"
  public let version: UInt32 = 1
  public let category = AccessEvent.category
  /// The minutes come with the event.
  public let policyStreams: Set<StreamName> = []

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Mexico; the event names it, though minutes need none.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: LinkWait?, policies: PolicyBook
  ) throws(ProcessError) -> LinkWait? {
    let change = try ProcessError.reading(event, as: AccessEvent.self)
    switch change {
    case .passwordLinkMailed(let mailed):
      return LinkWait.with {
        $0.mailed = Google_Protobuf_Timestamp(event.recorded)
        $0.limit = StoredLimit(
          .minutes(Int(mailed.validMinutes)), figure: AccessFigures.passwordLink.name,
          source: AccessFigures.passwordLink.source)
      }
    case .passwordLinkOpened: return instance
    case .requested, .informationMissing, .informationSupplied, .granted, .passwordAsked,
      .passwordChanged, .passwordLinkExpired:
      return nil
    }
  }

  public func timers(of instance: LinkWait) throws(ProcessError) -> [DueTimer] {
    guard let limit = instance.limit.timeLimit else { return [] }
    do throws(CalendarError) {
      let due = try limit.due(entered: Timestamp(instance.mailed), calendar: calendar)
      return [DueTimer(rule: instance.limit.figure, due: due)]
    } catch {
      throw .noDueTime("\(instance.limit.figure): \(error)")
    }
  }

  public func fire(_ timer: DueTimer, of instance: LinkWait, now: Timestamp) -> [ProcessEvent] {
    let expired = AccessPasswordLinkExpired.with {
      $0.actor.role = .system
      $0.actor.key = "eventd"
      $0.actor.name = "Sistema"
      $0.escalation = Escalation(
        rule: timer.rule, source: instance.limit.source, entered: Timestamp(instance.mailed),
        due: timer.due, fired: now, calendar: calendar)
    }
    return [ProcessEvent(expired)]
  }

  public func describe(
    _ timer: DueTimer, of instance: LinkWait, in stream: StreamName
  ) -> TimerOutlook {
    TimerOutlook(
      subject: stream.text, action: "→ Vence el enlace de la contraseña",
      source: instance.limit.source)
  }
}
