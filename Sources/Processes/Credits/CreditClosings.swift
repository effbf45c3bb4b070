import Events
import Projections
import Schemas

/// How an obligation is written off or closed, and what the client is certified to owe.
///
/// **Source:** receivables page, “Credits and collections”: a state, Write-down, certificate.
extension CreditCheck {
  /// Castigada: vigente until then.
  func check(_ event: CreditWrittenOff) throws(CreditRefusal) {
    try checkID(event.id)
    let obligation = try open(event.invoice)
    guard obligation.state == .current else {
      throw .closed(obligation.invoice, obligation.state)
    }
    _ = try effective(event.effectiveDate, of: obligation)
    try CreditValues.given(("approval", event.approval))
  }

  /// An obligation closed by an applied payment together with its condonation: after both nothing is
  /// owed with effect from the day of the payment.
  func check(_ event: CreditWrittenDown) throws(CreditRefusal) {
    try checkID(event.id)
    let obligation = try open(event.invoice)
    guard let payment = accounts.payment(of: event) else {
      if event.paymentMade == nil { throw .fieldsMissing(["payment or claim"]) }
      throw .idUnknown(
        event.payment + event.claim, known: ids(.payment, of: obligation) + state.claims)
    }
    try check(payment, isOneOf: [.payment, .claimPayment], of: obligation)
    for id in event.condonations {
      guard let condonation = accounts.entry(id) else {
        throw .idUnknown(id, known: ids(.condonation, of: obligation))
      }
      try check(condonation, isOneOf: [.condonation], of: obligation)
    }
    try checkNothingLeft(obligation, on: payment.effective)
  }

  /// Paz y salvo: nothing is owed. After a write-down it is the document of it (a).
  func check(_ event: CreditClearanceIssued) throws(CreditRefusal) {
    try checkID(event.id)
    try CreditValues.name(event.number, "number")
    let obligation = try known(event.invoice)
    let date = try effective(event.effectiveDate, of: obligation)
    if accounts.entries.contains(where: {
      $0.kind == .clearance && !$0.isTakenBack && $0.invoices == [event.invoice]
    }) {
      throw .closed(event.invoice, obligation.state)
    }
    if obligation.state.isClosed {
      if obligation.state(on: date) != .paidOff {
        throw .stillOwed(event.invoice, obligation.balance(on: date))
      }
    } else {
      try checkNothingLeft(obligation, on: date)
    }
  }

  private func checkNothingLeft(
    _ obligation: Obligation, on date: LocalDate
  ) throws(CreditRefusal) {
    guard obligation.waiting.isEmpty else {
      throw .poolWaits(obligation.invoice, months: obligation.waiting.count)
    }
    let left = obligation.left(whenClosedOn: date)
    if !left.isZero { throw .stillOwed(obligation.invoice, left) }
  }

  private func check(
    _ entry: CreditEntry, isOneOf kinds: [CreditEntry.Kind], of obligation: Obligation
  ) throws(CreditRefusal) {
    guard kinds.contains(entry.kind) else { throw .notReversible(entry.id) }
    if entry.isTakenBack { throw .takenBackAlready(entry.id) }
    guard entry.invoices.contains(obligation.invoice) else {
      throw .notOfInvoice(entry.id, invoice: obligation.invoice)
    }
  }

  private func ids(_ kind: CreditEntry.Kind, of obligation: Obligation) -> [String] {
    accounts.entries.filter {
      $0.kind == kind && !$0.isTakenBack && $0.invoices.contains(obligation.invoice)
    }.map(\.id)
  }

  /// All the obligations of the client, by invoice and amount, as the ledger has them on that day.
  func check(_ event: CreditCertificateIssued) throws(CreditRefusal) {
    try CreditValues.name(event.number, "number")
    let date = try CreditValues.past(event.date, "date", today: today)
    let current = accounts.current(on: date)
    var given: [String: Money] = [:]
    for line in event.obligations {
      guard given[line.invoice] == nil else { throw .invoiceTwice(line.invoice) }
      given[line.invoice] = try CreditValues.amount(line.balance, "balance of \(line.invoice)")
    }
    let others = given.keys.filter { invoice in !current.contains { $0.invoice == invoice } }
    if !others.isEmpty { throw .certificateOfOthers(others.sorted()) }
    let missing = current.map(\.invoice).filter { given[$0] == nil }
    if !missing.isEmpty { throw .certificateIncomplete(missing: missing) }
    for obligation in current {
      let balance = obligation.outstanding(on: date)
      if let amount = given[obligation.invoice], amount != balance {
        throw .notTheLedgers(obligation.invoice, given: amount, balance: balance)
      }
    }
  }
}
