public import Events
public import Schemas

/// Reads the outbox of notices. Every answer comes from one snapshot. Any thread.
public struct NoticeOutboxReader: Sendable {
  private let store: FollowerStore
  private let tables: NoticeOutboxTables

  /// - Parameter store: that of a follower of `NoticeOutbox`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = NoticeOutboxTables(store.environment)
  }

  /// What the owner of a folio was told, in the order of the causes.
  public func notices(of number: FolioNumber) throws(LMDBError) -> [Notice] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [Notice] = []
      let first = Key(number.rawValue, 0)
      try transaction.scan(tables.notices, from: first) { key, value throws(LMDBError) in
        guard key.bigEndian(at: 0) == number.rawValue else { return .stop }
        found.append(Row.message(value.copied))
        return .next
      }
      return found
    }
  }

  /// The notices in a state, in the order in which they were queued.
  ///
  /// - Parameters:
  ///   - after: only those whose position is greater; that of the last one, to read on.
  ///   - limit: at most so many; traps unless positive.
  /// - Returns: the notices, and in `next` what to give as `after`; 0 when there is no more.
  public func notices(
    in state: NoticeState, after: UInt64 = 0, limit: Int
  ) throws(LMDBError) -> (notices: [Notice], next: UInt64) {
    precondition(limit > 0, "a list of at most \(limit) notices")
    guard after < .max else { return ([], 0) }
    return try store.environment.read { transaction throws(LMDBError) in
      var keys: [Key] = []
      let wanted = UInt64(state.rawValue)
      try transaction.scan(tables.states, from: Key(wanted, after + 1)) {
        key, value throws(LMDBError) in
        guard key.bigEndian(at: 0) == wanted, keys.count <= limit else { return .stop }
        keys.append(Key(value.copied))
        return .next
      }
      var found: [Notice] = []
      for key in keys.prefix(limit) {
        guard let stored = try transaction.get(tables.notices, key) else {
          preconditionFailure("a state of no notice")
        }
        found.append(Row.message(stored))
      }
      return (found, keys.count > limit ? found.last?.position ?? 0 : 0)
    }
  }

  /// How many notices are in each state; those of none are left out.
  public func counts() throws(LMDBError) -> [NoticeState: Int] {
    try store.environment.read { transaction throws(LMDBError) in
      var counts: [NoticeState: Int] = [:]
      try transaction.scan(tables.states) { key, _ throws(LMDBError) in
        let state = NoticeState(rawValue: Int(key.bigEndian(at: 0))) ?? .unspecified
        counts[state, default: 0] += 1
        return .next
      }
      return counts
    }
  }
}
