/// A copy of a log that grows by records as they are stored in the other one. What it leaves is a log's
/// file like any other: `EventLog` opens it.
///
/// Each batch is one transaction: all of it is there and durable, or nothing of it. So a copy can be
/// stopped at any moment, also by a crash, and goes on from its own end. Streams, revisions, ids, keys
/// that count once, and the Merkle tree are worked out from the records, not copied.
public final class LogReplica: Sendable {
  private let environment: Environment
  private let tables: LogTables
  private let state: Locked<State>

  private struct State {
    var reached: ReplicaTransaction.Reached
    /// By category.
    let keys: [String: any KeyReplay]
  }

  /// Opens the copy in `path`, or makes an empty one there.
  ///
  /// - Parameters:
  ///   - path: the database file; nobody else may write it.
  ///   - procedures: their rules say which keys count once.
  ///   - mapBytes: how large the file can become.
  public init(
    path: String, procedures: [any Procedure], mapBytes: Int = Limits.mapBytes
  ) throws(ReplicaError) {
    do throws(ReadError) {
      // Whole from the beginning, so that a stop while it is made leaves nothing that is damaged.
      try LogCreation.makeEmpty(path, mapBytes)
      let environment = try LogRows.open(path, mapBytes)
      let tables = LogTables(environment)
      let isEmpty = try environment.read { transaction throws(ReadError) in
        let count = try tables.count(transaction, as: ReadError.self)
        let format = try LogFormat.read(tables.meta, transaction)
        return count == 0 && format == nil
      }
      if !isEmpty { try LogFormat.upgrade(environment, tables) }
      let reached = try environment.read { transaction throws(ReadError) in
        isEmpty
          ? ReplicaTransaction.Reached() : try ReplicaTransaction.Reached(tables, transaction)
      }
      self.environment = environment
      self.tables = tables
      state = Locked(State(reached: reached, keys: keyReplays(procedures)))
    } catch {
      throw .copy(error)
    }
  }

  /// The number of events in the copy; the position of the next.
  public var size: UInt64 { state.withLock { $0.reached.edge.size } }

  /// The tree over all events of the copy; `nil` when it has none.
  public var head: TreeHead? { state.withLock { $0.reached.head } }

  /// The tree over the first `size` events; `nil` when the copy has fewer, or none at all.
  public func head(ofSize size: UInt64) throws(ReplicaError) -> TreeHead? {
    guard let origin = head?.origin, size <= self.size else { return nil }
    return try environment.read { transaction throws(ReplicaError) in
      let edge = try tables.edge(ofSize: size, transaction, as: ReplicaError.self)
      return TreeHead(origin: origin, size: size, root: edge.root)
    }
  }

  /// Takes the next records, and returns when they are durable. They have to follow the last one of the
  /// copy, each in its stream as well, with times that do not go back; and with them the copy has to have
  /// the tree of the head. When it throws, the copy is as before.
  ///
  /// - Parameter head: the log at the end of the batch, as its key signed it; whoever calls has checked
  ///   the signature. `nil`: whoever calls compares `head` before the copy is used. A batch without
  ///   records only compares.
  public func append(
    _ batch: RecordBatch, provenBy head: TreeHead?
  ) throws(ReplicaError) {
    try state.withLock { state throws(ReplicaError) in
      let own = state.reached
      if let head { try own.check(head, endOf: batch) }
      guard batch.first.rawValue == own.edge.size else {
        throw .notNext(expected: Position(own.edge.size), found: batch.first)
      }
      if batch.records.isEmpty { return }
      do throws(ReplicaError) {
        state.reached = try environment.write { transaction throws(ReplicaError) in
          var writing = ReplicaTransaction(tables: tables, keys: state.keys, reached: own)
          try writing.run(batch, &transaction)
          if let head { try writing.reached.check(head) }
          return writing.reached
        }
      } catch {
        // They were told of records that are not there.
        for replay in state.keys.values { replay.forget() }
        throw error
      }
      for replay in state.keys.values where replay.streamCount > Limits.foldedStreamsMax {
        replay.forget()
      }
    }
  }
}

extension ReplicaTransaction.Reached {
  /// Whether a head can be that of the log at the end of a batch, before anything is written.
  fileprivate func check(_ head: TreeHead, endOf batch: RecordBatch) throws(ReplicaError) {
    if let own = self.head, own.origin != head.origin {
      throw .foreignLog(own: own.origin, found: head.origin)
    }
    if head.size < edge.size { throw .shorter(own: edge.size, found: head.size) }
    guard head.size == batch.end.rawValue else {
      throw .otherSize(end: batch.end.rawValue, head: head.size)
    }
    if batch.records.isEmpty { try check(head) }
  }

  /// Whether the copy has the tree of the head.
  fileprivate func check(_ head: TreeHead) throws(ReplicaError) {
    if let own = self.head, own.origin != head.origin {
      throw .foreignLog(own: own.origin, found: head.origin)
    }
    guard head.root == edge.root else {
      throw .differs(size: head.size, own: edge.root, signed: head.root)
    }
  }
}
