/// What one append does inside the writer's transaction: idempotency, expected revision, room, rules,
/// storing; in that order, so that a repeated append gets its first answer whatever has happened
/// since.
///
/// Source of the order and of the idempotency rules: the behaviour of the event_store.client
/// protocol that existing clients rely on (append and idempotency).
struct AppendTransaction {
  let tables: LogTables
  let governors: [String: any Governor]
  /// The position that the next event gets.
  private(set) var next: Position
  /// Of the last event; the next one is never recorded before it.
  private(set) var lastRecorded: Timestamp
  /// Of the Merkle tree over what is stored.
  private(set) var edge: TreeEdge
  /// Of the tables as they are, with what this transaction changed.
  private(set) var digests: LogDigests

  mutating func run(
    _ append: Append, now: Timestamp, _ shortage: LogRoom.Shortage?,
    _ transaction: inout WriteTransaction
  ) throws(AppendError) -> AppendReceipt {
    let head = try tables.head(of: append.stream, transaction, as: AppendError.self)
    if let receipt = try settled(append, head, transaction) { return receipt }
    if let shortage, append.origin == .client { throw .noRoom(shortage) }

    let recorded = max(now, lastRecorded)
    var keys = UniqueKeys.Changes()
    if let governor = governors[String(append.stream.category)] {
      let log = GovernedLog(tables: tables, governors: governors)
      keys = try governor.admit(
        append, head: head, at: next, recorded: recorded, log, transaction)
    }
    return try AppendError.lift { () throws(LMDBError) in
      try keys.store(tables, &digests, &transaction)
      return try store(append, head, recorded: recorded, &transaction)
    }
  }

  /// To be called once, behind the last append of a transaction that wrote something.
  func finish(_ transaction: inout WriteTransaction) throws(AppendError) {
    try AppendError.lift { () throws(LMDBError) in try tables.store(digests, &transaction) }
  }

  /// The answer where nothing is to be written: a repetition, or no events. `nil`: write.
  private func settled(
    _ append: Append, _ head: StreamHead?, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> AppendReceipt? {
    let mismatch = AppendError.revisionMismatch(
      stream: append.stream, expected: append.expected, actual: head?.last)
    switch append.expected {
    case .any:
      if let head, let receipt = try repetition(anywhere: append, head, transaction) {
        return receipt
      }
    case .exists:
      guard let head else { throw mismatch }
      if let receipt = try repetition(anywhere: append, head, transaction) { return receipt }
    case .noStream:
      if let head {
        guard let receipt = try repetition(of: append, from: Revision(0), head, transaction)
        else { throw mismatch }
        return receipt
      }
    case .exact(let expected):
      guard let head, expected <= head.last else { throw mismatch }
      if expected < head.last {
        guard let receipt = try repetition(of: append, from: expected.next, head, transaction)
        else { throw mismatch }
        return receipt
      }
    }
    if append.events.isEmpty {
      return AppendReceipt(revision: head?.last, position: nil, isRepetition: false)
    }
    return nil
  }

  /// The first answer, when exactly these ids sit in the stream from `start` on.
  private func repetition(
    of append: Append, from start: Revision, _ head: StreamHead,
    _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> AppendReceipt? {
    var revision = start
    for event in append.events {
      guard revision <= head.last else { return nil }
      let stored: RecordedEvent = try tables.event(
        append.stream, revision, in: head, transaction, as: AppendError.self)
      guard stored.id == event.id else { return nil }
      revision = revision.next
    }
    guard !append.events.isEmpty else { return nil }
    return try receipt(last: Revision(revision.rawValue - 1), head, transaction)
  }

  /// The first answer, when the ids are known in the stream. When only the first ones are, the
  /// append is neither new nor a repetition.
  private func repetition(
    anywhere append: Append, _ head: StreamHead, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> AppendReceipt? {
    var last: Revision?
    for (index, event) in append.events.enumerated() {
      let found = try tables.revision(of: event.id, in: head, transaction, as: AppendError.self)
      if found == nil {
        if index == 0 { return nil }
        throw AppendError.revisionMismatch(
          stream: append.stream, expected: append.expected, actual: head.last)
      }
      last = found
    }
    guard let last else { return nil }
    return try receipt(last: last, head, transaction)
  }

  private func receipt(
    last: Revision, _ head: StreamHead, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> AppendReceipt {
    let position = try tables.position(of: last, in: head, transaction, as: AppendError.self)
    return AppendReceipt(revision: last, position: position, isRepetition: true)
  }

  private mutating func store(
    _ append: Append, _ head: StreamHead?, recorded: Timestamp,
    _ transaction: inout WriteTransaction
  ) throws(LMDBError) -> AppendReceipt {
    let number: UInt64
    if let head { number = head.number } else { number = try transaction.count(tables.streams) }
    var revision = head?.last.next ?? Revision(0)
    for event in append.events {
      try tables.store(
        RecordedEvent(
          position: next, stream: append.stream, revision: revision, id: event.id,
          type: event.type, contentType: event.contentType, origin: append.origin,
          recorded: recorded, effective: event.effective ?? recorded, data: event.data,
          metadata: event.metadata, peer: append.peer),
        streamNumber: number, &edge, &digests, &transaction)
      next = next.next
      revision = revision.next
    }
    let last = Revision(revision.rawValue - 1)
    try tables.store(
      StreamHead(number: number, last: last), of: append.stream, over: head, &digests, &transaction)
    lastRecorded = recorded
    return AppendReceipt(
      revision: last, position: Position(next.rawValue - 1), isRepetition: false)
  }
}
