/// The tables that follow from the records, once all records were read.
extension LogVerification {
  mutating func checkMeta(
    _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    guard let identity = report.identity else { return }
    try compare(
      tables.meta, Key("identity"), "identity", Position(0),
      Key(identity.high, identity.low).bytes, transaction)
  }

  mutating func checkStreams(
    _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    for (name, stream) in streams.sorted(by: { $0.value.number < $1.value.number }) {
      try compare(
        tables.streams, Key(name), name, nil, Key(stream.number, stream.next &- 1).bytes,
        transaction)
    }
    try transaction.scan(tables.streams) { key, _ throws(ReadError) in
      let name = key.copiedText
      if streams[name] == nil { found(row: tables.streams, name, nil, .surplus) }
      return .next
    }
  }

  /// Every row that has to be there was looked up; so there are others only when there are more.
  mutating func checkCounts(
    _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    for (table, count) in [
      (tables.streamEvents, next), (tables.streamIDs, firstIDs), (tables.tree, next),
    ] {
      let rows = try ReadError.lift { () throws(LMDBError) in try transaction.count(table) }
      if rows > count { found(row: table, "\(rows - count)", nil, .surplus) }
    }
  }

  /// Where a table has findings of its own, its digest is wrong as well, and nobody needs to hear it.
  mutating func checkDigests(
    _ transaction: borrowing ReadTransaction
  ) throws(ReadError) {
    guard let bytes = try bytes(tables.meta, LogDigests.key, transaction) else {
      return found(row: tables.meta, "digests", nil, .missing)
    }
    guard let stored = LogDigests(bytes.span.bytes) else {
      return found(row: tables.meta, "digests", nil, .wrong)
    }
    let counted = try tables.countedDigests(transaction, as: ReadError.self)
    for (name, digest) in LogDigests.tables
    where stored[keyPath: digest] != counted[keyPath: digest] && !damagedTables.contains(name) {
      found(row: tables.meta, "the digest of \(name)", nil, .wrong)
    }
  }

  mutating func checkKeys(_ transaction: borrowing ReadTransaction) throws(ReadError) {
    report.uniqueKeys = try ReadError.lift { () throws(LMDBError) in
      try transaction.count(tables.uniqueKeys)
    }
    if keys == nil { return }
    for (key, position) in holders.sorted(by: { $0.value < $1.value }) {
      try compare(
        tables.uniqueKeys, Key(key), Self.text(key), position, Key(position.rawValue).bytes,
        transaction)
    }
    try transaction.scan(tables.uniqueKeys) { key, _ throws(ReadError) in
      let bytes = key.copied
      if holders[bytes] == nil { found(row: tables.uniqueKeys, Self.text(bytes), nil, .surplus) }
      return .next
    }
  }

  private static func text(_ key: [UInt8]) -> String {
    String(decoding: key.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
