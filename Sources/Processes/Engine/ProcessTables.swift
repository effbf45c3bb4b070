import Events
import FoundationEssentials
import Projections
import Schemas
import SwiftProtobuf

/// The rows of one process and how an event changes them. Layout: `docs/DATA_FILE.md`.
struct ProcessTables<P: ProcessManager>: Sendable {
  let manager: P
  /// Stream name -> `StoredInstance`.
  let instances: Table
  /// Due time, position of the event that set it, index -> `StoredTimer`.
  let timers: Table
  /// One row, `adopted` -> `StoredPolicies`.
  let policies: Table
  /// Position -> `IncidentReport`: an event that the instance could not take into account.
  let incidents: Table

  static var names: [String] { ["instances", "timers", "policies", "incidents"] }
  private static var policiesKey: Key { Key("adopted") }
  private let cache: PolicyCache

  init(_ manager: P, _ environment: Environment, _ cache: PolicyCache = PolicyCache()) {
    self.manager = manager
    self.cache = cache
    instances = environment.table("instances")
    timers = environment.table("timers")
    policies = environment.table("policies")
    incidents = environment.table("incidents")
  }

  func instance(
    _ stream: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> StoredInstance? {
    try transaction.get(instances, Key(stream)).map(Self.message)
  }

  /// The instance that a stored timer belongs to.
  func owner(
    of timer: StoredTimer, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> StoredInstance {
    guard let instance = try instance(timer.stream, transaction) else {
      preconditionFailure("the timer \(timer.rule) waits for nobody: \(timer.stream)")
    }
    return instance
  }

  /// The policies that were adopted.
  func adopted(
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> PolicyBook {
    let book = try transaction.get(policies, Self.policiesKey) { row throws(LMDBError) in
      cache.book(row) { PolicyBook(Self.message($0) as StoredPolicies) }
    }
    return book ?? PolicyBook()
  }

  func apply(
    _ event: RecordedEvent, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    do throws(LMDBError) {
      var policies = try adopted(rows)
      if manager.policyStreams.contains(event.stream) {
        policies.adopt(event)
        try rows.put(self.policies, Self.policiesKey, Self.bytes(policies.stored))
      } else {
        try advance(event, policies, &rows)
      }
    } catch {
      throw .failure(error)
    }
  }

  /// Takes away the timers that wait no more, and puts the new ones in; those that stay are not
  /// written.
  private func advance(
    _ event: RecordedEvent, _ policies: PolicyBook, _ rows: inout WriteTransaction
  ) throws(LMDBError) {
    let instance = manager.instance(of: event)
    let stream = Key(instance.text)
    let before = try rows.get(instances, stream).map { Self.message($0) as StoredInstance }
    if before == nil, instance != event.stream { return }

    let (after, problem) = self.after(event, before, policies)
    if let problem {
      let report = IncidentReport.with {
        $0.position = event.position.rawValue
        $0.stream = event.stream.text
        $0.error = "\(problem)"
      }
      try rows.put(incidents, Key(event.position.rawValue), Self.bytes(report))
    }
    let (old, new) = (before?.timers ?? [], after?.timers ?? [])
    for timer in old where !new.contains(timer) {
      try rows.remove(timers, Key([UInt8](timer.key)))
    }
    for timer in new where !old.contains(timer) {
      try rows.put(timers, Key([UInt8](timer.key)), Self.bytes(timer))
    }
    if let after {
      try rows.put(instances, stream, Self.bytes(after))
    } else {
      try rows.remove(instances, stream)
    }
  }

  /// The instance after the event, and what could not be worked out. An event that cannot be read
  /// leaves state and timers as they were; a deadline that cannot be worked out leaves no timers.
  func after(
    _ event: RecordedEvent, _ before: StoredInstance?, _ policies: PolicyBook
  ) -> (StoredInstance?, ProcessError?) {
    let own = manager.instance(of: event)
    let revision = event.stream == own ? event.revision.rawValue : before?.revision ?? 0
    let state = before.map { Self.message([UInt8]($0.state)) as P.Instance }
    let next: P.Instance?
    do throws(ProcessError) {
      next = try manager.apply(event, to: state, policies: policies)
    } catch {
      var kept = before
      kept?.revision = revision
      return (kept, error)
    }
    guard let next else { return (nil, nil) }
    var due: [DueTimer] = []
    var problem: ProcessError?
    do throws(ProcessError) { due = try manager.timers(of: next) } catch { problem = error }
    let instance = StoredInstance.with { instance in
      instance.state = .init(Self.bytes(next))
      instance.revision = revision
      instance.timers = timers(due, of: own, event.position, before?.timers ?? [])
    }
    return (instance, problem)
  }

  /// A timer that stays keeps its key.
  private func timers(
    _ due: [DueTimer], of stream: StreamName, _ position: Position, _ before: [StoredTimer]
  ) -> [StoredTimer] {
    due.enumerated().map { index, timer in
      let kept = before.first { $0.rule == timer.rule && $0.due == timer.due.microseconds }
      if let kept { return kept }
      return StoredTimer.with {
        $0.stream = stream.text
        $0.rule = timer.rule
        $0.due = timer.due.microseconds
        $0.key = .init(
          Key(TimerEntry.order(of: timer.due), position.rawValue, UInt64(index)).bytes)
      }
    }
  }

  /// The rows were written by this same version of the code (another one empties them first), so a
  /// row that cannot be read is our own mistake.
  static func message<M: Message>(_ bytes: [UInt8]) -> M {
    do { return try M(serializedBytes: bytes) } catch { preconditionFailure("\(M.self): \(error)") }
  }

  static func bytes(_ message: some Message) -> [UInt8] {
    do { return try message.serializedBytes() } catch { preconditionFailure("\(error)") }
  }
}
