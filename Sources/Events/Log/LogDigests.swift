/// What a table holds, in sixteen bytes: how many rows, and the sum of a hash of each. The order does
/// not matter, so a row that comes, goes or changes costs a hash or two, whatever the size.
///
/// LMDB has no checksums. A page that turned into an older state of itself, or an index page with
/// one bit changed, loses rows or brings old ones back, and nothing else in the file would tell.
struct TableDigest: Equatable, Sendable {
  private(set) var rows: UInt64 = 0
  /// Of `hash` of every row, modulo 2^64.
  private(set) var sum: UInt64 = 0

  init() {}

  init(rows: UInt64, sum: UInt64) {
    self.rows = rows
    self.sum = sum
  }

  /// XXH64 of the value, with XXH64 of the key for a seed.
  static func hash(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> UInt64 {
    XXH64.hash(value, seed: XXH64.hash(key))
  }

  mutating func add(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    rows &+= 1
    sum &+= Self.hash(key, value)
  }

  mutating func add(_ key: Key, _ value: [UInt8]) {
    key.bytes.withUnsafeBytes { key in value.withUnsafeBytes { add(key, $0) } }
  }

  mutating func remove(_ key: Key, _ value: [UInt8]) {
    rows &-= 1
    sum &-= key.bytes.withUnsafeBytes { key in value.withUnsafeBytes { Self.hash(key, $0) } }
  }
}

/// The digests of the tables that follow from the records; the records have checksums of their own.
/// They are the row `digests` of the table `meta`, written with every commit.
struct LogDigests: Equatable, Sendable {
  var streams = TableDigest()
  var streamEvents = TableDigest()
  var streamIDs = TableDigest()
  var tree = TableDigest()
  var uniqueKeys = TableDigest()

  static let key = Key("digests")

  init() {}

  /// - Returns: `nil` when this is not the row.
  init?(_ row: RawSpan) {
    guard row.byteCount == 80 else { return nil }
    func digest(_ index: Int) -> TableDigest {
      TableDigest(rows: row.bigEndian(at: 16 * index), sum: row.bigEndian(at: 16 * index + 8))
    }
    streams = digest(0)
    streamEvents = digest(1)
    streamIDs = digest(2)
    tree = digest(3)
    uniqueKeys = digest(4)
  }

  var bytes: [UInt8] {
    [streams, streamEvents, streamIDs, tree, uniqueKeys].flatMap { Key($0.rows, $0.sum).bytes }
  }

  /// The digest of each table, by the table's name.
  static var tables: [(name: String, digest: WritableKeyPath<LogDigests, TableDigest>)] {
    [
      ("streams", \.streams), ("stream_events", \.streamEvents), ("stream_ids", \.streamIDs),
      ("tree", \.tree), ("unique_keys", \.uniqueKeys),
    ]
  }
}

extension LogTables {
  /// What the log says of its tables; `nil` when it says nothing, as in formats before 3.
  func digests<E: ReadFailing>(
    _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> LogDigests? {
    try row(meta, LogDigests.key, transaction, as: E.self) { LogDigests($0) }
  }

  /// What a log of the current format says of its tables.
  func checkedDigests(_ transaction: borrowing ReadTransaction) throws(ReadError) -> LogDigests {
    guard let digests = try digests(transaction, as: ReadError.self) else {
      throw .corrupt(Corruption(position: nil, finding: .malformedRow(table: meta.name)))
    }
    return digests
  }

  /// To be called once in each transaction that changed a table, after the last change.
  func store(
    _ digests: LogDigests, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(meta, LogDigests.key, digests.bytes)
  }

  /// The digests of the tables as they are: reads every row.
  func countedDigests<E: ReadFailing>(
    _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> LogDigests {
    var digests = LogDigests()
    for (name, digest) in LogDigests.tables {
      let table = [streams, streamEvents, streamIDs, tree, uniqueKeys].first { $0.name == name }
      guard let table else { preconditionFailure("no table \(name)") }
      var counted = TableDigest()
      try transaction.scan(table) { key, value throws(E) in
        key.withUnsafeBytes { key in value.withUnsafeBytes { counted.add(key, $0) } }
        return .next
      }
      digests[keyPath: digest] = counted
    }
    return digests
  }
}
