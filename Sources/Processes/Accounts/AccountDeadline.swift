import Events
import Projections
import Schemas
import SwiftProtobuf

/// Something of an account that waits under a time limit.
///
/// **Source:** onboarding page, “Commercial phase” (the quote's week, the payment term) and “What must
/// be seen” (settings per step, the Director Ejecutivo is told).
struct AccountDeadline: Equatable {
  let subject: AccountDeadlinePassed.OneOf_Subject
  /// The figure that limits it, or `paymentTerm`; names the rule in the event.
  let rule: String
  let entered: Timestamp
  /// When it came to its end all the same; it was late if its time was up before that.
  let ended: Timestamp?

  /// The rule of an invoice, whose limit is no figure but the contract's.
  static let paymentTerm = "payment-term"
  /// Who is told.
  static let addressee = AccountRole.directorEjecutivo.label

  /// Names the wait within its account: `quote-week COT-1`. A row waits once at a time.
  var name: String {
    switch subject {
    case .quote(let id), .invoice(let id), .amendment(let id): "\(rule) \(id)"
    case .step: rule
    }
  }

  /// Whether an event of the daemon is about something that waits. That the time was up is the
  /// timer's matter; here it must at least not be early by its own account.
  static func check(
    _ event: AccountDeadlinePassed, in standing: AccountStanding
  ) throws(AccountRefusal) {
    let escalation = event.escalation
    func differs(_ field: String) -> AccountRefusal {
      .deadlineNotByRule(rule: escalation.rule, field: field)
    }
    guard let subject = event.subject,
      let deadline = standing.deadlines.first(where: { $0.subject == subject })
    else { throw differs("subject") }
    if escalation.rule != deadline.rule { throw differs("rule") }
    if Timestamp(escalation.entered) != deadline.entered { throw differs("entered") }
    let due = Timestamp(escalation.due)
    if Timestamp(escalation.fired) < due { throw differs("fired") }
    if let ended = deadline.ended, ended < due { throw differs("due") }
  }
}

extension AccountStanding {
  /// Everything whose time may run out, or ran out unnoticed; in the order of the tables.
  var deadlines: [AccountDeadline] {
    if hasClosed { return [] }
    return quoteDeadlines + [.commercial, .incorporation, .service].flatMap(stepDeadlines)
      + amendmentDeadlines + invoiceDeadlines
  }

  private var quoteDeadlines: [AccountDeadline] {
    quotes.filter { !$0.hasPassed }.map { quote in
      AccountDeadline(
        subject: .quote(quote.quote), rule: AccountFigures.quoteWeek.name,
        entered: Timestamp(quote.requested),
        ended: quote.hasSent ? Timestamp(quote.sent) : nil)
    }
  }

  private func stepDeadlines(_ route: AccountRoute) -> [AccountDeadline] {
    (path(route)?.open ?? []).filter { $0.hasSince && !$0.hasPassed }.compactMap { step in
      guard let figure = AccountFigures.figure(of: AccountRowID(route.track, step.step)) else {
        return nil
      }
      let reference = AccountStepReference.with {
        $0.track = route.track
        $0.step = step.step
      }
      return AccountDeadline(
        subject: .step(reference), rule: figure.name, entered: Timestamp(step.since), ended: nil)
    }
  }

  /// From the proposal until it is in force.
  private var amendmentDeadlines: [AccountDeadline] {
    amendments.filter { !$0.hasPassed && $0.path.end != .done }.compactMap { amendment in
      AccountFigures.figure(of: AccountRowID(.amendment, "7")).map { figure in
        AccountDeadline(
          subject: .amendment(amendment.amendment), rule: figure.name,
          entered: Timestamp(amendment.proposed), ended: nil)
      }
    }
  }

  private var invoiceDeadlines: [AccountDeadline] {
    invoices.filter { !$0.hasPassed && $0.hasSubmitted }.map { invoice in
      AccountDeadline(
        subject: .invoice(invoice.invoice), rule: AccountDeadline.paymentTerm,
        entered: Timestamp(invoice.submitted),
        ended: invoice.hasPaid ? Timestamp(invoice.paid) : nil)
    }
  }
}
