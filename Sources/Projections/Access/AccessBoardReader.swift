public import Events
public import Schemas

/// Reads the access board. Every answer comes from one snapshot. Any thread.
public struct AccessBoardReader: Sendable {
  private let store: FollowerStore
  private let tables: AccessBoardTables

  /// - Parameter store: that of a follower of `AccessBoard`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = AccessBoardTables(store.environment)
  }

  /// One access; `nil` when there is none of this id.
  public func page(_ id: AccessID) throws(LMDBError) -> AccessPage? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.page(id.text, transaction)
    }
  }

  /// The access that a folio asks for; `nil` when it asks for none.
  public func page(of folio: FolioNumber) throws(LMDBError) -> AccessPage? {
    try page(tables.folios, Key(folio.rawValue))
  }

  /// The access that an address is registered for, in whatever letters it is written.
  public func page(registered email: String) throws(LMDBError) -> AccessPage? {
    let key = Key(email.lowercased())
    // What is longer than any address fits no key either.
    return key.bytes.count > 254 || key.bytes.isEmpty ? nil : try page(tables.addresses, key)
  }

  private func page(_ table: Table, _ key: Key) throws(LMDBError) -> AccessPage? {
    try store.environment.read { transaction throws(LMDBError) in
      guard let id = try transaction.get(table, key) else { return nil }
      return try tables.page(String(decoding: id, as: UTF8.self), transaction)
    }
  }

  /// Requests and forgotten passwords in order of time, those that pass every filter given.
  ///
  /// - Parameters:
  ///   - kind: `unspecified` for forgotten passwords; `nil` for all.
  ///   - after: only those whose position is greater; that of the last row, to read on.
  ///   - limit: at most so many; traps unless positive.
  /// - Returns: the rows, and in `next` what to give as `after`; 0 when there is no more.
  public func rows(
    kind: AccessKind? = nil, state: AccessState? = nil, after: UInt64 = 0, limit: Int
  ) throws(LMDBError) -> (rows: [AccessRow], next: UInt64) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    guard after < .max else { return ([], 0) }
    return try store.environment.read { transaction throws(LMDBError) in
      var found: [AccessRow] = []
      var isMore = false
      try transaction.scan(tables.rows, from: Key(after + 1)) { _, value throws(LMDBError) in
        let row: AccessRow = Row.message(value.copied)
        guard kind ?? row.kind == row.kind, state ?? row.state == row.state else { return .next }
        if found.count == limit {
          isMore = true
          return .stop
        }
        found.append(row)
        return .next
      }
      return (found, isMore ? found.last?.position ?? 0 : 0)
    }
  }
}
