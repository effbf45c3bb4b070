import Events
import Projections
import Schemas

/// Invoices. The order of the five acts is in `AccountPaths.invoice`.
///
/// **Source:** onboarding page, “Commercial phase”, 8 and 9.
enum AccountInvoiceRules {
  static func check(
    _ event: AccountInvoiceEvent, _ facts: EventFacts, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .prepared(let event):
      try AccountValues.need(.commercial, ["concept": event.concept], ["amount": event.hasAmount])
      let amount = try AccountValues.amount(event.amount)
      if !amount.isPositive { throw .notPositive(amount, field: "amount") }
    case .verified, .approved, .signed, .submitted: break
    case .followedUp(let event): try AccountValues.need(.commercial, ["note": event.note])
    case .returned(let event): try AccountValues.need(.commercial, ["error": event.error])
    case .errorResolved(let event):
      try AccountValues.need(.commercial, ["resolution": event.resolution])
    case .paid(let event):
      let invoice = standing.invoices.first { $0.invoice == event.invoice }
      if let invoice, facts.effective < Timestamp(invoice.submitted) {
        throw .effectiveBefore(
          facts.effective, what: "the submission of the invoice", Timestamp(invoice.submitted))
      }
    }
  }
}
