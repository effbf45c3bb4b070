public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Records that a promise was not kept, that a month of the report has closed, and that its report was
/// not sent in time.
///
/// A promise is kept by the end of its day and the days of grace that were in force when it was made. A
/// month closes when the next one begins; after downtime each month that has ended closes, one after the
/// other.
///
/// **Source:** receivables page, “Credits and collections”.
public struct CreditDeadlines: ProcessManager {
  public let name = "credit-deadlines"
  public let version: UInt32 = 1
  public let category = CreditEvent.category
  public let policyStreams: Set<StreamName> = [CreditFigures.stream]

  public let calendar: BusinessCalendar

  /// - Parameter calendar: of Colombia, in America/Bogota.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: CreditWait?, policies: PolicyBook
  ) throws(ProcessError) -> CreditWait? {
    let decoded = try ProcessError.reading(event, as: CreditEvent.self)
    var wait = instance ?? CreditWait()
    let today = calendar.zone.localDate(at: event.recorded)
    switch decoded {
    case .contacted(let contact):
      guard let promise = OpenPromise(contact, made: event.recorded) else { break }
      wait.begin(promise, grace: policies.limit(CreditFigures.promiseGrace, on: today))
    case .paid(let payment): wait.add(payment)
    case .reversed(let reversal): wait.payments.removeAll { $0.id == reversal.reverses }
    case .reportingStarted(let start): wait.nextMonth = start.firstMonth
    case .reportSent(let sent): wait.unsent.removeAll { $0.month == sent.month }
    case .deadlinePassed(let deadline):
      wait.pass(
        deadline, at: event.recorded, limit: policies.limit(CreditFigures.reportLimit, on: today))
    case .clientRegistered, .idCancelled, .granted, .charged, .condoned, .writtenOff,
      .writtenDown, .cleared, .certified, .claimLinked, .assigned, .released:
      break
    }
    return wait == CreditWait() ? nil : wait
  }

  public func timers(of wait: CreditWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    if let promise = wait.open {
      let last = try lastDay(of: promise, wait)
      if !promise.isKept(by: last) { timers.append(timer(.promise, after: last)) }
    }
    if let month = YearMonth(wait.nextMonth) {
      timers.append(timer(.monthClosed, after: month.days.upperBound))
    }
    for unsent in wait.unsent {
      if let due = try due(unsent) {
        timers.append(DueTimer(rule: CreditDeadlineRule.reportUnsent.rawValue, due: due))
      }
    }
    return timers
  }

  /// - Returns: nothing when nothing waits for this rule any more.
  public func fire(_ timer: DueTimer, of wait: CreditWait, now: Timestamp) -> [ProcessEvent] {
    var event = CreditDeadlinePassed()
    let source: String
    let entered: Timestamp
    switch CreditDeadlineRule(rawValue: timer.rule) {
    case .promise:
      guard wait.hasPromise else { return [] }
      event.promise = wait.promise.id
      entered = Timestamp(wait.promise.made)
      source = wait.promise.hasGrace ? wait.promise.grace.source : Self.page
    case .monthClosed:
      guard let month = YearMonth(wait.nextMonth) else { return [] }
      event.closedMonth = wait.nextMonth
      entered = calendar.zone.startOfDay(month.days.lowerBound)
      source = Self.page
    case .reportUnsent:
      guard let unsent = unsent(timer, of: wait) else { return [] }
      event.unsentMonth = unsent.month
      entered = Timestamp(unsent.closed)
      source = unsent.limit.source
    case nil: return []
    }
    event.actor.role = .system
    event.actor.key = "eventd"
    event.actor.name = "Sistema"
    event.escalation = Escalation(
      rule: timer.rule, source: source, entered: entered, due: timer.due, fired: now,
      calendar: calendar, addressee: Self.addressee)
    return [ProcessEvent(event)]
  }

  private static let page = CreditPage.credits.rawValue
  /// It oversees the procedure (claims page, “What must be seen”).
  static let addressee = CreditRole.gerenciaRiesgo.label

  /// The month whose report this timer waits for.
  func unsent(_ timer: DueTimer, of wait: CreditWait) -> UnsentReport? {
    wait.unsent.first { (try? due($0)) == timer.due }
  }

  private func timer(_ rule: CreditDeadlineRule, after last: LocalDate) -> DueTimer {
    DueTimer(rule: rule.rawValue, due: calendar.zone.startOfDay(last.adding(days: 1)))
  }

  /// The day by the end of which a promise can still be kept.
  private func lastDay(
    of promise: OpenPromise, _ wait: CreditWait
  ) throws(ProcessError) -> LocalDate {
    guard let grace = wait.promise.grace.timeLimit else { return promise.date }
    do {
      let due = try grace.due(
        entered: calendar.zone.startOfDay(promise.date), calendar: calendar)
      return calendar.zone.localDate(at: due).adding(days: -1)
    } catch {
      throw .noDueTime("\(CreditDeadlineRule.promise.rawValue): \(error)")
    }
  }

  /// When a report is late; `nil` where no limit was in force, or it is late already.
  private func due(_ unsent: UnsentReport) throws(ProcessError) -> Timestamp? {
    guard let limit = unsent.limit.timeLimit else { return nil }
    do { return try limit.due(entered: Timestamp(unsent.closed), calendar: calendar) } catch {
      throw .noDueTime("\(CreditDeadlineRule.reportUnsent.rawValue): \(error)")
    }
  }
}
