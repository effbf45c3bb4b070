import Events
import Projections
import Schemas

/// Proformas and invoices.
///
/// **Source:** receivables page, “Mora of company clients”: a proforma invoice per contract, monthly.
enum ArrearsInvoices {
  static func check(
    _ event: ArrearsProformaIssued, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    try check(event.lines, of: event.contract, in: state)
    try check(month: event.month, today: today)
    if state.proformas.contains(ArrearsMonthOfContract(event.contract, event.month)) {
      throw .proformaThere(contract: event.contract, month: event.month)
    }
  }

  /// One invoice a contract and month stands (a), and takes up every charge that waits for it: those
  /// of its month and of earlier ones (a).
  static func check(
    _ event: ArrearsInvoiceIssued, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.invoice, "invoice")
    try check(event.lines, of: event.contract, in: state)
    try check(month: event.month, today: today)
    _ = try ArrearsValues.pastDate(event.issuedOn, "issued_on", today: today)
    let place = ArrearsMonthOfContract(event.contract, event.month)
    for (number, invoice) in state.invoices
    where invoice.place == place && invoice.standing != .annulled {
      throw .invoiceThere(contract: event.contract, month: event.month, invoice: number)
    }
    try checkCharges(event, in: state)
  }

  private static func checkCharges(
    _ event: ArrearsInvoiceIssued, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    let lines = event.lines.filter { !$0.charge.isEmpty }
    if !lines.isEmpty { try ArrearsValues.check(distinct: lines.map(\.charge), "lines.charge") }
    for line in lines {
      let charge = try ArrearsCharges.waiting(line.charge, in: state)
      let amount = try ArrearsValues.amount(line.amount)
      guard charge.contract == event.contract, charge.product == line.product,
        charge.amount == amount
      else {
        throw .chargeDiffers(
          line.charge, contract: charge.contract, product: charge.product, charge.amount)
      }
    }
    let left = state.charges.filter { id, charge in
      charge.standing == .waiting && charge.contract == event.contract
        && charge.month <= event.month && !lines.contains { $0.charge == id }
    }
    if !left.isEmpty { throw .chargesLeftOut(left.keys.sorted()) }
  }

  /// What is paid is annulled after its payment was reversed, if at all (a).
  static func check(
    _ event: ArrearsInvoiceAnnulled, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    let invoice = try owed(event.invoice, in: state)
    let date = try ArrearsValues.pastDate(event.annulledOn, "annulled_on", today: today)
    guard invoice.issuedOn <= date else { throw .beforeIssue(date, issued: invoice.issuedOn) }
    try ArrearsValues.check(given: event.reason, "reason")
  }

  /// An invoice that is owed.
  static func owed(
    _ number: String, in state: ArrearsState
  ) throws(ArrearsRefusal) -> ArrearsOpenInvoice {
    guard let invoice = state.invoices[number] else { throw .invoiceUnknown(number, state.nit) }
    switch invoice.standing {
    case .owed: return invoice
    case .paid(let reference): throw .alreadyPaid(number, reference: reference)
    case .annulled: throw .annulled(number)
    }
  }

  static func check(
    product: String, of contract: String, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    guard let products = state.contracts[contract] else {
      throw .contractUnknown(contract, known: state.contracts.keys.sorted())
    }
    guard products.contains(product) else {
      throw .productUnknown(product, contract: contract, known: products.sorted())
    }
  }

  private static func check(
    _ lines: [ArrearsLine], of contract: String, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    guard state.contracts[contract] != nil else {
      throw .contractUnknown(contract, known: state.contracts.keys.sorted())
    }
    if lines.isEmpty { throw .fieldMissing("lines") }
    for line in lines {
      try check(product: line.product, of: contract, in: state)
      _ = try ArrearsValues.amount(line.amount)
      try ArrearsValues.check(given: line.concept, "lines.concept")
    }
  }

  /// Nothing is invoiced for a month that has not begun (a).
  private static func check(month text: String, today: LocalDate) throws(ArrearsRefusal) {
    let month = try ArrearsValues.month(text)
    guard month <= YearMonth(today) else {
      throw .dateToCome(month.days.lowerBound, field: "month", today: today)
    }
  }
}
