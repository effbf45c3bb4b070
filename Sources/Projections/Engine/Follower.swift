public import Events

/// Brings a store up to the head of the log, a batch at a time, and keeps it there.
///
/// Events that do not concern it are passed over without a write, so that it costs the others
/// nothing. After a stop it looks at those behind its last write once more.
public final class Follower: Sendable {
  public typealias Apply =
    @Sendable (RecordedEvent, inout WriteTransaction) throws(FollowerError) -> Void

  public let name: String
  public let version: UInt32
  public let store: FollowerStore
  /// How many events are applied, or were passed over.
  public let progress: ProgressSignal
  private let log: EventLog
  private let concerns: @Sendable (RecordedEvent) -> Bool
  private let apply: Apply
  private let stopped = Locked<FollowerError?>(nil)

  /// Goes on where the store stands. When the event that the store applied last is not the log's
  /// event at that position, because an older backup of the log was restored, the store is emptied
  /// and built anew.
  ///
  /// - Parameter concerns: whether an event can change the rows; decided by the event alone.
  public init(
    name: String, version: UInt32, store: FollowerStore, log: EventLog,
    concerns: @escaping @Sendable (RecordedEvent) -> Bool, apply: @escaping Apply
  ) throws(FollowerError) {
    self.name = name
    self.version = version
    self.store = store
    self.log = log
    self.concerns = concerns
    self.apply = apply
    let isBuilt = try Self.isBuilt(store, from: log)
    do throws(LMDBError) {
      if !isBuilt { try store.empty() }
      progress = ProgressSignal(count: try store.next().rawValue)
    } catch {
      throw .failure(error)
    }
  }

  /// A follower that keeps `projection` in the file `path`.
  public convenience init(
    _ projection: some Projection, path: String, log: EventLog
  ) throws(FollowerError) {
    let store = try FollowerStore(
      path: path, version: projection.version, tables: projection.tables, log: log.identity)
    try self.init(
      name: projection.name, version: projection.version, store: store, log: log,
      concerns: { projection.categories?.contains(String($0.stream.category)) ?? true },
      apply: { event, transaction throws(FollowerError) in
        try projection.apply(event, to: &transaction, store.environment)
      })
  }

  /// Whether the event applied last is still the log's.
  private static func isBuilt(
    _ store: FollowerStore, from log: EventLog
  ) throws(FollowerError) -> Bool {
    let last: (position: Position, id: EventID)?
    do throws(LMDBError) { last = try store.lastApplied() } catch { throw .failure(error) }
    guard let last else { return true }
    do throws(ReadError) {
      return try log.events(from: last.position, limit: 1).first?.id == last.id
    } catch {
      throw .log(error)
    }
  }

  /// Why it stands still; `nil` while it follows.
  public var incident: FollowerError? { stopped.withLock { $0 } }

  /// Events in the log that are not applied yet.
  public var lag: UInt64 {
    // Read once: the head moves between two reads, and the follower may be ahead of it, since the
    // log announces an event after its commit.
    let head = log.head.count
    return head - min(head, progress.count)
  }

  /// Applies one batch. Returns whether there was any. When an event in it cannot be applied, those
  /// before it still are, so that where a follower stands does not depend on the batches.
  public func step() throws(FollowerError) -> Bool {
    let events: [RecordedEvent]
    do throws(ReadError) {
      events = try log.events(from: Position(progress.count))
    } catch {
      throw .log(error)
    }
    guard let last = events.last else { return false }
    let concerned = events.filter(concerns)
    do throws(FollowerError) {
      try store.apply(concerned, apply)
    } catch {
      guard case .poison(let position, _, _) = error else { throw error }
      let good = concerned.prefix { $0.position < position }
      try store.apply(Array(good), apply)
      progress.advance(to: position.rawValue)
      throw error
    }
    progress.advance(to: last.position.next.rawValue)
    return true
  }

  /// Applies everything that is in the log now.
  public func catchUp() throws(FollowerError) {
    while try step() {}
  }

  /// Follows until the task is cancelled or the log closed. An event that cannot be applied stops
  /// it for good: see `incident`.
  public func run() async {
    while !Task.isCancelled {
      do throws(FollowerError) {
        if try step() { continue }
      } catch {
        return stop(error)
      }
      let before = progress.count
      await log.head.wait(past: before)
      if log.head.count <= before { return }
    }
  }

  /// Records why it stands still, and ends every wait for it.
  public func stop(_ error: FollowerError) {
    stopped.withLock { $0 = error }
    progress.close()
  }
}
