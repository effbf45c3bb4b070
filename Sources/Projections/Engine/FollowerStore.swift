internal import Crypto
public import Events
internal import Glibc

/// The environment of one follower: its tables, and the checkpoint that is written with them.
///
/// Durability: what is applied is consistent at any time; a crash of the machine may undo the last
/// transactions, which are then applied again from the log.
///
/// A store that was made or emptied is unfinished until somebody says that it has caught up; that is
/// stored too, so that a build is taken up again after a stop and is not read before its time.
///
/// Opening it under another version, or beside another log, empties it: it is then built anew.
/// Deleting its file is always safe; one that is damaged is deleted when it is opened, and made anew. All
/// of it is read for that: the pages, and every row, whose digest is kept with the checkpoint.
public final class FollowerStore: Sendable {
  public let environment: Environment
  /// What was wrong with the file that was there before; `nil`: nothing.
  public let damage: LMDBError?
  private let checkpoint: Table
  /// One row while it is unfinished. Apart from the checkpoint, since it says nothing of the rows.
  private let construction: Table
  private let rows: [Table]
  private static let next = Key("next")
  private static let last = Key("last")
  private static let builtFor = Key("built-for")
  private static let unfinished = Key("unfinished")
  private static let rowsDigest = Key("rows")
  /// Of these tables; those of before had no digest of the rows.
  private static let format: UInt64 = 1

  /// - Parameters:
  ///   - path: the database file.
  ///   - version: of the follower's code.
  ///   - log: the identity of the log that it follows.
  public convenience init(
    path: String, version: UInt32, tables: [String], log: EventID,
    durability: Durability = .lastMayBeLost
  ) throws(FollowerError) {
    let (environment, damage) = try Self.open(path, tables, durability)
    self.init(environment, tables: tables, damage: damage)
    let builtFor = Self.stamp(log, version)
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

  private static func stamp(_ log: EventID, _ version: UInt32) -> [UInt8] {
    Key(log.high, log.low, format << 32 | UInt64(version)).bytes
  }

  static let checkpointName = "checkpoint"
  private static let constructionName = "construction"

  /// Of all tables in the file of a follower.
  static func tableNames(_ rows: [String]) -> [String] {
    rows + [checkpointName, constructionName]
  }

  /// Opens the file. One that is damaged gives way to an empty one.
  private static func open(
    _ path: String, _ tables: [String], _ durability: Durability
  ) throws(FollowerError) -> (Environment, damage: LMDBError?) {
    func attempt() throws(LMDBError) -> Environment {
      try Environment(
        path: path, tables: tableNames(tables), durability: durability,
        mapBytes: Limits.derivedMapBytes)
    }
    do throws(LMDBError) {
      let damage: LMDBError
      do throws(LMDBError) {
        let environment = try attempt()
        try check(environment, tables)
        return (environment, nil)
      } catch {
        guard error.damage != nil else { throw error }
        damage = error
      }
      unlink(path)
      unlink(path + "-lock")
      return (try attempt(), damage)
    } catch {
      throw .failure(error)
    }
  }

  /// What the structure of the file does not tell: a table that got another name, and so would be
  /// made anew, a checkpoint that is none, and rows that are not those that were written.
  private static func check(_ environment: Environment, _ tables: [String]) throws(LMDBError) {
    let stored = environment.storedTables
    if let missing = tableNames(tables).first(where: { !stored.isEmpty && !stored.contains($0) }) {
      throw LMDBError(damage: .table(missing), path: environment.path)
    }
    let store = FollowerStore(environment, tables: tables)
    _ = try store.next()
    _ = try store.lastApplied()
    let isRight = try environment.read { transaction throws(LMDBError) in
      // What has another format is emptied.
      let builtFor = try transaction.get(store.checkpoint, Self.builtFor) ?? []
      guard builtFor.count == 24, builtFor[16..<20].elementsEqual(Key(format).bytes[4...]) else {
        return true
      }
      let stored = try transaction.get(store.checkpoint, rowsDigest) { value throws(LMDBError) in
        TableDigest(value)
      }
      return try transaction.digest(of: store.rows) == stored ?? nil
    }
    if !isRight { throw LMDBError(damage: .rows, path: environment.path) }
  }

  /// One whose environment is open already, for reading.
  init(_ environment: Environment, tables: [String], damage: LMDBError? = nil) {
    self.environment = environment
    self.damage = damage
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
    let builtFor = Self.stamp(log, version)
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

  /// The event that was applied last, by position and id; `nil` before the first. Throws `damage` for a
  /// row that says neither; as `next` does.
  func lastApplied() throws(LMDBError) -> (position: Position, id: EventID)? {
    try environment.read { transaction throws(LMDBError) in
      let next = try self.next(transaction)
      return try transaction.get(checkpoint, Self.last) { value throws(LMDBError) in
        guard value.byteCount == 16, next.rawValue > 0 else {
          throw LMDBError(damage: .rows, path: environment.path)
        }
        return (
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
    try transaction.put(checkpoint, Self.rowsDigest, TableDigest().bytes)
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
      guard let number = value.bigEndian else {
        throw LMDBError(damage: .rows, path: environment.path)
      }
      return Position(number)
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
        transaction.digest =
          try transaction.get(checkpoint, Self.rowsDigest) {
            value throws(LMDBError) in TableDigest(value)
          } ?? nil
      } catch {
        throw .failure(error)
      }
      for event in events { try body(event, &transaction) }
      do throws(LMDBError) {
        let digest = transaction.digest
        transaction.digest = nil
        try transaction.put(checkpoint, Self.rowsDigest, digest?.bytes ?? [])
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
