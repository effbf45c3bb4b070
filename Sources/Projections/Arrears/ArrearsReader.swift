public import Events
public import Schemas
internal import SwiftProtobuf

/// Reads the portfolio of company clients. Every answer comes from one snapshot and names `next`, the
/// position of the first event that is not in it yet.
///
/// Any thread; a read never waits for a write.
public struct ArrearsReader: Sendable {
  private let store: FollowerStore
  private let tables: ArrearsTables

  /// - Parameter store: that of a follower of `ArrearsPortfolio`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = ArrearsTables(store.environment)
  }

  /// One client; `nil` when there is none of this NIT. What is still owed of its commitments is
  /// filled in.
  public func page(_ nit: ArrearsNIT) throws(LMDBError) -> (page: ArrearsPage?, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      var page = try tables.page(nit.text, transaction)
      if let commitments = page?.commitmentsWithOwed { page?.commitments = commitments }
      return (page, try store.next(transaction))
    }
  }

  /// What is pending to date, by contract or by product, in order of NIT, contract and product.
  ///
  /// Complexity: linear in the clients that owe something, from `after` on; with `nit` one look-up.
  ///
  /// - Parameters:
  ///   - executive: key of the executive in whose portfolio the client is.
  ///   - after: only clients behind this one.
  ///   - limit: stop behind the client with whom this many rows are reached; traps unless positive.
  /// - Returns: the rows, and in `after` what to give to read on; `nil` when there is no more.
  public func debts(
    of nit: String? = nil, contract: String? = nil, executive: String? = nil,
    byProduct: Bool = false, after: String? = nil, limit: Int
  ) throws(LMDBError) -> (debts: [ArrearsDebt], after: String?, next: Position) {
    let found = try clients(in: tables.debtors, nit, executive, after, limit) { page in
      page.debts(byProduct: byProduct).filter { contract == nil || $0.contract == contract }
    }
    return (found.rows, found.after, found.next)
  }

  /// Commitments to pay, in order of NIT, then as they were made: those of which something is still
  /// owed and that the daemon has not found broken; with `settled` all.
  ///
  /// Parameters and answer as for `debts`.
  public func commitments(
    of nit: String? = nil, executive: String? = nil, settled: Bool = false, after: String? = nil,
    limit: Int
  ) throws(LMDBError) -> (rows: [ArrearsCommitmentRow], after: String?, next: Position) {
    let found = try clients(in: tables.promisers, nit, executive, after, limit) { page in
      page.commitmentsWithOwed.filter { settled || $0.isOpen }.map { commitment in
        ArrearsCommitmentRow.with {
          $0.nit = page.nit
          $0.name = page.name
          $0.commitment = commitment
        }
      }
    }
    return (found.rows, found.after, found.next)
  }

  private func clients<Row>(
    in table: Table, _ nit: String?, _ executive: String?, _ after: String?, _ limit: Int,
    _ rows: (ArrearsPage) -> [Row]
  ) throws(LMDBError) -> (rows: [Row], after: String?, next: Position) {
    precondition(limit > 0, "at most \(limit) rows")
    return try store.environment.read { transaction throws(LMDBError) in
      var found: [Row] = []
      var last: String?
      var isMore = false
      let start = (nit ?? after).flatMap { ArrearsNIT($0) }.map { Key($0.text) }
      if nit != nil, start == nil { return ([], nil, try store.next(transaction)) }
      try transaction.scan(table, from: start) { key, value throws(LMDBError) in
        let client = key.copiedText
        if let nit, client != nit { return .stop }
        if let after, client <= after { return .next }
        if let executive, value.copiedText != executive { return .next }
        guard let page = try tables.page(client, transaction) else {
          preconditionFailure("\(client) is in \(table.name), and has no page")
        }
        let new = rows(page)
        if new.isEmpty { return .next }
        if found.count >= limit {
          isMore = true
          return .stop
        }
        found += new
        last = client
        return .next
      }
      return (found, isMore ? last : nil, try store.next(transaction))
    }
  }
}

extension ArrearsCommitment {
  /// Something is owed of it, and its week is not over.
  public var isOpen: Bool { hasOwed && !hasBroken }
}

extension ArrearsPage {
  /// Each with what is still owed of it; absent where nothing is.
  fileprivate var commitmentsWithOwed: [ArrearsCommitment] {
    commitments.map { commitment in
      var commitment = commitment
      let owed = invoices.filter { $0.isOwed && commitment.invoices.contains($0.invoice) }
        .compactMap { try? Money($0.amount) }
      if let first = owed.first {
        commitment.owed = owed.dropFirst().reduce(first, +).wire
      }
      return commitment
    }
  }

  /// What is owed on each contract, or on each product of each.
  public func debts(byProduct: Bool) -> [ArrearsDebt] {
    struct Place: Hashable {
      let contract: String
      let product: String
    }
    var sums: [Place: (amount: Money, invoices: Set<String>, oldest: String)] = [:]
    for invoice in invoices where invoice.isOwed {
      for line in invoice.lines {
        guard let amount = try? Money(line.amount) else { continue }
        let place = Place(contract: invoice.contract, product: byProduct ? line.product : "")
        var sum = sums[place] ?? (.zero(amount.currency), [], invoice.month)
        sum.amount = sum.amount + amount
        sum.invoices.insert(invoice.invoice)
        sum.oldest = min(sum.oldest, invoice.month)
        sums[place] = sum
      }
    }
    return sums.sorted { ($0.key.contract, $0.key.product) < ($1.key.contract, $1.key.product) }
      .map { place, sum in
        ArrearsDebt.with {
          $0.nit = nit
          $0.name = name
          $0.executive = executive
          $0.contract = place.contract
          if byProduct { $0.product = product(place.product, of: place.contract) }
          $0.amount = sum.amount.wire
          $0.invoices = UInt32(sum.invoices.count)
          $0.oldestMonth = sum.oldest
        }
      }
  }

  /// As the contract has it; of a product that it does not have any more only the number is known.
  private func product(_ number: String, of contract: String) -> ArrearsProduct {
    contracts.first { $0.contract == contract }?.products.first { $0.number == number }
      ?? .with { $0.number = number }
  }
}
