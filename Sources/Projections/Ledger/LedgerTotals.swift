import Events

/// An account in one currency.
struct LedgerTotal: Hashable {
  let account: String
  let currency: Currency

  init(_ account: String, _ currency: Currency) {
    self.account = account
    self.currency = currency
  }
}

extension LedgerReader {
  /// The sums of accounts as of a moment: whole days of recording from the table of days, and the
  /// entries of the last day one by one.
  ///
  /// - Parameter only: of this one; `nil` for all.
  func totals(
    _ moment: LedgerMoment, of only: LedgerTotal?, _ next: Position,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [LedgerTotal: LedgerBalance] {
    var prefix: [UInt8] = []
    if let only { prefix = CompositeKey(only.account, only.currency.code).bytes }
    let lastDay = moment.recorded?.utcDay
    var totals: [LedgerTotal: LedgerBalance] = [:]
    let first = only == nil ? nil : Key(prefix)
    try transaction.scan(tables.days, from: first) { key, value throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      let (effective, recorded) = (
        key.date(at: key.byteCount - 8), key.date(at: key.byteCount - 4)
      )
      if let by = moment.effective, effective > by { return .next }
      if let lastDay, recorded >= lastDay { return .next }
      let texts = key.texts(2)
      guard let currency = Currency(texts[1]) else { preconditionFailure("\(texts)") }
      let total = LedgerTotal(texts[0], currency)
      totals[total] = (totals[total] ?? .zero(currency)) + LedgerBalance(value, currency)
      return .next
    }
    guard let by = moment.recorded, let lastDay else { return totals }
    let dawn = Timestamp(seconds: Int64(lastDay.daysSinceEpoch) * 86_400)
    let start = try firstEntry(notBefore: dawn, next, transaction)
    try entries(from: start, transaction) { entry in
      guard entry.recorded <= by else { return .stop }
      for posting in entry.postings where moment.includes(posting.effective, posting.recorded) {
        let total = LedgerTotal(posting.account, posting.currency)
        if let only, only != total { continue }
        var sum = totals[total] ?? .zero(posting.currency)
        let added = sum.add(posting.amount, posting.side)
        precondition(added, "\(total)")
        totals[total] = sum
      }
      return .next
    }
    return totals
  }

  /// A position behind which every entry was recorded at this time or later, and before which
  /// earlier. Recorded times never go backwards, so that halving finds it.
  private func firstEntry(
    notBefore time: Timestamp, _ next: Position,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Position {
    var (low, high) = (UInt64(0), next.rawValue)
    while low < high {
      let middle = low + (high - low) / 2
      var found: JournalEntry?
      try entries(from: Position(middle), transaction) { entry in
        found = entry
        return .stop
      }
      if let found, found.recorded < time {
        low = found.id.position.rawValue + 1
      } else {
        high = middle
      }
    }
    return Position(low)
  }

  /// Gives the entries from a position on, in order, until `body` stops.
  func entries(
    from position: Position, _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (JournalEntry) -> ScanStep
  ) throws(LMDBError) {
    var start = CompositeKey()
    start.add(JournalEntry.ID(position, 0))
    try transaction.scan(tables.entries, from: start.key) { _, value throws(LMDBError) in
      body(LedgerTables.entry(value.copied))
    }
  }
}
