/// Looks at every row of a log's file before it is opened: each record has its checksum and its
/// place, and the other tables are as they were written.
struct LogRows: RowVisitor {
  private enum Content { case meta, events, digested, other }

  private var content = Content.other
  private var table = ""
  private var tables: Set<String> = []
  /// Of the table that is being read.
  private var digest = TableDigest()
  private var counted: [String: TableDigest] = [:]
  private var stored: LogDigests?
  private var format: UInt64?
  private var identity: EventID?
  /// Of the first event.
  private var firstID: EventID?
  private(set) var events: UInt64 = 0
  /// The first thing that is wrong.
  private var corruption: Corruption?

  /// Why the log may not be opened.
  private(set) var refusal: ReadError?

  mutating func begin(table name: String) {
    finishTable()
    table = name
    tables.insert(name)
    content =
      switch name {
      case "meta": .meta
      case "events": .events
      default: LogDigests.tables.contains { $0.name == name } ? .digested : .other
      }
  }

  private mutating func finishTable() {
    if content == .digested { counted[table] = digest }
    digest = TableDigest()
  }

  mutating func visit(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    switch content {
    case .digested: digest.add(key, value)
    case .events: record(RawSpan(_unsafeBytes: key).bigEndian, value)
    case .meta: self.meta(String(decoding: key, as: UTF8.self), value)
    case .other: found(.malformedRow(table: table))
    }
  }

  private mutating func record(_ position: UInt64?, _ value: UnsafeRawBufferPointer) {
    guard position == events else { return found(.hole, at: Position(events)) }
    do throws(Corruption) {
      let view = try RecordView(RawSpan(_unsafeBytes: value), at: Position(events))
      if events == 0 { firstID = view.id }
    } catch {
      if corruption == nil { corruption = error }
    }
    events += 1
  }

  private mutating func meta(_ key: String, _ bytes: UnsafeRawBufferPointer) {
    let value = RawSpan(_unsafeBytes: bytes)
    switch key {
    case "format":
      format = value.bigEndian
      if format == nil { found(.malformedRow(table: table)) }
    case "identity" where value.byteCount == 16:
      identity = EventID(high: value.bigEndian(at: 0), low: value.bigEndian(at: 8))
    case "digests":
      stored = LogDigests(value)
      if stored == nil { found(.malformedRow(table: table)) }
    default: found(.malformedRow(table: table))
    }
  }

  private mutating func found(_ finding: Corruption.Finding, at position: Position? = nil) {
    if corruption == nil { corruption = Corruption(position: position, finding: finding) }
  }

  mutating func end() -> Bool {
    finishTable()
    if tables.isEmpty { return true }
    // What a later version has to say of its own log comes first.
    if let format, format > LogFormat.current {
      refusal = .unknownFormat(found: format, known: LogFormat.current)
      return false
    }
    if events > 0, identity != firstID { found(.malformedRow(table: "meta")) }
    if format == LogFormat.current { compareDigests() }
    if let format, format < LogFormat.current, stored != nil {
      found(.malformedRow(table: "meta"))
    }
    refusal = corruption.map { .corrupt($0) }
    return refusal == nil
  }

  private mutating func compareDigests() {
    for name in LogTables.names where !tables.contains(name) {
      found(.missingTable(name))
    }
    guard let stored else { return found(.malformedRow(table: "meta")) }
    for (name, digest) in LogDigests.tables {
      let written = stored[keyPath: digest]
      guard let found = counted[name], found != written else { continue }
      self.found(.digest(table: name, rows: found.rows, rowsWritten: written.rows))
    }
    if let leaves = counted["tree"]?.rows, leaves != events {
      found(.treeSize(leaves: leaves, events: events))
    }
  }
}

extension LogRows {
  /// Opens a log's file once every row was looked at.
  static func open(_ path: String, _ mapBytes: Int) throws(ReadError) -> Environment {
    var rows = LogRows()
    do throws(LMDBError) {
      return try Environment(
        path: path, tables: LogTables.names, mapBytes: mapBytes, visitor: &rows)
    } catch {
      throw rows.refusal ?? .failure(error)
    }
  }
}
