import Events
import Projections
import Schemas

/// A mistake is taken back by an event that names it, unless something else rests on it.
///
/// **Source:** receivables page, “Ledger rules”.
extension CreditCheck {
  func check(_ event: CreditReversed) throws(CreditRefusal) {
    try checkID(event.id)
    try CreditValues.given(("reason", event.reason))
    guard let entry = accounts.entry(event.reverses) else {
      throw .idUnknown(event.reverses, known: [])
    }
    guard entry.kind.isReversible else { throw .notReversible(entry.id) }
    if entry.isTakenBack { throw .takenBackAlready(entry.id) }
    switch entry.kind {
    case .granted: try checkUntouched(entry)
    case .payment, .condonation, .writeOff: try checkOpen(entry)
    case .charge:
      try checkOpen(entry)
      try checkUnpaid(entry)
    case .writeDown: try checkWithoutClearance(entry)
    case .clearance, .contact, .reversal, .claimPayment, .pool: break
    }
  }

  /// A credit can be taken back as long as nothing was paid, charged or condoned on it.
  private func checkUntouched(_ entry: CreditEntry) throws(CreditRefusal) {
    let others = accounts.entries.filter { other in
      other.id != entry.id && other.kind != .reversal && !other.isTakenBack
        && other.invoices.contains(where: entry.invoices.contains)
    }
    if !others.isEmpty {
      let ids = others.map { "“\($0.id)”" }.joined(separator: ", ")
      throw .reverseFirst(entry.id, because: "\(ids) would be left; reverse that first")
    }
  }

  private func checkOpen(_ entry: CreditEntry) throws(CreditRefusal) {
    for invoice in entry.invoices {
      guard let obligation = accounts.obligation(invoice), !obligation.state.isClosed else {
        throw .reverseFirst(
          entry.id, because: "\(invoice) is closed; reverse what closed it first")
      }
    }
  }

  /// What was paid on a charge would be more than is owed.
  private func checkUnpaid(_ entry: CreditEntry) throws(CreditRefusal) {
    for invoice in entry.invoices {
      guard let obligation = accounts.obligation(invoice) else { continue }
      let charged = obligation.movements.filter { $0.id == entry.id }
        .reduce(ConceptAmounts.zero) { $0 + $1.amounts }
      let room = obligation.room(from: entry.effective)
      if CreditConcept.all.contains(where: { charged[$0] > room[$0] }) {
        throw .reverseFirst(
          entry.id, because: "it was paid or condoned; reverse that first")
      }
    }
  }

  private func checkWithoutClearance(_ entry: CreditEntry) throws(CreditRefusal) {
    let document = accounts.entries.first {
      $0.kind == .clearance && !$0.isTakenBack && $0.invoices == entry.invoices
    }
    if let document {
      throw .reverseFirst(
        entry.id, because: "the paz y salvo “\(document.id)” rests on it; reverse that first")
    }
  }
}
