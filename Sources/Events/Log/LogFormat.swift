/// The version of the log's tables: checked when a log is opened, before anything else is read.
enum LogFormat {
  static let current: UInt64 = 3
  /// Has no Merkle tree.
  private static let beforeTree: UInt64 = 1
  /// Has no digests of its tables, and only records of format 1.
  private static let beforeDigests: UInt64 = 2
  private static let key = Key("format")
  /// Events that get their leaves in one transaction.
  private static let upgradeEventsMax: UInt64 = 10_000

  static func write(
    _ tables: LogTables, _ transaction: inout WriteTransaction, format: UInt64 = current
  ) throws(LMDBError) {
    try transaction.put(tables.meta, key, Key(format).bytes)
  }

  /// - Returns: `nil` when none is stored.
  static func read(
    _ meta: Table, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(ReadError) -> UInt64? {
    let bytes = try ReadError.lift { () throws(LMDBError) in try transaction.get(meta, key) }
    guard let bytes else { return nil }
    guard bytes.count == 8 else {
      throw .corrupt(Corruption(position: nil, finding: .malformedRow(table: meta.name)))
    }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Brings a log that an earlier version wrote to the current format. A stop in the middle is no
  /// harm: the next start goes on.
  /// - Throws: `ReadError.unknownFormat` when this version does not know what to make of it.
  static func upgrade(_ environment: Environment, _ tables: LogTables) throws(ReadError) {
    let found = try environment.read { transaction throws(ReadError) in
      try read(tables.meta, transaction)
    }
    switch found {
    case current: return
    case beforeTree:
      while try !growTree(environment, tables) {}
      try addDigests(environment, tables)
    case beforeDigests: try addDigests(environment, tables)
    default: throw .unknownFormat(found: found, known: current)
    }
  }

  /// Adds leaves for the next events that have none.
  /// - Returns: whether every event has one now.
  private static func growTree(
    _ environment: Environment, _ tables: LogTables
  ) throws(ReadError) -> Bool {
    try environment.write { transaction throws(ReadError) in
      let count = try tables.count(transaction, as: ReadError.self)
      let start =
        try tables.last(tables.tree, transaction, as: ReadError.self).map { $0.rawValue + 1 } ?? 0
      var edge = try tables.edge(ofSize: start, transaction, as: ReadError.self)
      let end = min(count, start + upgradeEventsMax)
      for position in start..<max(start, end) {
        let leaf = try tables.record(at: Position(position), transaction) {
          view throws(ReadError) in view.leafHash
        }
        try ReadError.lift { () throws(LMDBError) in
          try transaction.append(tables.tree, Key(position), TreeRow(edge.append(leaf)).bytes)
        }
      }
      if end < count { return false }
      try ReadError.lift { () throws(LMDBError) in
        try write(tables, &transaction, format: beforeDigests)
      }
      return true
    }
  }

  /// Adds the digests, all at once: of tables that agree with the records, so that damage which was
  /// there before is not sealed. Keys that count once are taken as they are; only procedures know them.
  private static func addDigests(
    _ environment: Environment, _ tables: LogTables
  ) throws(ReadError) {
    try environment.read { transaction throws(ReadError) in
      var verification = LogVerification(
        tables: tables, procedures: nil, sizes: [], comparesDigests: false)
      try verification.run(transaction) { _, _ in }
      if let finding = verification.report.findings.first { throw .corrupt(finding.corruption) }
    }
    try environment.write { transaction throws(ReadError) in
      let digests = try tables.countedDigests(transaction, as: ReadError.self)
      try ReadError.lift { () throws(LMDBError) in
        try tables.store(digests, &transaction)
        try write(tables, &transaction)
      }
    }
  }
}
