/// Asks a procedure's rules about appends, and keeps the folded states of its streams between
/// them. Lives on the writer's thread.
protocol Governor: AnyObject {
  var category: String { get }

  /// Checks the events of one append, in order.
  /// - Parameter log: where the rules may look.
  /// - Returns: the keys that the events take and give back, for the writer to store.
  func admit(
    _ append: Append, head: StreamHead?, at position: Position, recorded: Timestamp,
    _ log: GovernedLog, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> UniqueKeys.Changes

  /// The state of a stream of the category; `nil` when it has no events.
  func state(
    of stream: StreamName, _ tables: LogTables, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> (any Sendable)?

  /// The transaction was committed: keep what it folded.
  func commit()
  /// The transaction was dropped: forget what it folded.
  func rollback()
}

/// What the rules of one stream may look at: the log, by way of whoever governs its streams.
struct GovernedLog {
  let tables: LogTables
  let governors: [String: any Governor]

  func state(
    of stream: StreamName, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> (any Sendable)? {
    try governors[String(stream.category)]?.state(of: stream, tables, transaction)
  }
}

final class GovernedStreams<P: Procedure>: Governor {
  private struct Folded {
    var state: P.State
    /// The revision that the next event gets.
    var next: Revision
  }

  private let procedure: P
  private var committed: [StreamName: Folded] = [:]
  private var pending: [StreamName: Folded] = [:]

  init(_ procedure: P) { self.procedure = procedure }

  var category: String { procedure.category }

  func admit(
    _ append: Append, head: StreamHead?, at position: Position, recorded: Timestamp,
    _ log: GovernedLog, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> UniqueKeys.Changes {
    var folded = try self.folded(append.stream, head: head, log.tables, transaction)
    var keys = UniqueKeys.Changes()
    for (index, event) in append.events.enumerated() {
      let position = Position(position.rawValue + UInt64(index))
      let facts = EventFacts(
        position: position, revision: folded.next, recorded: recorded,
        effective: event.effective ?? recorded,
        origin: append.origin)
      // A look-up that fails below the rules wins over what the rule made of its absence.
      var lookupFailure: AppendError?
      let decoded: P.Event
      do throws(Refusal) {
        decoded = try procedure.decode(
          type: event.type, contentType: event.contentType, data: event.data)
        try procedure.check(decoded, facts, in: folded.state, of: append.stream) { other in
          do throws(AppendError) {
            return try log.state(of: other, transaction)
          } catch {
            lookupFailure = error
            return nil
          }
        }
      } catch {
        throw lookupFailure ?? .refused(error)
      }
      if let lookupFailure { throw lookupFailure }
      try take(
        procedure.keys(of: decoded, in: folded.state), of: append.stream,
        at: position, &keys, log.tables, transaction)
      procedure.apply(decoded, facts, to: &folded.state)
      folded.next = folded.next.next
    }
    pending[append.stream] = folded
    return keys
  }

  private func take(
    _ wanted: KeyChanges, of stream: StreamName, at position: Position,
    _ keys: inout UniqueKeys.Changes, _ tables: LogTables,
    _ transaction: borrowing WriteTransaction
  ) throws(AppendError) {
    for key in wanted.released { keys.release(UniqueKeys.key(category, key)) }
    for key in wanted.taken {
      guard key.utf8.count <= Limits.uniqueKeyBytesMax else {
        throw .refused(
          Refusal(
            code: "\(category).key-too-long",
            message: "“\(key.prefix(40))…” has \(key.utf8.count) bytes; at most "
              + "\(Limits.uniqueKeyBytesMax) are allowed: shorten it", source: "docs/DATA_FILE.md"))
      }
      let stored = UniqueKeys.key(category, key)
      if let holder = try keys.holder(of: stored, stream, tables, transaction) {
        throw .refused(procedure.refusal(ofTaken: key, heldBy: holder))
      }
      keys.take(stored, at: position)
    }
  }

  func commit() {
    // A whole new start now and then is simpler than remembering who was used last.
    if committed.count + pending.count > Limits.foldedStreamsMax { committed = [:] }
    committed.merge(pending) { $1 }
    pending = [:]
  }

  func rollback() { pending = [:] }

  func state(
    of stream: StreamName, _ tables: LogTables, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> (any Sendable)? {
    let head = try tables.head(of: stream, transaction, as: AppendError.self)
    guard head != nil || pending[stream] != nil else { return nil }
    return try folded(stream, head: head, tables, transaction).state
  }

  private func folded(
    _ stream: StreamName, head: StreamHead?, _ tables: LogTables,
    _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> Folded {
    if let folded = pending[stream] ?? committed[stream] { return folded }
    var folded: Folded
    do throws(Refusal) {
      folded = Folded(state: try procedure.initialState(of: stream), next: Revision(0))
    } catch {
      throw .refused(error)
    }
    guard let head else { return folded }
    while folded.next <= head.last {
      let event = try tables.event(stream, folded.next, in: head, transaction, as: AppendError.self)
      replay(event, &folded)
    }
    // What this transaction appended to the stream would be in `pending`; so this is what was
    // committed, and the next one to look need not read it again.
    committed[stream] = folded
    return folded
  }

  private func replay(_ event: RecordedEvent, _ folded: inout Folded) {
    defer { folded.next = folded.next.next }
    // A stored event that does not decode any more is passed over: it was admitted once, and
    // what is stored cannot be refused.
    guard
      let decoded = try? procedure.decode(
        type: event.type, contentType: event.contentType, data: event.data)
    else { return }
    procedure.apply(decoded, EventFacts(event), to: &folded.state)
  }
}
