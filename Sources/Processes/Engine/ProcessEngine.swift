public import Events
public import Projections
public import Schemas
internal import SwiftProtobuf

/// Runs one process manager: follows the log, keeps its instances and timers, and fires what is
/// due.
///
/// Exactly once, and never early: a timer fires only after every event in the log was applied,
/// and only at or after its due time; firing is an append with an id worked out from the timer
/// and with the revision that the timer was worked out from. So a crash before the append leaves
/// the timer to fire again, and a crash after it leaves an event that takes the timer away.
public final class ProcessEngine<P: ProcessManager>: Sendable {
  public let follower: Follower
  private let tables: ProcessTables<P>
  private let log: EventLog
  /// Timers whose append was refused, by key; they wait for another event of their stream.
  private let parked: Locked<[[UInt8]: IncidentReport]>

  /// Of the ids of all events that processes append. The same history gives the same ids.
  private static var namespace: EventID {
    EventID(high: 0x6576_656e_7464_5070, low: 0xb1a6_0f64_9c1e_4d27)
  }

  /// How many timers fire in one go, so that appends of others get their turn in between.
  private static var fireBatchMax: Int { 256 }

  public init(_ manager: P, path: String, log: EventLog) throws(FollowerError) {
    let store = try FollowerStore(
      path: path, version: manager.version, tables: ProcessTables<P>.names, log: log.identity)
    let tables = ProcessTables(manager, store.environment)
    let parked = Locked<[[UInt8]: IncidentReport]>([:])
    follower = try Follower(
      name: manager.name, version: manager.version, store: store, log: log,
      concerns: {
        $0.stream.category == manager.category || manager.policyStreams.contains($0.stream)
      },
      apply: { event, transaction throws(FollowerError) in
        try tables.apply(event, &transaction)
        parked.withLock { $0 = $0.filter { $1.stream != event.stream.text } }
      })
    self.parked = parked
    self.tables = tables
    self.log = log
  }

  /// What a step did.
  public enum Outcome: Equatable, Sendable {
    /// Appended this many escalations; there may be more.
    case fired(Int)
    /// Nothing is due; `nil`: nothing waits at all.
    case idle(nextDue: Timestamp?)
    /// The log takes no appends now; try again later.
    case blocked(AppendError)
  }

  /// Applies what is new in the log, then fires what is due at `now`, in order of due time, at
  /// most one batch of it.
  public func step(now: Timestamp) async throws(FollowerError) -> Outcome {
    try follower.catchUp()
    let (due, nextDue) = try dueTimers(now)
    if due.isEmpty { return .idle(nextDue: nextDue) }

    var fired = 0
    var blocked: AppendError?
    let results = await log.append(due.map { append($0, now) })
    for (timer, result) in zip(due, results) {
      switch result {
      case .success: fired += 1
      // Somebody was faster; the next step sees what they did.
      case .failure(.revisionMismatch): continue
      case .failure(.refused), .failure(.eventTooLarge), .failure(.appendTooLarge),
        .failure(.tooManyEvents), .failure(.reservedStream):
        park(timer, result)
      case .failure(let error): blocked = blocked ?? error
      }
    }
    if fired == 0, let blocked { return .blocked(blocked) }
    return .fired(fired)
  }

  /// When the next timer is due; of those that are not parked.
  public func nextDue() throws(FollowerError) -> Timestamp? {
    try dueTimers(Timestamp(microseconds: .min)).nextDue
  }

  /// The timers that wait, in order of due time, and the position they are good for.
  public func timers(limit: Int) throws(FollowerError) -> (timers: [StoredTimer], next: Position) {
    try follower.store.environment.read { transaction throws(FollowerError) in
      do throws(LMDBError) {
        var found: [StoredTimer] = []
        try transaction.scan(tables.timers) { _, value throws(LMDBError) in
          if found.count >= limit { return .stop }
          found.append(ProcessTables<P>.message(value.copied))
          return .next
        }
        return (found, try follower.store.next(transaction))
      } catch {
        throw .failure(error)
      }
    }
  }

  /// The earliest deadline of a stream; `nil` when none waits.
  public func deadline(of stream: StreamName) throws(FollowerError) -> Timestamp? {
    try instance(of: stream)?.timers.map { Timestamp(microseconds: $0.due) }.min()
  }

  /// What could not be done: events that an instance could not take, and refused escalations.
  public func incidents() throws(FollowerError) -> [IncidentReport] {
    let stored = try follower.store.environment.read { transaction throws(FollowerError) in
      do throws(LMDBError) {
        var found: [IncidentReport] = []
        try transaction.scan(tables.incidents) { _, value throws(LMDBError) in
          found.append(ProcessTables<P>.message(value.copied))
          return .next
        }
        return found
      } catch {
        throw .failure(error)
      }
    }
    return stored + parked.withLock { $0.values.sorted { $0.position < $1.position } }
  }

  private struct Due {
    let timer: StoredTimer
    let stream: StreamName
    let instance: StoredInstance
  }

  private func dueTimers(
    _ now: Timestamp
  ) throws(FollowerError) -> (due: [Due], nextDue: Timestamp?) {
    let parked = parked.withLock { Set($0.keys) }
    var timers: [StoredTimer] = []
    var nextDue: Timestamp?
    do throws(LMDBError) {
      try follower.store.environment.read { transaction throws(LMDBError) in
        try transaction.scan(tables.timers) { key, value throws(LMDBError) in
          if parked.contains(key.copied) { return .next }
          let timer: StoredTimer = ProcessTables<P>.message(value.copied)
          guard timer.due <= now.microseconds, timers.count < Self.fireBatchMax else {
            nextDue = Timestamp(microseconds: timer.due)
            return .stop
          }
          timers.append(timer)
          return .next
        }
      }
    } catch {
      throw .failure(error)
    }
    var due: [Due] = []
    for timer in timers {
      guard let stream = try? StreamName(timer.stream), let instance = try instance(of: stream)
      else { preconditionFailure("the timer \(timer.rule) waits for nobody: \(timer.stream)") }
      due.append(Due(timer: timer, stream: stream, instance: instance))
    }
    return (due, nextDue)
  }

  private func instance(of stream: StreamName) throws(FollowerError) -> StoredInstance? {
    do throws(LMDBError) {
      return try follower.store.environment.read { transaction throws(LMDBError) in
        try transaction.get(tables.instances, Key(stream.text)).map(ProcessTables<P>.message)
      }
    } catch {
      throw .failure(error)
    }
  }

  private func append(_ due: Due, _ now: Timestamp) -> Append {
    let timer = DueTimer(
      rule: due.timer.rule, due: Timestamp(microseconds: due.timer.due))
    let events = tables.manager.fire(
      timer, of: ProcessTables<P>.message([UInt8](due.instance.state)), now: now)
    let cause = due.timer.key.map { String($0, radix: 16) }.joined(separator: ".")
    return Append(
      stream: due.stream, expected: .exact(Revision(due.instance.revision)),
      events: events.enumerated().map { index, event in
        NewEvent(
          id: EventID(
            namespace: Self.namespace,
            name: "\(tables.manager.name)/\(due.stream)/\(timer.rule)/\(cause)/\(index)"),
          type: event.type, contentType: event.contentType, data: event.data)
      }, origin: .process)
  }

  private func park(_ due: Due, _ result: Result<AppendReceipt, AppendError>) {
    guard case .failure(let error) = result else { return }
    parked.withLock { parked in
      parked[[UInt8](due.timer.key)] = IncidentReport.with {
        $0.stream = due.timer.stream
        $0.error = "the escalation \(due.timer.rule) was refused: \(error)"
      }
    }
  }
}
