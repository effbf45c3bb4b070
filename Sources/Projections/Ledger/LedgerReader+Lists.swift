public import Events

/// What one holder, or one document of it, has in an account.
public struct LedgerShare: Hashable, Sendable {
  public let holder: String
  /// Empty for what names no document.
  public let document: String
  public let balance: LedgerBalance
}

extension LedgerReader {
  /// The journal in order of position.
  ///
  /// - Parameters:
  ///   - holder: only entries of this holder; looks at every entry on the way.
  ///   - after: only entries behind this one.
  ///   - limit: at most this many; traps unless positive.
  /// - Returns: the entries, and in `after` what to give to read on; `nil` when there is no more.
  public func journal(
    of holder: String? = nil, after: JournalEntry.ID? = nil, limit: Int
  ) throws(LMDBError) -> (entries: [JournalEntry], after: JournalEntry.ID?, next: Position) {
    precondition(limit > 0, "at most \(limit) entries")
    return try store.environment.read { transaction throws(LMDBError) in
      var found: [JournalEntry] = []
      var isMore = false
      try entries(from: after?.position ?? Position(0), transaction) { entry in
        if let after, entry.id <= after { return .next }
        if let holder, entry.holder != holder { return .next }
        isMore = found.count == limit
        if !isMore { found.append(entry) }
        return isMore ? .stop : .next
      }
      return (found, isMore ? found.last?.id : nil, try store.next(transaction))
    }
  }

  /// One entry; `nil` when there is none of this id.
  public func entry(_ id: JournalEntry.ID) throws(LMDBError) -> JournalEntry? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.entry(id, transaction)
    }
  }

  /// The lines of an account as of a moment, in order of effective day, then of position.
  ///
  /// - Parameters:
  ///   - after: how many lines to pass over.
  ///   - limit: at most this many; traps unless positive.
  /// - Returns: the lines; `opening`, the sums of those passed over; and in `after` what to give to
  ///   read on, 0 when there is no more. Linear in the lines passed over and given.
  public func movements(
    of account: LedgerAccount, _ currency: Currency, _ scope: LedgerScope = .account,
    at moment: LedgerMoment = .latest, after: Int = 0, limit: Int
  ) throws(LMDBError) -> (
    postings: [Posting], opening: LedgerBalance, after: Int, next: Position
  ) {
    precondition(limit > 0 && after >= 0, "\(limit) lines after \(after)")
    return try store.environment.read { transaction throws(LMDBError) in
      let all = try slots(
        of: account, currency, scope, moment, upTo: after + limit + 1, transaction)
      var opening = LedgerBalance.zero(currency)
      for found in all.prefix(after) { opening.insert(found.slot) }
      var postings: [Posting] = []
      for found in all.dropFirst(after).prefix(limit) {
        guard let entry = try tables.entry(found.entry, transaction) else {
          preconditionFailure("\(chart.name) has a line of \(found.entry), and no such entry")
        }
        postings.append(Posting(entry, line: found.line))
      }
      let isMore = all.count > after + limit
      return (postings, opening, isMore ? after + limit : 0, try store.next(transaction))
    }
  }

  /// What each holder and document has in an account, as of now; those whose debits are their
  /// credits are left out unless asked for.
  ///
  /// - Parameters:
  ///   - holder: only of this one.
  ///   - after: only shares behind this holder and document; a name that fits no key is behind none.
  public func shares(
    of account: LedgerAccount, _ currency: Currency, holder: String? = nil,
    after: (holder: String, document: String)? = nil, settled: Bool = false, limit: Int
  ) throws(LMDBError) -> (shares: [LedgerShare], isMore: Bool, next: Position) {
    precondition(limit > 0, "at most \(limit) shares")
    return try store.environment.read { transaction throws(LMDBError) in
      var prefix = CompositeKey(account.name, currency.code)
      let total = prefix.bytes
      if let holder { prefix.add(CompositeKey.fits(holder) ? holder : "") }
      var start = prefix
      if let after, CompositeKey.fits(after.holder), CompositeKey.fits(after.document) {
        start = CompositeKey(account.name, currency.code, after.holder, after.document)
      }
      var shares: [LedgerShare] = []
      var isMore = false
      try transaction.scan(tables.balances, from: start.key) { key, value throws(LMDBError) in
        guard key.hasPrefix(prefix.bytes) else { return .stop }
        if key.equals(total) || (after != nil && key.equals(start.bytes)) { return .next }
        let texts = key.texts(4)
        let balance = LedgerBalance(value, currency)
        if !settled, balance.debits == balance.credits { return .next }
        isMore = shares.count == limit
        if isMore { return .stop }
        shares.append(LedgerShare(holder: texts[2], document: texts[3], balance: balance))
        return .next
      }
      return (shares, isMore, try store.next(transaction))
    }
  }

  private struct FoundSlot {
    let entry: JournalEntry.ID
    let line: Int
    let effective: LocalDate
    let slot: LedgerSlot
  }

  /// The first lines of an account, in order.
  private func slots(
    of account: LedgerAccount, _ currency: Currency, _ scope: LedgerScope, _ moment: LedgerMoment,
    upTo count: Int, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [FoundSlot] {
    let ofHolder = scope.prefix(account, currency)
    let prefix = ofHolder ?? CompositeKey(account.name, currency.code).bytes
    let table = ofHolder == nil ? tables.accounts : tables.holders
    var found: [FoundSlot] = []
    try transaction.scan(table, from: Key(prefix)) { key, value throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      let end = key.byteCount
      let slot = LedgerSlot(value, currency)
      let effective = key.date(at: end - 20)
      if moment.includes(effective, slot.recorded) {
        found.append(
          FoundSlot(
            entry: key.entryID(at: end - 16), line: Int(key.number32(at: end - 4)),
            effective: effective, slot: slot))
      }
      // The lines of an account are in order already; those of a holder lie by document.
      return ofHolder == nil && found.count == count ? .stop : .next
    }
    if ofHolder != nil {
      found.sort {
        ($0.effective, $0.entry, $0.line) < ($1.effective, $1.entry, $1.line)
      }
    }
    return found
  }
}
