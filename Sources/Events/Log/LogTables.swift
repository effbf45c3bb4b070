/// The tables of the log and what one transaction does with them. Layout: `docs/DATA_FILE.md`.
struct LogTables: Sendable {
  static let names = [
    "meta", "events", "streams", "stream_events", "stream_ids", "unique_keys", "tree",
  ]

  /// Text keys: format, identity, digests.
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
  /// Position -> hashes of the complete subtrees that end with its leaf.
  let tree: Table

  init(_ environment: Environment) {
    meta = environment.table("meta")
    events = environment.table("events")
    streams = environment.table("streams")
    streamEvents = environment.table("stream_events")
    streamIDs = environment.table("stream_ids")
    uniqueKeys = environment.table("unique_keys")
    tree = environment.table("tree")
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

  /// - Returns: `nil` when this is no row of the table.
  init?(_ span: RawSpan) {
    guard span.byteCount == 16 else { return nil }
    number = span.bigEndian(at: 0)
    last = Revision(span.bigEndian(at: 8))
  }
}

extension LogTables {
  func head<E: ReadFailing>(
    of stream: StreamName, _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> StreamHead? {
    try row(streams, Key(stream.text), transaction, as: E.self) { StreamHead($0) }
  }

  /// The number of events in the log.
  func count<E: ReadFailing>(
    _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> UInt64 {
    try last(events, transaction, as: E.self).map { $0.rawValue + 1 } ?? 0
  }

  func position<E: ReadFailing>(
    of revision: Revision, in head: StreamHead,
    _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> Position? {
    try row(streamEvents, Key(head.number, revision.rawValue), transaction, as: E.self) {
      $0.bigEndian.map { Position($0) }
    }
  }

  func revision<E: ReadFailing>(
    of id: EventID, in head: StreamHead, _ transaction: borrowing some Transaction & ~Copyable,
    as: E.Type
  ) throws(E) -> Revision? {
    try row(streamIDs, Key(head.number, id.high, id.low), transaction, as: E.self) {
      $0.bigEndian.map { Revision($0) }
    }
  }

  /// The position of the event that holds the key; `nil` when none does.
  func holder<E: ReadFailing>(
    of key: [UInt8], _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> Position? {
    try row(uniqueKeys, Key(key), transaction, as: E.self) {
      $0.bigEndian.map { Position($0) }
    }
  }

  /// What the row under `key` says; `nil` when there is none. A row that `read` cannot make sense of
  /// is corruption.
  func row<R, E: ReadFailing>(
    _ table: Table, _ key: Key, _ transaction: borrowing some Transaction & ~Copyable, as: E.Type,
    _ read: (RawSpan) -> R?
  ) throws(E) -> R? {
    try transaction.get(table, key) { (value: RawSpan) throws(E) in
      guard let row = read(value) else {
        throw .corrupt(Corruption(position: nil, finding: .malformedRow(table: table.name)))
      }
      return row
    }
  }

  /// The greatest position that is a key of the table; `nil` when it has none.
  func last<E: ReadFailing>(
    _ table: Table, _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> Position? {
    var found: Position?
    try transaction.scan(table, .backwards) { key, _ throws(E) in
      guard let number = key.bigEndian else {
        throw .corrupt(Corruption(position: nil, finding: .malformedRow(table: table.name)))
      }
      found = Position(number)
      return .stop
    }
    return found
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
    let found = try self.position(of: revision, in: head, transaction, as: E.self)
    guard let position = found else {
      throw .corrupt(
        Corruption(
          position: nil, finding: .indexDisagrees(stream: stream.text, revision: revision)))
    }
    let event = try record(at: position, transaction) { view throws(E) in view.event }
    guard event.stream == stream, event.revision == revision else {
      throw .corrupt(
        Corruption(
          position: position, finding: .indexDisagrees(stream: stream.text, revision: revision)))
    }
    return event
  }

  /// Writes one event, its index entries and its leaf; `edge` and `digests` take them in.
  func store(
    _ event: RecordedEvent, streamNumber: UInt64, _ edge: inout TreeEdge,
    _ digests: inout LogDigests, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try store(
      Record.encode(event), of: event, streamNumber: streamNumber, &edge, &digests, &transaction)
  }

  /// As `store`, of a record that was encoded before.
  /// - Parameter record: the bytes of `event`.
  func store(
    _ record: [UInt8], of event: RecordedEvent, streamNumber: UInt64, _ edge: inout TreeEdge,
    _ digests: inout LogDigests, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let position = Key(event.position.rawValue)
    try transaction.append(events, position, record)
    let leaf = record.withUnsafeBytes { Record.leafHash(of: $0, at: event.position) }
    let row = TreeRow(edge.append(leaf)).bytes
    try transaction.append(tree, position, row)
    digests.tree.add(position, row)
    let place = Key(streamNumber, event.revision.rawValue)
    try transaction.put(streamEvents, place, position.bytes)
    digests.streamEvents.add(place, position.bytes)
    let id = Key(streamNumber, event.id.high, event.id.low)
    let revision = Key(event.revision.rawValue).bytes
    if try transaction.insert(streamIDs, id, revision) { digests.streamIDs.add(id, revision) }
  }

  /// Writes where a stream is, over `old`, where it was.
  func store(
    _ head: StreamHead, of stream: StreamName, over old: StreamHead?,
    _ digests: inout LogDigests, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let key = Key(stream.text)
    try transaction.put(streams, key, head.bytes)
    if let old { digests.streams.remove(key, old.bytes) }
    digests.streams.add(key, head.bytes)
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
