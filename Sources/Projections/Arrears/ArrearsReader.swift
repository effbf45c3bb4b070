public import Events
public import Schemas
internal import SwiftProtobuf

/// Reads the portfolio of company clients. Every answer comes from one snapshot and names `next`,
/// the position of the first event that is not in it yet.
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
  /// Complexity: linear in the clients that owe something, from `after` on, or with `day` in all;
  /// with `nit` one look-up.
  ///
  /// - Parameters:
  ///   - day: what was owed at the end of this day, by the dates that the events give; `nil` for
  ///     what is owed by all of them.
  ///   - executive: key of the executive in whose portfolio the client is.
  ///   - after: only clients behind this one.
  ///   - limit: stop behind the client with whom this many rows are reached; traps unless positive.
  /// - Returns: the rows, and in `after` what to give to read on; `nil` when there is no more.
  public func debts(
    on day: LocalDate? = nil, of nit: String? = nil, contract: String? = nil,
    executive: String? = nil, byProduct: Bool = false, after: String? = nil, limit: Int
  ) throws(LMDBError) -> (debts: [ArrearsDebt], after: String?, next: Position) {
    // Who owed something on another day is in no table.
    let table = day == nil ? tables.debtors : tables.pages
    let found = try clients(in: table, nit, executive, after, limit) { page in
      page.debts(on: day, byProduct: byProduct)
        .filter { contract == nil || $0.contract == contract }
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
        if table.name != tables.pages.name, let executive, value.copiedText != executive {
          return .next
        }
        guard let page = try tables.page(client, transaction) else {
          preconditionFailure("\(client) is in \(table.name), and has no page")
        }
        if let executive, page.executive.key != executive { return .next }
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
