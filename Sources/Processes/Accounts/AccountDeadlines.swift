public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Records the deadlines of accounts that passed: quotes that are late, invoices that are overdue, and
/// steps that are open for longer than was set for them. The Director Ejecutivo is told.
///
/// A quote's week counts from its request, a payment term from the submission, both by their effective
/// times; a step's time from the recording of what opened it (a). The limit in force when the wait
/// begins holds for it. What was sent or paid in time and recorded late is not late.
///
/// After downtime every deadline that passed is recorded once, in the order of the deadlines.
///
/// **Source:** onboarding page, “Commercial phase” and “What must be seen”.
public struct AccountDeadlines: ProcessManager {
  public let name = "account-deadlines"
  public let version: UInt32 = 1
  public let category = AccountEvent.category
  public let policyStreams = Set(AccountFigures.all.map(\.stream))

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Colombia, in America/Bogota.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  /// The names of the timers of a quote, an invoice and a row of the account's own tables; `nil` for a
  /// row that takes no setting.
  public static func timer(ofQuote id: String) -> String {
    "\(AccountFigures.quoteWeek.name) \(id)"
  }

  public static func timer(ofInvoice id: String) -> String {
    "\(AccountDeadline.paymentTerm) \(id)"
  }

  public static func timer(ofStep step: String, on track: AccountTrack) -> String? {
    AccountFigures.figure(of: AccountRowID(track, step))?.name
  }

  public func apply(
    _ event: RecordedEvent, to instance: AccountWait?, policies: PolicyBook
  ) throws(ProcessError) -> AccountWait? {
    let decoded = try ProcessError.reading(event, as: AccountEvent.self)
    var wait = instance ?? AccountWait()
    if case .opened(let opened) = decoded {
      wait.standing = AccountStanding(opened, EventFacts(event))
    } else {
      wait.standing.apply(decoded, EventFacts(event))
    }
    if wait.standing.hasClosed { return nil }
    let before = wait.limits
    // One that has no limit is kept as well: what is adopted later does not concern it.
    wait.limits = wait.standing.deadlines.map { deadline in
      let entered = Google_Protobuf_Timestamp(deadline.entered)
      if let known = before.first(where: { $0.wait == deadline.name && $0.entered == entered }) {
        return known
      }
      let limit = limit(of: deadline, wait.standing, policies)
      return AccountWaitLimit.with {
        $0.wait = deadline.name
        $0.entered = entered
        if let limit { $0.limit = limit }
      }
    }
    return wait
  }

  /// In force when the wait began; of an invoice, when it was submitted.
  private func limit(
    of deadline: AccountDeadline, _ standing: AccountStanding, _ policies: PolicyBook
  ) -> StoredLimit? {
    if case .invoice(let id) = deadline.subject {
      guard let invoice = standing.invoices.first(where: { $0.invoice == id }),
        let term = invoice.paymentTerm.limit
      else { return nil }
      return StoredLimit(
        term, figure: deadline.rule,
        source: "onboarding: What must be seen; the payment term of the contract")
    }
    guard let figure = AccountFigures.named(deadline.rule) else { return nil }
    return policies.limit(figure, on: calendar.zone.localDate(at: deadline.entered))
  }

  public func timers(of instance: AccountWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    for deadline in instance.standing.deadlines {
      guard let limit = instance.limit(of: deadline)?.timeLimit else { continue }
      let due: Timestamp
      do {
        due = try limit.due(entered: deadline.entered, calendar: calendar)
      } catch {
        throw .noDueTime("\(deadline.name): \(error)")
      }
      if let ended = deadline.ended, ended < due { continue }
      timers.append(DueTimer(rule: deadline.name, due: due))
    }
    return timers
  }

  /// - Returns: nothing when the account does not wait for this any more.
  public func fire(
    _ timer: DueTimer, of instance: AccountWait, now: Timestamp
  ) -> [ProcessEvent] {
    guard let deadline = instance.standing.deadlines.first(where: { $0.name == timer.rule }),
      let limit = instance.limit(of: deadline)
    else { return [] }
    var event = AccountDeadlinePassed()
    event.actor.role = .system
    event.actor.key = "eventd"
    event.actor.name = "Sistema"
    event.subject = deadline.subject
    event.escalation = Escalation(
      rule: deadline.rule, source: limit.source, entered: deadline.entered, due: timer.due,
      fired: now, calendar: calendar, addressee: AccountDeadline.addressee)
    return [ProcessEvent(event)]
  }
}

extension AccountWait {
  fileprivate func limit(of deadline: AccountDeadline) -> StoredLimit? {
    limits.first { $0.wait == deadline.name && $0.hasLimit }?.limit
  }
}
