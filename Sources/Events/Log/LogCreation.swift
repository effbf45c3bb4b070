import Glibc

/// The beginning of a log: its format, its identity, and its first event.
enum LogCreation {
  /// Whether only the daemon itself appends to the stream. `$$NAME` would hold metadata that limits
  /// what a read of NAME shows; there is none, so nobody shall believe to have set it.
  static func isReserved(_ stream: StreamName) -> Bool {
    stream.text == "$log" || stream.text == "$clock" || stream.text.hasPrefix("$$")
  }

  private static let identity = Key("identity")

  /// Makes a log where no file is: under another name, and renamed once its first event is on the
  /// disk. So a file that is empty, or too short, was a log once, and is never taken for a new one.
  static func make(
    _ path: String, _ identity: EventID, _ mapBytes: Int, at now: () -> Timestamp
  ) throws(ReadError) {
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_size > 0 { return }
      throw .failure(LMDBError(damage: .truncated(bytes: 0, bytesMin: 1), path: path))
    }
    try place(path, mapBytes) { environment throws(ReadError) in
      try run(environment, LogTables(environment), identity, at: now())
    }
  }

  /// Makes a file with all tables and no rows where no file is: for the records of another log.
  static func makeEmpty(_ path: String, _ mapBytes: Int) throws(ReadError) {
    if access(path, F_OK) != 0 { try place(path, mapBytes) { _ throws(ReadError) in } }
  }

  private static func place(
    _ path: String, _ mapBytes: Int, _ fill: (Environment) throws(ReadError) -> Void
  ) throws(ReadError) {
    let new = path + ".new"
    for file in [new, new + "-lock"] { unlink(file) }
    try fill(try LogRows.open(new, mapBytes))
    guard rename(new, path) == 0 else {
      throw .failure(LMDBError(code: errno, call: "rename", path: new))
    }
    unlink(new + "-lock")
    try ReadError.lift { () throws(LMDBError) in try DirectoryEntry.sync(path) }
  }

  static func run(
    _ environment: Environment, _ tables: LogTables, _ identity: EventID, at now: Timestamp
  ) throws(ReadError) {
    try environment.write { transaction throws(ReadError) in
      try ReadError.lift { () throws(LMDBError) in
        try begin(tables, identity, &transaction)
        let created = RecordedEvent(
          position: Position(0), stream: StreamName(stored: "$log"), revision: Revision(0),
          id: identity, type: EventType(stored: "$log-created"), contentType: .json,
          origin: .system, recorded: now, effective: now,
          data: Array("{\"log\":\"\(identity)\",\"format\":\(LogFormat.current)}".utf8),
          metadata: [])
        var edge = TreeEdge()
        var digests = LogDigests()
        try tables.store(created, streamNumber: 0, &edge, &digests, &transaction)
        try tables.store(
          StreamHead(number: 0, last: Revision(0)), of: created.stream, over: nil, &digests,
          &transaction)
        try tables.store(digests, &transaction)
      }
    }
  }

  /// What a log says of itself before its first event.
  static func begin(
    _ tables: LogTables, _ identity: EventID, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try LogFormat.write(tables, &transaction)
    try transaction.put(tables.meta, self.identity, Key(identity.high, identity.low).bytes)
  }

  static func identity(
    _ tables: LogTables, _ transaction: borrowing ReadTransaction
  ) throws(ReadError) -> EventID {
    let bytes = try ReadError.lift { () throws(LMDBError) in
      try transaction.get(tables.meta, identity)
    }
    guard let bytes, bytes.count == 16 else {
      throw .corrupt(Corruption(position: nil, finding: .malformedRow(table: tables.meta.name)))
    }
    return EventID(bytes: bytes)
  }
}
