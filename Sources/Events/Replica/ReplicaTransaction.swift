/// What one batch of records does inside the transaction of a copy: everything that follows from them is
/// written with them.
struct ReplicaTransaction {
  /// Where a log has come to.
  struct Reached {
    var edge = TreeEdge()
    var digests = LogDigests()
    /// Of the last event; `nil` before the first.
    var lastRecorded: Timestamp?
    /// `nil` before the first event.
    var identity: EventID?

    init() {}

    /// Of a log that has events.
    init(_ tables: LogTables, _ transaction: borrowing ReadTransaction) throws(ReadError) {
      edge = try tables.checkedEdge(transaction)
      guard edge.size > 0 else {
        throw .corrupt(Corruption(position: Position(0), finding: .hole))
      }
      digests = try tables.checkedDigests(transaction)
      let last = Position(edge.size - 1)
      lastRecorded = try tables.record(at: last, transaction) { view throws(ReadError) in
        view.recorded
      }
      identity = try LogCreation.identity(tables, transaction)
    }

    /// `nil` before the first event.
    var head: TreeHead? {
      identity.map { TreeHead(origin: TreeHead.origin(of: $0), size: edge.size, root: edge.root) }
    }
  }

  private let tables: LogTables
  private let keys: [String: any KeyReplay]
  private(set) var reached: Reached
  /// Of the streams that were touched, where they were and where they are; written at the end.
  private var heads: [StreamName: (before: StreamHead?, now: StreamHead)] = [:]
  private var streamCount: UInt64 = 0
  private var keyChanges = UniqueKeys.Changes()

  init(tables: LogTables, keys: [String: any KeyReplay], reached: Reached) {
    self.tables = tables
    self.keys = keys
    self.reached = reached
  }

  mutating func run(
    _ batch: RecordBatch, _ transaction: inout WriteTransaction
  ) throws(ReplicaError) {
    streamCount = try ReplicaError.lift { () throws(LMDBError) in
      try transaction.count(tables.streams)
    }
    for record in batch.records { try append(record, &transaction) }
    try ReplicaError.lift { () throws(LMDBError) in
      for (stream, head) in heads {
        try tables.store(
          head.now, of: stream, over: head.before, &reached.digests, &transaction)
      }
      try keyChanges.store(tables, &reached.digests, &transaction)
      try tables.store(reached.digests, &transaction)
    }
  }

  private mutating func append(
    _ record: [UInt8], _ transaction: inout WriteTransaction
  ) throws(ReplicaError) {
    let event = try checked(record)
    if reached.identity == nil {
      reached.identity = event.id
      try ReplicaError.lift { () throws(LMDBError) in
        try LogCreation.begin(tables, event.id, &transaction)
      }
    }
    let head = try nextHead(of: event, transaction)
    try ReplicaError.lift { () throws(LMDBError) in
      try tables.store(
        record, of: event, streamNumber: head.number, &reached.edge, &reached.digests,
        &transaction)
    }
    reached.lastRecorded = event.recorded
    try replayKeys(event, head, transaction)
  }

  private func checked(_ record: [UInt8]) throws(ReplicaError) -> RecordedEvent {
    let position = Position(reached.edge.size)
    let event: RecordedEvent
    do throws(Corruption) {
      event = try RecordView(record.span.bytes, at: position).event
    } catch {
      throw .record(error)
    }
    if let last = reached.lastRecorded, event.recorded < last { throw .recordedEarlier(position) }
    return event
  }

  /// The head of the event's stream with the event; it is kept until the end of the batch.
  private mutating func nextHead(
    of event: RecordedEvent, _ transaction: borrowing WriteTransaction
  ) throws(ReplicaError) -> StreamHead {
    let known = heads[event.stream]
    let stored =
      if let known { known.before } else {
        try tables.head(of: event.stream, transaction, as: ReplicaError.self)
      }
    let before = known?.now ?? stored
    let next = before?.last.next ?? Revision(0)
    guard event.revision == next else {
      throw .revision(
        event.position, stream: event.stream.text, expected: next, found: event.revision)
    }
    let head = StreamHead(number: before?.number ?? streamCount, last: next)
    if before == nil { streamCount += 1 }
    heads[event.stream] = (stored, head)
    return head
  }

  /// What the event takes and gives back. A stream whose beginning was not met in this run is read.
  private mutating func replayKeys(
    _ event: RecordedEvent, _ head: StreamHead, _ transaction: borrowing WriteTransaction
  ) throws(ReplicaError) {
    guard let replay = keys[String(event.stream.category)] else { return }
    if !replay.knows(event.stream) {
      var revision = Revision(0)
      while revision < event.revision {
        _ = replay.changes(
          of: try tables.event(
            event.stream, revision, in: head, transaction, as: ReplicaError.self))
        revision = revision.next
      }
    }
    let changes = replay.changes(of: event)
    for key in changes.released { keyChanges.release(UniqueKeys.key(replay.category, key)) }
    for key in changes.taken {
      keyChanges.take(UniqueKeys.key(replay.category, key), at: event.position)
    }
  }
}
