import Events
import Projections
import Schemas

/// The monthly report to the insurer, and the deadlines that the daemon records.
///
/// **Source:** receivables page, “Credits and collections”: every month the saldo insoluto of each
/// covered obligation is reported.
extension CreditCheck {
  func check(_ event: CreditReportingStarted) throws(CreditRefusal) {
    if state.report.next != nil { throw .reportStartedAlready }
    let month = try CreditValues.month(event.firstMonth, "first_month")
    if month > YearMonth(today) {
      throw .inTheFuture(month.days.lowerBound, field: "first_month", today: today)
    }
  }

  /// A month that has closed and was not sent.
  func check(_ event: CreditReportSent) throws(CreditRefusal) {
    let month = try CreditValues.month(event.month, "month")
    try CreditValues.given(("insurer", event.insurer))
    if !event.hasTotal { throw .fieldsMissing(["total"]) }
    _ = try CreditValues.amount(event.total, "total")
    guard state.report.unsent.contains(month) else {
      throw .notClosed(month, unsent: state.report.unsent)
    }
  }

  /// That the time was up is the timer's matter; here the deadline must be one that waits, and not be
  /// early by its own account.
  func check(_ event: CreditDeadlinePassed) throws(CreditRefusal) {
    if let field = firstDifference(of: event) {
      throw .deadlineNotByRule(rule: event.escalation.rule, field: field)
    }
  }

  private func firstDifference(of event: CreditDeadlinePassed) -> String? {
    let escalation = event.escalation
    if Timestamp(escalation.fired) < Timestamp(escalation.due) { return "fired" }
    // Due when the day after the last one begins.
    let last = zone.localDate(at: Timestamp(escalation.due)).adding(days: -1)
    switch event.subject {
    case .promise(let id):
      guard let promise = state.promise, promise.id == id else { return "promise" }
      if escalation.rule != CreditDeadlineRule.promise.rawValue { return "rule" }
      if Timestamp(escalation.entered) != promise.made { return "entered" }
      if last < promise.date { return "due" }
      if promise.isKept(by: last) { return "promise" }
    case .closedMonth(let text):
      guard let month = state.report.next, "\(month)" == text else { return "closed_month" }
      if escalation.rule != CreditDeadlineRule.monthClosed.rawValue { return "rule" }
      if last != month.days.upperBound { return "due" }
    case .unsentMonth(let text):
      guard let month = YearMonth(text), state.report.unsent.contains(month),
        !state.report.late.contains(month)
      else { return "unsent_month" }
      if escalation.rule != CreditDeadlineRule.reportUnsent.rawValue { return "rule" }
    case nil: return "subject"
    }
    return nil
  }
}

/// The deadlines of credits, by the names of their timers.
enum CreditDeadlineRule: String {
  case promise = "promise-not-kept"
  case monthClosed = "report-month-closed"
  case reportUnsent = "report-not-sent"
}
