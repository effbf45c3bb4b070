import Events

/// What `accounts` and `holders` keep of a line: enough to add it up. The rest is in its entry.
struct LedgerSlot {
  let amount: Money
  let side: LedgerSide
  let recorded: Timestamp

  init(_ posting: Posting) {
    amount = posting.amount
    side = posting.side
    recorded = posting.recorded
  }

  /// Debits as a positive number, credits as a negative one; then the time. 8 bytes each, signed.
  var bytes: [UInt8] {
    let signed = side == .debit ? amount.minorUnits : -amount.minorUnits
    return Key(UInt64(bitPattern: signed), UInt64(bitPattern: recorded.microseconds)).bytes
  }

  init(_ value: RawSpan, _ currency: Currency) {
    let signed = Int64(bitPattern: value.bigEndian(at: 0))
    amount = Money(minorUnits: abs(signed), currency)
    side = signed > 0 ? .debit : .credit
    recorded = Timestamp(microseconds: Int64(bitPattern: value.bigEndian(at: 8)))
  }
}

extension LedgerTables {
  /// Adds a line to every table that adds up.
  /// - Returns: `false` when a sum becomes too large; the transaction must then be dropped.
  func add(_ posting: Posting, _ transaction: inout WriteTransaction) throws(LMDBError) -> Bool {
    let slot = LedgerSlot(posting).bytes
    var byAccount = CompositeKey(posting.account, posting.currency.code)
    byAccount.add(posting.effective)
    byAccount.add(posting.entry)
    byAccount.add(number: UInt32(posting.line))
    try transaction.put(accounts, byAccount.key, slot)

    var byHolder = CompositeKey(
      posting.holder, posting.account, posting.currency.code, posting.document)
    byHolder.add(posting.effective)
    byHolder.add(posting.entry)
    byHolder.add(number: UInt32(posting.line))
    try transaction.put(holders, byHolder.key, slot)

    var byDay = CompositeKey(posting.account, posting.currency.code)
    byDay.add(posting.effective)
    byDay.add(posting.recorded.utcDay)
    let balance = CompositeKey(
      posting.account, posting.currency.code, posting.holder, posting.document)
    try add(posting, to: days, byDay.key, &transaction)
    try add(posting, to: balances, balance.key, &transaction)
    return try add(
      posting, to: balances, CompositeKey(posting.account, posting.currency.code).key, &transaction)
  }

  // Every other sum is part of that of the account.
  @discardableResult
  private func add(
    _ posting: Posting, to table: Table, _ key: Key, _ transaction: inout WriteTransaction
  ) throws(LMDBError) -> Bool {
    let currency = posting.currency
    let stored = try transaction.get(table, key) { value throws(LMDBError) in
      LedgerBalance(value, currency)
    }
    var balance = stored ?? .zero(currency)
    guard balance.add(posting.amount, posting.side) else { return false }
    try transaction.put(table, key, balance.bytes)
    return true
  }
}

extension LedgerBalance {
  /// Debits and credits, 8 bytes each.
  var bytes: [UInt8] {
    Key(UInt64(debits.minorUnits), UInt64(credits.minorUnits)).bytes
  }

  init(_ value: RawSpan, _ currency: Currency) {
    self.init(
      debits: Money(minorUnits: Int64(value.bigEndian(at: 0)), currency),
      credits: Money(minorUnits: Int64(value.bigEndian(at: 8)), currency))
  }
}

extension Timestamp {
  /// The date in UTC: only to group rows, never a date of the business.
  var utcDay: LocalDate {
    LocalDate(daysSinceEpoch: Int((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400))
  }
}
