/// Asks a procedure's rules about appends, and keeps the folded states of its streams between
/// them. Lives on the writer's thread.
protocol Governor: AnyObject {
  var category: String { get }

  /// Checks the events of one append, in order.
  func admit(
    _ append: Append, head: StreamHead?, recorded: Timestamp, tables: LogTables,
    _ transaction: borrowing WriteTransaction
  ) throws(AppendError)

  /// The transaction was committed: keep what it folded.
  func commit()
  /// The transaction was dropped: forget what it folded.
  func rollback()
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
    _ append: Append, head: StreamHead?, recorded: Timestamp, tables: LogTables,
    _ transaction: borrowing WriteTransaction
  ) throws(AppendError) {
    var folded = try self.folded(append.stream, head: head, tables, transaction)
    for event in append.events {
      let facts = EventFacts(
        revision: folded.next, recorded: recorded, effective: event.effective ?? recorded,
        origin: append.origin)
      // A look-up that fails below the rules wins over what the rule made of its absence.
      var lookupFailure: AppendError?
      let decoded: P.Event
      do throws(Refusal) {
        decoded = try procedure.decode(
          type: event.type, contentType: event.contentType, data: event.data)
        try procedure.check(decoded, facts, in: folded.state, of: append.stream) { other in
          do throws(AppendError) {
            return try state(elsewhere: other, tables, transaction)
          } catch {
            lookupFailure = error
            return nil
          }
        }
      } catch {
        throw lookupFailure ?? .refused(error)
      }
      if let lookupFailure { throw lookupFailure }
      procedure.apply(decoded, facts, to: &folded.state)
      folded.next = folded.next.next
    }
    pending[append.stream] = folded
  }

  func commit() {
    // A whole new start now and then is simpler than remembering who was used last.
    if committed.count + pending.count > Limits.foldedStreamsMax { committed = [:] }
    committed.merge(pending) { $1 }
    pending = [:]
  }

  func rollback() { pending = [:] }

  private func state(
    elsewhere stream: StreamName, _ tables: LogTables, _ transaction: borrowing WriteTransaction
  ) throws(AppendError) -> P.State? {
    let head = try AppendError.lift { () throws(LMDBError) in
      try tables.head(of: stream, transaction)
    }
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
