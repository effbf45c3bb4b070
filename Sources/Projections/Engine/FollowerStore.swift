internal import Crypto
public import Events

/// The environment of one follower: its tables, and the checkpoint that is written with them.
///
/// Durability: what is applied is consistent at any time; a crash of the machine may undo the last
/// transactions, which are then applied again from the log.
///
/// A store that was made or emptied is unfinished until somebody says that it has caught up; that is
/// stored too, so that a build is taken up again after a stop and is not read before its time.
///
/// Opening it under another version, or beside another log, empties it: it is then built anew.
/// Deleting its file is always safe.
public final class FollowerStore: Sendable {
  public let environment: Environment
  private let checkpoint: Table
  /// One row while it is unfinished. Apart from the checkpoint, since it says nothing of the rows.
  private let construction: Table
  private let rows: [Table]
  private static let next = Key("next")
  private static let last = Key("last")
  private static let builtFor = Key("built-for")
  private static let unfinished = Key("unfinished")

  /// - Parameters:
  ///   - path: the database file.
  ///   - version: of the follower's code.
  ///   - log: the identity of the log that it follows.
  public convenience init(
    path: String, version: UInt32, tables: [String], log: EventID,
    durability: Durability = .lastMayBeLost
  ) throws(FollowerError) {
    let environment: Environment
    do throws(LMDBError) {
      environment = try Environment(
        path: path, tables: Self.tableNames(tables), durability: durability,
        mapBytes: Limits.derivedMapBytes)
    } catch {
      throw .failure(error)
    }
    self.init(environment, tables: tables)
    let builtFor = Key(log.high, log.low, UInt64(version)).bytes
    do throws(LMDBError) {
      try environment.write { transaction throws(LMDBError) in
        if try transaction.get(checkpoint, Self.builtFor) == builtFor { return }
        try empty(&transaction)
        try transaction.put(checkpoint, Self.builtFor, builtFor)
      }
    } catch {
      throw .failure(error)
    }
  }

  static let checkpointName = "checkpoint"
  private static let constructionName = "construction"

  /// Of all tables in the file of a follower.
  static func tableNames(_ rows: [String]) -> [String] {
    rows + [checkpointName, constructionName]
  }

  /// One whose environment is open already, for reading.
  init(_ environment: Environment, tables: [String]) {
    self.environment = environment
    checkpoint = environment.table(Self.checkpointName)
    construction = environment.table(Self.constructionName)
    rows = tables.map { environment.table($0) }
  }

  /// Lends `body` the store as it is now, for several reads that agree with each other; see
  /// `Environment.frozen`.
  public func frozen<R>(_ body: (FollowerStore) throws -> R) throws -> R {
    try environment.frozen { frozen in
      try body(FollowerStore(frozen, tables: rows.map(\.name)))
    }
  }

  /// Whether it was built by this version of a follower from the log with this identity.
  func isBuilt(for log: EventID, version: UInt32) throws(LMDBError) -> Bool {
    let builtFor = Key(log.high, log.low, UInt64(version)).bytes
    return try environment.read { transaction throws(LMDBError) in
      try transaction.get(checkpoint, Self.builtFor) == builtFor
    }
  }

  /// Whether it was made or emptied and has not caught up since.
  var isUnfinished: Bool {
    get throws(LMDBError) {
      try environment.read { transaction throws(LMDBError) in
        try transaction.get(construction, Self.unfinished) != nil
      }
    }
  }

  /// It has caught up.
  func finish() throws(LMDBError) {
    try environment.write { transaction throws(LMDBError) in
      _ = try transaction.remove(construction, Self.unfinished)
    }
  }

  /// The event that was applied last, by position and id; `nil` before the first.
  func lastApplied() throws(LMDBError) -> (position: Position, id: EventID)? {
    try environment.read { transaction throws(LMDBError) in
      let next = try self.next(transaction)
      return try transaction.get(checkpoint, Self.last) { value throws(LMDBError) in
        (
          Position(next.rawValue - 1),
          EventID(high: value.bigEndian(at: 0), low: value.bigEndian(at: 8))
        )
      }
    }
  }

  /// Takes every row away, so that the follower begins anew.
  func empty() throws(LMDBError) {
    try environment.write { transaction throws(LMDBError) in try empty(&transaction) }
  }

  private func empty(_ transaction: inout WriteTransaction) throws(LMDBError) {
    for table in rows { try transaction.removeAll(table) }
    try transaction.put(checkpoint, Self.next, Key(0).bytes)
    try transaction.remove(checkpoint, Self.last)
    try transaction.put(construction, Self.unfinished, [])
  }

  /// The position behind the last event that was applied.
  public func next() throws(LMDBError) -> Position {
    try environment.read { transaction throws(LMDBError) in try next(transaction) }
  }

  /// As `next()`, in the snapshot of a read of the rows.
  public func next(
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Position {
    let found = try transaction.get(checkpoint, Self.next) { value throws(LMDBError) in
      Position(value.bigEndian(at: 0))
    }
    return found ?? Position(0)
  }

  /// Applies `events`, which begin at `next()` or later, and moves the checkpoint behind them: all
  /// of it together, or nothing. Writes nothing when there are none.
  public func apply(
    _ events: [RecordedEvent],
    _ body: (RecordedEvent, inout WriteTransaction) throws(FollowerError) -> Void
  ) throws(FollowerError) {
    guard let first = events.first, let last = events.last else { return }
    try environment.write { transaction throws(FollowerError) in
      do throws(LMDBError) {
        let next = try self.next(transaction)
        precondition(first.position >= next, "events from \(first.position), but \(next) is next")
      } catch {
        throw .failure(error)
      }
      for event in events { try body(event, &transaction) }
      do throws(LMDBError) {
        try transaction.put(checkpoint, Self.next, Key(last.position.next.rawValue).bytes)
        try transaction.put(checkpoint, Self.last, Key(last.id.high, last.id.low).bytes)
      } catch {
        throw .failure(error)
      }
    }
  }

  /// SHA-256 over every key and value of every table in order, each with its length, and over the
  /// checkpoint: equal digests mean equal bytes. Reads everything.
  public func digest() throws(LMDBError) -> String {
    try environment.read { transaction throws(LMDBError) in
      var hash = SHA256()
      for table in rows + [checkpoint] {
        hash.update(data: Array("\(table.name)\u{0}".utf8))
        try transaction.scan(table) { key, value throws(LMDBError) in
          hash.update(data: Key(UInt64(key.byteCount), UInt64(value.byteCount)).bytes)
          hash.update(data: key.copied)
          hash.update(data: value.copied)
          return .next
        }
      }
      return hash.finalize().map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }
}
