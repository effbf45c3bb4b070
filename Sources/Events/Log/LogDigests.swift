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
    [streams, streamEvents, streamIDs, tree, uniqueKeys].flatMap(\.bytes)
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
      do throws(LMDBError) {
        try transaction.add(table, to: &digests[keyPath: digest])
      } catch {
        throw .failure(error)
      }
    }
    return digests
  }
}
