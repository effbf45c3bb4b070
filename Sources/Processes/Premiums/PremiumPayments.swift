import Events
import Projections
import Schemas

/// Payments, their reversals and their receipts.
///
/// **Source:** receivables page, “Ledger rules”.
enum PremiumPayments {
  /// A payment pays one or more documents of the client, each of them whole: the page knows one
  /// payment date and one receipt a cuota, and no status between pendiente and pagada (a). What the
  /// bank took in is what was applied: nothing is paid in advance (a).
  static func check(
    _ event: PremiumPaymentRecorded, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    try PremiumValues.check(number: event.bankReference, "bank_reference")
    try PremiumValues.check(given: event.bank, "bank")
    let paidOn = try PremiumValues.pastDate(event.paidOn, "paid_on", today: today)
    let amount = try PremiumValues.amount(event.amount)
    guard !event.applications.isEmpty else { throw .fieldMissing("applications") }
    var paid: Set<PremiumDocument> = []
    var sum = Money.zero(amount.currency)
    for application in event.applications {
      let document = application.document
      let debt = try PremiumDocuments.owed(document, in: state)
      guard paid.insert(document).inserted else { throw .paidTwice(document) }
      let part = try PremiumValues.amount(application.amount)
      guard debt.amount.currency == amount.currency else {
        throw .otherCurrency(document, owed: debt.amount, paid: amount.currency)
      }
      guard part == debt.amount else { throw .notWhole(document, owed: debt.amount, given: part) }
      guard debt.issuedOn <= paidOn else { throw .beforeIssue(paidOn, issued: debt.issuedOn) }
      sum = sum + part
    }
    guard sum == amount else { throw .notAllApplied(amount, applied: sum) }
  }

  static func check(
    _ event: PremiumPaymentReversed, in state: PremiumState, today: LocalDate
  ) throws(PremiumRefusal) {
    let reference = PremiumReference.folded(event.bankReference)
    guard let payment = state.payments[reference] else {
      throw .paymentUnknown(event.bankReference, known: state.payments.keys.sorted())
    }
    let date = try PremiumValues.pastDate(event.reversedOn, "reversed_on", today: today)
    guard payment.paidOn <= date else { throw .beforePayment(date, paid: payment.paidOn) }
    try PremiumValues.check(given: event.reason, "reason")
  }
}

/// Comprobantes: one for each paid document (a).
enum PremiumReceipts {
  static func check(
    _ event: PremiumReceiptIssued, in state: PremiumState, today: LocalDate, figures: PolicyBook
  ) throws(PremiumRefusal) {
    try PremiumValues.check(number: event.number, "number")
    let date = try PremiumValues.pastDate(event.issuedOn, "issued_on", today: today)
    let (from, source) = figures.inForce(PremiumFigures.receiptsFrom, on: today)
    if case .date(let first)? = from, date < first {
      throw .receiptTooEarly(date, from: first, source: source)
    }
    let debt = try PremiumDocuments.known(event.document, in: state)
    guard case .paid(let reference) = debt.standing else { throw .notPaid(event.document) }
    if let receipt = debt.receipt { throw .receiptThere(event.document, receipt) }
    if let paidOn = state.payments[reference]?.paidOn, date < paidOn {
      throw .beforePayment(date, paid: paidOn)
    }
  }
}
