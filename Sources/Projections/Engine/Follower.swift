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
  private let log: EventLog
  /// `nil`: all.
  private let categories: Set<String>?
  private let concerns: @Sendable (RecordedEvent) -> Bool
  private let apply: Apply
  private let state: Locked<State>

  private struct State {
    var applied: UInt64
    var incident: FollowerError?
  }

  /// A follower that keeps `projection` in `store`, and goes on where the store stands. When the
  /// event that the store applied last is not the log's event at that position, because an older
  /// backup of the log was restored, the store is emptied and built anew.
  public init(
    _ projection: some Projection, store: FollowerStore, log: EventLog
  ) throws(FollowerError) {
    name = projection.name
    version = projection.version
    self.store = store
    self.log = log
    categories = projection.categories
    concerns = { projection.concerns($0) }
    apply = { event, transaction throws(FollowerError) in
      try projection.apply(event, to: &transaction, store.environment)
    }
    let isBuilt = try Self.isBuilt(store, from: log)
    do throws(LMDBError) {
      if !isBuilt { try store.empty() }
      state = Locked(State(applied: try store.next().rawValue))
    } catch {
      throw .failure(error)
    }
  }

  /// A follower that keeps `projection` in the file `path`.
  public convenience init(
    _ projection: some Projection, path: String, log: EventLog,
    durability: Durability = .lastMayBeLost
  ) throws(FollowerError) {
    let store = try FollowerStore(
      path: path, version: projection.version, tables: projection.tables, log: log.identity,
      durability: durability)
    try self.init(projection, store: store, log: log)
  }

  /// Whether the event applied last is still the log's.
  static func isBuilt(
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

  /// How many events are applied, or were passed over.
  public var applied: UInt64 { state.withLock { $0.applied } }

  /// Why it stands still; `nil` while it follows.
  public var incident: FollowerError? { state.withLock { $0.incident } }

  /// Events in the log that are not applied yet.
  public var lag: UInt64 {
    // Read once: the head moves between two reads, and the follower may be ahead of it, since the
    // log announces an event after its commit.
    let head = log.head.count
    return head - min(head, applied)
  }

  /// Applies one batch. Returns whether there was any. When an event in it cannot be applied, those
  /// before it still are, so that where a follower stands does not depend on the batches.
  ///
  /// - Parameters:
  ///   - end: the position to stop before.
  ///   - limit: at most so many events of the log.
  public func step(
    until end: Position = Position(.max), limit: Int = Limits.readBatchEventsMax
  ) throws(FollowerError) -> Bool {
    let next = Position(applied)
    if next >= end { return false }
    let left = Int(clamping: end.rawValue - next.rawValue)
    let (events, behind) = try read(from: next, limit: min(limit, left))
    if behind == next { return false }
    let concerned = events.filter(concerns)
    do throws(FollowerError) {
      try store.apply(concerned, apply)
    } catch {
      guard case .poison(let position, _, _) = error else { throw error }
      let good = concerned.prefix { $0.position < position }
      try store.apply(Array(good), apply)
      advance(to: position)
      throw error
    }
    advance(to: behind)
    return true
  }

  /// The events that can concern it, and the position behind the last one that was looked at.
  private func read(
    from next: Position, limit: Int
  ) throws(FollowerError) -> (events: [RecordedEvent], behind: Position) {
    do throws(ReadError) {
      if let categories {
        let read = try log.events(from: next, limit: limit, in: categories)
        return (read.events, read.next)
      }
      let events = try log.events(from: next, limit: limit)
      return (events, events.last?.position.next ?? next)
    } catch {
      throw .log(error)
    }
  }

  /// Applies everything that is in the log now.
  public func catchUp() throws(FollowerError) {
    while try step() {}
  }

  /// Records why it stands still.
  func stop(_ error: FollowerError) { state.withLock { $0.incident = error } }

  private func advance(to next: Position) { state.withLock { $0.applied = next.rawValue } }
}
