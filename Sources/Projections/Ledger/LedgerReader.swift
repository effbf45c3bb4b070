public import Events

/// Whose part of an account is asked for.
public enum LedgerScope: Hashable, Sendable {
  /// All holders.
  case account
  case holder(String)
  case document(String, of: String)
}

/// Reads a ledger. Every answer comes from one snapshot and names `next`, the position of the first
/// event that is not in it yet.
///
/// Any thread; a read never waits for a write.
public struct LedgerReader: Sendable {
  let store: FollowerStore
  let tables: LedgerTables
  public let chart: LedgerChart

  /// - Parameter store: that of a follower of a `LedgerProjection` of this chart; traps with another.
  public init(_ store: FollowerStore, _ chart: LedgerChart) {
    self.store = store
    self.chart = chart
    tables = LedgerTables(store.environment)
  }

  /// What was debited and credited to an account by a day, as it was recorded by a time.
  ///
  /// Complexity: of an account as a whole, linear in its days and in the entries recorded on the
  /// last of them, however many lines it has; of a holder, linear in its lines in the account.
  public func balance(
    of account: LedgerAccount, _ currency: Currency, _ scope: LedgerScope = .account,
    at moment: LedgerMoment = .latest
  ) throws(LMDBError) -> (balance: LedgerBalance, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      let next = try store.next(transaction)
      guard let prefix = scope.prefix(account, currency) else {
        let total = LedgerTotal(account.name, currency)
        let totals = try self.totals(moment, of: total, next, transaction)
        return (totals[total] ?? .zero(currency), next)
      }
      var sum = LedgerBalance.zero(currency)
      try transaction.scan(tables.holders, from: Key(prefix)) { key, value throws(LMDBError) in
        guard key.hasPrefix(prefix) else { return .stop }
        let slot = LedgerSlot(value, currency)
        if moment.includes(key.date(at: key.byteCount - 20), slot.recorded) { sum.insert(slot) }
        return .next
      }
      return (sum, next)
    }
  }

  /// Every account in every currency in which it has lines, in the order of the chart, then of the
  /// currency's code. Of each currency the debits of all rows are the credits of all rows.
  public func trialBalance(
    at moment: LedgerMoment = .latest
  ) throws(LMDBError) -> (rows: [TrialBalanceRow], next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      let next = try store.next(transaction)
      let totals = try self.totals(moment, of: nil, next, transaction)
      let rows = chart.accounts.flatMap { account in
        totals.filter { $0.key.account == account.name }
          .sorted { $0.key.currency.code < $1.key.currency.code }
          .map { TrialBalanceRow(account: account, balance: $0.value) }
      }
      return (rows, next)
    }
  }
}

extension LedgerScope {
  /// Where the lines of a holder begin in the table `holders`; `nil` for all holders. A name that
  /// fits no key is nobody's.
  func prefix(_ account: LedgerAccount, _ currency: Currency) -> [UInt8]? {
    func checked(_ name: String) -> String { CompositeKey.fits(name) ? name : "" }
    switch self {
    case .account: return nil
    case .holder(let holder):
      return CompositeKey(checked(holder), account.name, currency.code).bytes
    case .document(let document, let holder):
      return CompositeKey(checked(holder), account.name, currency.code, checked(document)).bytes
    }
  }
}

extension LedgerBalance {
  /// Adds a line that the ledger holds, whose sums were checked when it was entered.
  mutating func insert(_ slot: LedgerSlot) {
    let added = add(slot.amount, slot.side)
    precondition(added, "\(self) and \(slot.amount)")
  }
}
