import Events
import Schemas
import SwiftProtobuf

/// Writes what one event changes in the statement.
struct StatementBook {
  let tables: StatementTables
  let event: RecordedEvent
  let client: String

  /// A policy and its broker. The documents of a policy follow it to its new broker.
  func assign(
    _ assigned: PremiumPolicyAssigned, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    try check([assigned.policy, assigned.broker.key])
    let policy = StatementPolicy.with {
      $0.policy = assigned.policy
      $0.line = assigned.line
      $0.broker = assigned.broker
      $0.clientName = assigned.clientName
    }
    try write { () throws(LMDBError) in
      try tables.put(policy, tables.policies, assigned.policy, &rows)
      for document in try tables.documents(.policy, assigned.policy, rows) {
        guard let before = try tables.row(document, rows) else { continue }
        var after = before
        after.broker = assigned.broker
        after.clientName = assigned.clientName
        try tables.replace(before, with: after, &rows)
      }
    }
  }

  func issue(
    _ policyNumber: String, _ rows: inout WriteTransaction,
    _ fill: (inout StatementRow) -> Void
  ) throws(FollowerError) {
    let policy = try policy(policyNumber, rows)
    var row = StatementRow.with {
      $0.policy = policyNumber
      $0.line = policy.line
      $0.client = client
      $0.clientName = policy.clientName
      $0.broker = policy.broker
      $0.status = .pendiente
    }
    fill(&row)
    try check([row.document.number])
    try check(days: [row.issuedOn, row.dueOn])
    let known: StatementRow?
    do throws(LMDBError) { known = try tables.row(row.document, rows) } catch {
      throw .failure(error)
    }
    if known != nil { throw .poison(event, "\(row.document.name) was issued before") }
    try write { () throws(LMDBError) in try tables.replace(nil, with: row, &rows) }
  }

  func amend(
    _ amended: PremiumCuotaAmended, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let policy = try policy(amended.policy, rows)
    try check(days: [amended.issuedOn, amended.dueOn])
    try change(.cuota(amended.number), &rows) {
      $0.policy = amended.policy
      $0.line = policy.line
      $0.broker = policy.broker
      $0.clientName = policy.clientName
      $0.amount = amended.amount
      $0.issuedOn = amended.issuedOn
      $0.dueOn = amended.dueOn
      $0.clearValidity()
      if amended.hasValidity { $0.validity = amended.validity }
      $0.clearOverdueSince()
    }
  }

  func pay(
    _ payment: PremiumPaymentRecorded, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    try check([payment.bankReference])
    try check(days: [payment.paidOn])
    let stored = StatementPayment.with {
      $0.bankReference = payment.bankReference
      $0.bank = payment.bank
      $0.paidOn = payment.paidOn
      $0.documents = payment.applications.map(\.document)
    }
    let key = PremiumReference.folded(payment.bankReference)
    try write { () throws(LMDBError) in try tables.put(stored, tables.payments, key, &rows) }
    for document in stored.documents {
      try change(document, &rows) {
        $0.paidOn = payment.paidOn
        $0.bankReference = payment.bankReference
        $0.status = .pagada
      }
    }
  }

  /// What the payment paid is owed again, and its receipts prove nothing any more.
  func reverse(
    _ reversed: PremiumPaymentReversed, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let key = PremiumReference.folded(reversed.bankReference)
    let payment: StatementPayment?
    do throws(LMDBError) {
      payment = try tables.get(tables.payments, key, rows)
      if payment != nil {
        try rows.remove(tables.payments, CompositeKey(key).key)
      }
    } catch {
      throw .failure(error)
    }
    guard let payment else {
      throw .poison(event, "there is no payment “\(reversed.bankReference)” to reverse")
    }
    for document in payment.documents {
      let receipt = try known(document, rows).receipt
      try change(document, &rows) {
        $0.paidOn = ""
        $0.bankReference = ""
        $0.receipt = ""
        $0.status = .pendiente
      }
      if receipt.isEmpty { continue }
      try write { () throws(LMDBError) in
        guard var page: ReceiptPage = try tables.get(tables.receipts, receipt, rows) else { return }
        page.reversed = true
        try tables.put(page, tables.receipts, receipt, &rows)
      }
    }
  }

  func enter(
    _ receipt: PremiumReceiptIssued, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    try check([receipt.number])
    let row = try known(receipt.document, rows)
    let payment: StatementPayment?
    do throws(LMDBError) {
      payment = try tables.get(
        tables.payments, PremiumReference.folded(row.bankReference), rows)
    } catch {
      throw .failure(error)
    }
    guard let payment else {
      throw .poison(event, "\(receipt.document.name) has a receipt, but is not paid")
    }
    let page = ReceiptPage.with {
      $0.number = receipt.number
      $0.issuedOn = receipt.issuedOn
      $0.row.document = receipt.document
      $0.paidOn = row.paidOn
      $0.bank = payment.bank
      $0.bankReference = payment.bankReference
      $0.amount = row.amount
    }
    try write { () throws(LMDBError) in
      try tables.put(page, tables.receipts, receipt.number, &rows)
    }
    try change(receipt.document, &rows) { $0.receipt = receipt.number }
  }

  /// Changes a row that there is.
  func change(
    _ document: PremiumDocument, _ rows: inout WriteTransaction,
    _ body: (inout StatementRow) -> Void
  ) throws(FollowerError) {
    let before = try known(document, rows)
    var after = before
    body(&after)
    try write { () throws(LMDBError) in try tables.replace(before, with: after, &rows) }
  }

  private func known(
    _ document: PremiumDocument, _ rows: borrowing some Transaction & ~Copyable
  ) throws(FollowerError) -> StatementRow {
    try check([document.number])
    let row: StatementRow?
    do throws(LMDBError) { row = try tables.row(document, rows) } catch { throw .failure(error) }
    guard let row, row.client == client else {
      throw .poison(event, "\(document.name) was not issued to \(client)")
    }
    return row
  }

  private func policy(
    _ number: String, _ rows: borrowing some Transaction & ~Copyable
  ) throws(FollowerError) -> StatementPolicy {
    let policy: StatementPolicy?
    do throws(LMDBError) { policy = try tables.get(tables.policies, number, rows) } catch {
      throw .failure(error)
    }
    guard let policy else { throw .poison(event, "the policy “\(number)” was not assigned") }
    return policy
  }

  private func write(_ body: () throws(LMDBError) -> Void) throws(FollowerError) {
    do throws(LMDBError) { try body() } catch { throw .failure(error) }
  }

  private func check(_ names: [String]) throws(FollowerError) {
    for name in names where name.isEmpty || !CompositeKey.fits(name) {
      throw .poison(event, "“\(name)” is empty, too long for a key, or has control characters")
    }
  }

  private func check(days: [String]) throws(FollowerError) {
    for day in days where LocalDate(day) == nil { throw .poison(event, "“\(day)” is no day") }
  }
}

extension StatementTables {
  /// The documents that an exact search finds.
  func documents(
    _ criterion: Criterion, _ value: String,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [PremiumDocument] {
    guard !value.isEmpty, CompositeKey.fits(value) else { return [] }
    let prefix = Self.exact(criterion, value).bytes
    var found: [PremiumDocument] = []
    try transaction.scan(exact, from: Key(prefix)) { key, _ throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      found.append(PremiumDocument(key: key, at: prefix.count))
      return .next
    }
    return found
  }
}
