import Events
import Projections
import Schemas

/// Payments, by the company's web page, by bank or by SIGEP.
///
/// **Source:** receivables page, “Mora of company clients”: for a public institution SIGEP, whose form
/// Facturación stamps; “Ledger rules”.
enum ArrearsPayments {
  static func check(
    _ event: ArrearsSigepStamped, of client: ArrearsClient, in state: ArrearsState,
    today: LocalDate
  ) throws(ArrearsRefusal) {
    guard client.isPublicInstitution else { throw .sigepOnlyPublic(state.nit) }
    try ArrearsValues.check(number: event.form, "form")
    try ArrearsValues.check(distinct: event.invoices, "invoices")
    let date = try ArrearsValues.pastDate(event.stampedOn, "stamped_on", today: today)
    for number in event.invoices {
      let invoice = try ArrearsInvoices.owed(number, in: state)
      guard invoice.issuedOn <= date else { throw .beforeIssue(date, issued: invoice.issuedOn) }
    }
  }

  /// A payment pays one or more invoices, each of them whole (a). By SIGEP only those whose form was
  /// stamped: with it the client collects the invoice.
  static func check(
    _ event: ArrearsPaymentRecorded, of client: ArrearsClient, in state: ArrearsState,
    today: LocalDate
  ) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.reference, "reference")
    try check(event.way, of: client, in: state)
    let paidOn = try ArrearsValues.pastDate(event.paidOn, "paid_on", today: today)
    let amount = try ArrearsValues.amount(event.amount)
    try ArrearsValues.check(distinct: event.applications.map(\.invoice), "applications")
    var sum = Money.zero(.bob)
    for application in event.applications {
      let number = application.invoice
      let invoice = try ArrearsInvoices.owed(number, in: state)
      let part = try ArrearsValues.amount(application.amount)
      guard part == invoice.amount else {
        throw .notWhole(number, owed: invoice.amount, given: part)
      }
      guard invoice.issuedOn <= paidOn else { throw .beforeIssue(paidOn, issued: invoice.issuedOn) }
      if event.way == .sigep, invoice.sigepForm == nil { throw .sigepNotStamped(number) }
      sum = sum + part
    }
    guard sum == amount else { throw .notAllApplied(amount, applied: sum) }
  }

  static func check(
    _ event: ArrearsPaymentReversed, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    let reference = ArrearsReference.folded(event.reference)
    guard let payment = state.payments[reference] else {
      throw .paymentUnknown(event.reference, known: state.payments.keys.sorted())
    }
    let date = try ArrearsValues.pastDate(event.reversedOn, "reversed_on", today: today)
    guard payment.paidOn <= date else { throw .beforePayment(date, paid: payment.paidOn) }
    try ArrearsValues.check(given: event.reason, "reason")
  }

  static func check(
    _ way: ArrearsPaymentWay, of client: ArrearsClient, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    guard ArrearsPaymentWay.all.contains(way) else {
      throw .unknownValue(field: "way", number: way.rawValue)
    }
    if way == .sigep, !client.isPublicInstitution { throw .sigepOnlyPublic(state.nit) }
  }
}
