public import Events
public import Projections
public import Schemas

/// Reads what a process keeps: its timers, deadlines and incidents. Any thread.
public struct ProcessReader<P: ProcessManager>: Sendable {
  let store: FollowerStore
  let tables: ProcessTables<P>

  /// - Parameter store: that of a `ProcessState` of this manager; traps with another.
  public init(_ manager: P, _ store: FollowerStore) {
    self.store = store
    tables = ProcessTables(manager, store.environment)
  }

  /// The timers that wait, in order of due time; not what is being done at once.
  ///
  /// - Parameters:
  ///   - after: only those behind this key; empty for all.
  ///   - streamPrefix: only those of streams whose name begins so.
  ///   - until: only those due then or before.
  ///   - limit: at most so many.
  public func timers(
    after: [UInt8] = [], streamPrefix: String = "", until: Timestamp? = nil, limit: Int
  ) throws(LMDBError) -> [TimerEntry] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [TimerEntry] = []
      let start = after.isEmpty ? nil : Key(after)
      try transaction.scan(tables.timers, from: start) { key, value throws(LMDBError) in
        if key.equals(after) { return .next }
        let timer: StoredTimer = ProcessTables<P>.message(value.copied)
        if found.count >= limit || timer.due > until?.microseconds ?? .max { return .stop }
        if timer.due == DueTimer.atOnce.microseconds { return .next }
        if timer.stream.hasPrefix(streamPrefix) {
          found.append(tables.entry(timer, of: try tables.owner(of: timer, transaction)))
        }
        return .next
      }
      return found
    }
  }

  /// The earliest deadline of a stream; `nil` when none waits.
  public func deadline(of stream: StreamName) throws(LMDBError) -> Timestamp? {
    try deadlines(of: stream).map(\.due).min()
  }

  /// What a stream waits for, by rule.
  public func deadlines(of stream: StreamName) throws(LMDBError) -> [DueTimer] {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.instance(stream.text, transaction)?.timers.map { timer in
        DueTimer(rule: timer.rule, due: Timestamp(microseconds: timer.due))
      } ?? []
    }
  }

  /// Events that an instance could not take into account, in order.
  public func incidents() throws(LMDBError) -> [IncidentReport] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [IncidentReport] = []
      try transaction.scan(tables.incidents) { _, value throws(LMDBError) in
        found.append(ProcessTables<P>.message(value.copied))
        return .next
      }
      return found
    }
  }

  /// Those of the timers that are due at `now`, in order of due time, and when the next one is. In one
  /// snapshot.
  ///
  /// - Parameters:
  ///   - limit: at most so many.
  ///   - parked: the keys of those that do not count. They cost next to nothing.
  func due(
    at now: Timestamp, limit: Int, without parked: Set<[UInt8]>
  ) throws(LMDBError) -> (due: [Due], next: Timestamp?) {
    try store.environment.read { transaction throws(LMDBError) in
      var due: [Due] = []
      var next: Timestamp?
      try transaction.scan(tables.timers) { key, value throws(LMDBError) in
        if !parked.isEmpty, parked.contains(key.copied) { return .next }
        let timer: StoredTimer = ProcessTables<P>.message(value.copied)
        guard timer.due <= now.microseconds, due.count < limit else {
          next = Timestamp(microseconds: timer.due)
          return .stop
        }
        due.append(Due(timer: timer, instance: try tables.owner(of: timer, transaction)))
        return .next
      }
      return (due, next)
    }
  }

  /// A timer whose time has come, and the instance that it belongs to.
  struct Due {
    let timer: StoredTimer
    let instance: StoredInstance
  }

  /// `nil` when the stream is not watched.
  func instance(of stream: String) throws(LMDBError) -> StoredInstance? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.instance(stream, transaction)
    }
  }
}
