/// The tables of the log and what one transaction does with them. Layout: `docs/DATA_FILE.md`.
struct LogTables: Sendable {
  static let names = ["meta", "events", "streams", "stream_events", "stream_ids", "unique_keys"]

  /// Text keys: format, identity.
  let meta: Table
  /// Position -> record.
  let events: Table
  /// Stream name -> `StreamHead`.
  let streams: Table
  /// Stream number, revision -> position.
  let streamEvents: Table
  /// Stream number, event id -> revision of its first occurrence.
  let streamIDs: Table
  /// Category, 0, key -> position of the event that holds it.
  let uniqueKeys: Table

  init(_ environment: Environment) {
    meta = environment.table("meta")
    events = environment.table("events")
    streams = environment.table("streams")
    streamEvents = environment.table("stream_events")
    streamIDs = environment.table("stream_ids")
    uniqueKeys = environment.table("unique_keys")
  }
}

/// What the table `streams` holds of a stream.
struct StreamHead: Equatable {
  /// Given out in order of first append; makes the keys of the indexes short and local.
  let number: UInt64
  let last: Revision

  var bytes: [UInt8] { Key(number, last.rawValue).bytes }

  init(number: UInt64, last: Revision) {
    self.number = number
    self.last = last
  }

  init(_ span: RawSpan) {
    number = span.bigEndian(at: 0)
    last = Revision(span.bigEndian(at: 8))
  }
}

extension LogTables {
  func head(
    of stream: StreamName, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> StreamHead? {
    try transaction.get(streams, Key(stream.text)) { (value: RawSpan) throws(LMDBError) in
      StreamHead(value)
    }
  }

  /// The number of events in the log.
  func count(_ transaction: borrowing some Transaction & ~Copyable) throws(LMDBError) -> UInt64 {
    var count: UInt64 = 0
    try transaction.scan(events, .backwards) { key, _ throws(LMDBError) in
      count = key.bigEndian(at: 0) + 1
      return .stop
    }
    return count
  }

  func position(
    of revision: Revision, in head: StreamHead,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Position? {
    let key = Key(head.number, revision.rawValue)
    return try transaction.get(streamEvents, key) { (value: RawSpan) throws(LMDBError) in
      Position(value.bigEndian(at: 0))
    }
  }

  func revision(
    of id: EventID, in head: StreamHead, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Revision? {
    let key = Key(head.number, id.high, id.low)
    return try transaction.get(streamIDs, key) { (value: RawSpan) throws(LMDBError) in
      Revision(value.bigEndian(at: 0))
    }
  }

  /// Lends the record at `position` to `body`; a position without one is corruption.
  func record<R, E: ReadFailing>(
    at position: Position, _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (borrowing RecordView) throws(E) -> R
  ) throws(E) -> R {
    let result = try transaction.get(events, Key(position.rawValue)) { value throws(E) -> R in
      try body(try checkedView(value, at: position, as: E.self))
    }
    guard let result else { throw .corrupt(Corruption(position: position, finding: .hole)) }
    return result
  }

  @_lifetime(copy value)
  func checkedView<E: ReadFailing>(
    _ value: RawSpan, at position: Position, as: E.Type
  ) throws(E) -> RecordView {
    do throws(Corruption) {
      return try RecordView(value, at: position)
    } catch {
      throw .corrupt(error)
    }
  }

  /// The event that the index names for this revision. An index that names none, or the wrong
  /// one, is corruption.
  func event<E: ReadFailing>(
    _ stream: StreamName, _ revision: Revision, in head: StreamHead,
    _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> RecordedEvent {
    let found = try E.lift { () throws(LMDBError) in
      try self.position(of: revision, in: head, transaction)
    }
    let position = found ?? Position(0)
    let event = try record(at: position, transaction) { view throws(E) in view.event }
    guard found != nil, event.stream == stream, event.revision == revision else {
      throw .corrupt(
        Corruption(
          position: position, finding: .indexDisagrees(stream: stream.text, revision: revision)))
    }
    return event
  }

  /// Writes one event and its index entries.
  func store(
    _ event: RecordedEvent, streamNumber: UInt64, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let position = Key(event.position.rawValue)
    try transaction.append(events, position, Record.encode(event))
    let revision = Key(event.revision.rawValue)
    try transaction.put(
      streamEvents, Key(streamNumber, event.revision.rawValue), position.bytes)
    _ = try transaction.insert(
      streamIDs, Key(streamNumber, event.id.high, event.id.low), revision.bytes)
  }
}

extension LMDBFailing {
  /// Runs `body`, turning a failure of LMDB into this error.
  static func lift<R>(_ body: () throws(LMDBError) -> R) throws(Self) -> R {
    do throws(LMDBError) { return try body() } catch { throw .failure(error) }
  }
}

/// An error that both a failure of LMDB and damage in the log turn into.
protocol ReadFailing: LMDBFailing {
  static func corrupt(_ corruption: Corruption) -> Self
}

extension ReadError: ReadFailing {}
extension AppendError: ReadFailing {}
