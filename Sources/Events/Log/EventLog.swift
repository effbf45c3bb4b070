/// The log: every event of every stream, in one order, for ever.
///
/// Appends go through one writer and are durable when they are answered. Reads see everything
/// that was answered before they began, run on the caller's thread, never block the writer, and
/// take milliseconds; a long read is many short ones.
public final class EventLog: Sendable {
  /// Wakes whoever follows the log.
  public let head: ProgressSignal
  /// What tells this log from every other, made when it was created.
  public let identity: EventID
  let environment: Environment
  private let tables: LogTables
  let diskFreeBytes: @Sendable () -> UInt64?
  let writer: LogWriter
  let observer: (any LogObserver)?

  /// Opens the log in `path`, and creates it there when there is none.
  ///
  /// A new log begins with the event `$log-created` in the stream `$log`.
  ///
  /// - Parameters:
  ///   - path: the database file.
  ///   - newIdentity: used when the log is created.
  ///   - procedures: the rules that govern streams, at most one a category.
  ///   - mapBytes: how large the file can become.
  ///   - reserve: room into which clients may not write; see `AppendError.noRoom`.
  ///   - diskFreeBytes: what the disk has left; the file system is asked where it is not given.
  ///   - now: the time for recording; may go backwards, recorded times do not.
  ///   - observer: hears of appends and commits.
  public init(
    path: String, newIdentity: EventID, procedures: [any Procedure] = [],
    mapBytes: Int = Limits.mapBytes, reserve: LogRoom.Reserve? = nil,
    diskFreeBytes: (@Sendable () -> UInt64?)? = nil,
    now: @escaping @Sendable () -> Timestamp, observer: (any LogObserver)? = nil
  ) throws(ReadError) {
    try LogCreation.make(path, newIdentity, mapBytes, at: now)
    let environment = try LogRows.open(path, mapBytes)
    let tables = LogTables(environment)
    let isNew = try environment.read { transaction throws(ReadError) in
      let count = try tables.count(transaction, as: ReadError.self)
      let format = try LogFormat.read(tables.meta, transaction)
      return count == 0 && format == nil
    }
    if isNew { try LogCreation.run(environment, tables, newIdentity, at: now()) }
    try LogFormat.upgrade(environment, tables)

    let (edge, digests, lastRecorded, identity) = try environment.read {
      transaction throws(ReadError) in
      let edge = try tables.checkedEdge(transaction)
      let count = edge.size
      guard count > 0 else { throw .corrupt(Corruption(position: Position(0), finding: .hole)) }
      let last = try tables.record(at: Position(count - 1), transaction) {
        view throws(ReadError) in view.recorded
      }
      let digests = try tables.checkedDigests(transaction)
      return (edge, digests, last, try LogCreation.identity(tables, transaction))
    }
    self.environment = environment
    self.tables = tables
    self.identity = identity
    let diskFreeBytes = diskFreeBytes ?? { LogRoom.freeOnDisk(of: path) }
    self.diskFreeBytes = diskFreeBytes
    head = ProgressSignal(count: edge.size)
    writer = LogWriter(
      environment: environment,
      state: AppendTransaction(
        tables: tables, governors: Self.governors(procedures), next: Position(edge.size),
        lastRecorded: lastRecorded, edge: edge, digests: digests),
      head: head, room: { try? LogRoom(environment, diskFreeBytes: diskFreeBytes()) },
      reserve: reserve ?? .standard(mapBytes: mapBytes), now: now, observer: observer)
    self.observer = observer
    writer.start()
  }

  private static func governors(_ procedures: [any Procedure]) -> [String: any Governor] {
    func governor(_ procedure: some Procedure) -> any Governor { GovernedStreams(procedure) }
    return Dictionary(
      procedures.map { ($0.category, governor($0)) },
      uniquingKeysWith: { first, _ in
        preconditionFailure("two procedures govern \(first.category)")
      })
  }

  /// Appends the events of the request to its stream, all or none, and answers when they are
  /// durable. Safe to call again with the same ids: the answer is then the first one again.
  public func append(_ append: Append) async throws(AppendError) -> AppendReceipt {
    let result: Result<AppendReceipt, AppendError> = await withCheckedContinuation {
      continuation in
      self.append(append) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// As `append(_:)`; `completion` runs on the writer's thread and must not block it.
  public func append(
    _ append: Append,
    completion: @escaping @Sendable (Result<AppendReceipt, AppendError>) -> Void
  ) {
    let completion = observed(completion)
    do throws(AppendError) {
      try append.checkLimits()
    } catch {
      return completion(.failure(error))
    }
    writer.enqueue(append, completion)
  }

  /// Writes what waits, refuses what comes, and ends every wait on `head`. Blocks the caller.
  public func close() {
    writer.close()
    head.close()
  }

  /// Lends the events at and after `start` (backwards: at and before it) to `body`, in order,
  /// from one snapshot, until `body` says stop or the log ends. Keep it short.
  ///
  /// - Returns: the number of events in the log at that moment.
  @discardableResult
  public func scan<E: Error>(
    from start: Position, _ direction: Direction = .forwards,
    _ body: (borrowing RecordView) throws(E) -> ScanStep
  ) throws(ScanError<E>) -> UInt64 {
    try environment.read { transaction throws(ScanError<E>) in
      let count = try tables.count(transaction, as: ScanError<E>.self)
      var expected = direction == .forwards ? start.rawValue : min(start.rawValue, count - 1)
      try transaction.scan(tables.events, from: Key(start.rawValue), direction) {
        key, value throws(ScanError<E>) in
        let position = Position(key.bigEndian ?? .max)
        guard position.rawValue == expected else {
          throw .read(.corrupt(Corruption(position: Position(expected), finding: .hole)))
        }
        expected = direction == .forwards ? expected + 1 : expected &- 1
        let view = try tables.checkedView(value, at: position, as: ScanError<E>.self)
        do throws(E) { return try body(view) } catch { throw .body(error) }
      }
      return count
    }
  }

  /// Lends the events of a stream at and after `start` (backwards: at and before it) to `body`.
  /// `nil`: from the end where the walk begins.
  ///
  /// - Returns: the last revision; `nil` when the stream has no events.
  @discardableResult
  public func scan<E: Error>(
    _ stream: StreamName, from start: Revision?, _ direction: Direction = .forwards,
    _ body: (borrowing RecordView) throws(E) -> ScanStep
  ) throws(ScanError<E>) -> Revision? {
    try environment.read { transaction throws(ScanError<E>) in
      let found = try tables.head(of: stream, transaction, as: ScanError<E>.self)
      guard let head = found else { return nil }
      var revision: Revision
      switch direction {
      case .forwards: revision = start ?? Revision(0)
      case .backwards: revision = min(start ?? head.last, head.last)
      }
      while revision <= head.last {
        let step = try lend(stream, revision, head, transaction, body)
        if step == .stop || (direction == .backwards && revision.rawValue == 0) { break }
        revision = Revision(
          direction == .forwards ? revision.rawValue + 1 : revision.rawValue - 1)
      }
      return head.last
    }
  }

  private func lend<E: Error>(
    _ stream: StreamName, _ revision: Revision, _ head: StreamHead,
    _ transaction: borrowing ReadTransaction,
    _ body: (borrowing RecordView) throws(E) -> ScanStep
  ) throws(ScanError<E>) -> ScanStep {
    let found = try tables.position(of: revision, in: head, transaction, as: ScanError<E>.self)
    guard let position = found else {
      throw .read(
        .corrupt(
          Corruption(
            position: nil, finding: .indexDisagrees(stream: stream.text, revision: revision))))
    }
    return try tables.record(at: position, transaction) { view throws(ScanError<E>) in
      guard view.revision == revision, view.stream.equals(Array(stream.text.utf8))
      else {
        throw .read(
          .corrupt(
            Corruption(
              position: position,
              finding: .indexDisagrees(stream: stream.text, revision: revision))))
      }
      do throws(E) { return try body(view) } catch { throw .body(error) }
    }
  }

  /// When the last event was written.
  public func lastRecorded() throws(ReadError) -> Timestamp {
    try environment.read { transaction throws(ReadError) in
      let last = Position(try tables.count(transaction, as: ReadError.self) - 1)
      return try tables.record(at: last, transaction) { view throws(ReadError) in view.recorded }
    }
  }

  /// The number of events that can be read now; at least `head.count`, which follows a commit.
  public func count() throws(ReadError) -> UInt64 {
    try environment.read { transaction throws(ReadError) in
      try tables.count(transaction, as: ReadError.self)
    }
  }

  /// Runs `body` on one snapshot with the size of the tree in it and its hashes; `wanted`: the size
  /// instead, `nil` when the log has fewer events.
  func snapshot<R>(
    _ wanted: UInt64?,
    _ body: (UInt64, (Int, UInt64) throws(ReadError) -> TreeHash) throws(ReadError) -> R
  ) throws(ReadError) -> R? {
    try environment.read { transaction throws(ReadError) in
      let count = try tables.count(transaction, as: ReadError.self)
      if let wanted, wanted > count { return nil }
      return try body(wanted ?? count) { level, index throws(ReadError) in
        try tables.node(level, index, transaction, as: ReadError.self)
      }
    }
  }

  /// The number of streams.
  public func streamCount() throws(ReadError) -> UInt64 {
    try environment.read { transaction throws(ReadError) in
      try ReadError.lift { () throws(LMDBError) in try transaction.count(tables.streams) }
    }
  }
}

/// A scan ended early: the read failed, or the caller's own code threw.
public enum ScanError<Body: Error>: ReadFailing {
  case read(ReadError)
  case body(Body)

  public static func failure(_ error: LMDBError) -> ScanError { .read(.failure(error)) }
  static func corrupt(_ corruption: Corruption) -> ScanError { .read(.corrupt(corruption)) }
}

extension Append {
  fileprivate func checkLimits() throws(AppendError) {
    if origin == .client, LogCreation.isReserved(stream) { throw .reservedStream(stream) }
    if events.count > Limits.appendEventsMax {
      throw .tooManyEvents(count: events.count, countMax: Limits.appendEventsMax)
    }
    for event in events where event.bytes > Limits.eventBytesMax {
      throw .eventTooLarge(
        id: event.id, bytes: event.bytes, bytesMax: Limits.eventBytesMax)
    }
    if bytes > Limits.appendBytesMax {
      throw .appendTooLarge(bytes: bytes, bytesMax: Limits.appendBytesMax)
    }
  }
}
