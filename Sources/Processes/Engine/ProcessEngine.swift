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
///
/// `step` is for one task.
public final class ProcessEngine<P: ProcessManager>: Sendable {
  public let manager: P
  /// Keeps its instances and timers.
  public let host: ViewHost<ProcessState<P>>
  /// How many deadlines were met since the start; what is done at once is not among them.
  public let deadlinesMet = ProgressSignal(count: 0)
  private let log: EventLog
  private let parked = ParkedTimers()

  /// Of the ids of all events that processes append. The same history gives the same ids.
  private static var namespace: EventID {
    EventID(high: 0x6576_656e_7464_5070, low: 0xb1a6_0f64_9c1e_4d27)
  }

  /// How many timers fire in one go, so that appends of others get their turn in between: each of
  /// them waits for the commit of one go at most. With 256 the longest wait was two and a half times
  /// that with 64, and all of it took a sixth less time.
  private static var fireBatchMax: Int { 64 }

  /// - Parameters:
  ///   - directory: where its files are.
  ///   - scratch: an empty directory for its states of the past.
  public init(
    _ manager: P, directory: String, scratch: String, log: EventLog
  ) throws(FollowerError) {
    self.manager = manager
    self.log = log
    host = try ViewHost(
      ProcessState(manager), directory: directory, scratch: scratch, log: log)
  }

  /// What a step did.
  public enum Outcome: Equatable, Sendable {
    /// Appended this many escalations; there may be more.
    case fired(Int)
    /// Nothing is due; `nil`: nothing waits at all.
    case idle(nextDue: Timestamp?)
    /// Nothing is due, or it is not known yet what; its state is being built from the log.
    case building
    /// The log takes no appends now; try again later.
    case blocked(AppendError)
  }

  /// Applies what is new in the log, then fires what is due at `now`, in order of due time, at
  /// most one batch of it.
  ///
  /// - Throws: why it stands still, each time, until its state was built anew.
  public func step(now: Timestamp) async throws(FollowerError) -> Outcome {
    let isBuilding = host.build()
    while try host.follow() { await Task.yield() }
    guard let store = try? host.store() else {
      if let incident = host.report().building?.incident { throw incident }
      return .building
    }
    if let incident = host.incident {
      if isBuilding { return .building }
      throw incident
    }

    let (due, nextDue) = try self.due(at: now, store)
    if due.isEmpty { return isBuilding ? .building : .idle(nextDue: nextDue) }
    return await fire(due, now)
  }

  private func fire(_ due: [Due], _ now: Timestamp) async -> Outcome {
    var firing: [(due: Due, append: Append)] = []
    for due in due {
      let append = append(due, now)
      // It would be due again at once, for ever.
      if append.events.isEmpty {
        park(due, "its rule has nothing to append")
      } else {
        firing.append((due, append))
      }
    }
    var fired = 0
    var blocked: AppendError?
    let applied = host.progress.count
    let results = await log.append(firing.map(\.append))
    for ((due, _), result) in zip(firing, results) {
      switch result {
      // It would be due again at once here too.
      case .success(let receipt) where receipt.wasApplied(in: applied):
        park(due, "its event is in the log already and did not take it away")
      case .success:
        fired += 1
        if due.timer.due != DueTimer.atOnce.microseconds {
          deadlinesMet.advance(to: deadlinesMet.count + 1)
        }
      // Somebody was faster; the next step sees what they did.
      case .failure(.revisionMismatch): continue
      case .failure(let error):
        switch error {
        case .refused, .eventTooLarge, .appendTooLarge, .tooManyEvents, .reservedStream:
          park(due, "\(error)")
        default: blocked = blocked ?? error
        }
      }
    }
    if fired == 0, let blocked { return .blocked(blocked) }
    return .fired(fired)
  }

  /// When the next timer is due; of those that are not parked. `nil` also while its state is built.
  public func nextDue() throws(FollowerError) -> Timestamp? {
    guard let store = try? host.store() else { return nil }
    return try due(at: Timestamp(microseconds: .min), store).next
  }

  /// What could not be done: events that an instance could not take, and refused escalations.
  public func incidents() throws(FollowerError) -> [IncidentReport] {
    guard let store = try? host.store() else { return [] }
    try releaseParked()
    do throws(LMDBError) {
      return try ProcessReader(manager, store).incidents() + parked.reports
    } catch {
      throw .failure(error)
    }
  }

  /// Why a timer does not fire although it is due; `nil` when nothing is in its way.
  public func incident(of entry: TimerEntry) -> String? {
    parked.reason(of: entry.key, revision: entry.revision)
  }

  private typealias Due = ProcessReader<P>.Due

  private func due(
    at now: Timestamp, _ store: FollowerStore
  ) throws(FollowerError) -> (due: [Due], next: Timestamp?) {
    try releaseParked()
    do throws(LMDBError) {
      return try ProcessReader(manager, store).due(
        at: now, limit: Self.fireBatchMax, without: parked.keys)
    } catch {
      throw .failure(error)
    }
  }

  private func releaseParked() throws(FollowerError) {
    do throws(ReadError) {
      try parked.release(until: host.progress.count, in: log) { event in
        host.projection.concerns(event) ? manager.instance(of: event) : nil
      }
    } catch {
      throw .log(error)
    }
  }

  private func append(_ due: Due, _ now: Timestamp) -> Append {
    let timer = DueTimer(
      rule: due.timer.rule, due: Timestamp(microseconds: due.timer.due))
    let events = manager.fire(
      timer, of: ProcessTables<P>.message([UInt8](due.instance.state)), now: now)
    let cause = due.timer.key.map { String($0, radix: 16) }.joined(separator: ".")
    guard let stream = try? StreamName(due.timer.stream) else {
      preconditionFailure("a timer of no stream: \(due.timer.stream)")
    }
    let target = events.first?.stream ?? stream
    precondition(events.allSatisfy { $0.stream ?? stream == target }, "events to several streams")
    return Append(
      stream: target,
      expected: target == stream ? .exact(Revision(due.instance.revision)) : .any,
      events: events.enumerated().map { index, event in
        NewEvent(
          id: EventID(
            namespace: Self.namespace,
            name: "\(manager.name)/\(stream)/\(timer.rule)/\(cause)/\(index)"),
          type: event.type, contentType: event.contentType, data: event.data)
      }, origin: .process)
  }

  private func park(_ due: Due, _ reason: String) {
    parked.park(
      [UInt8](due.timer.key), revision: due.instance.revision,
      IncidentReport.with {
        $0.stream = due.timer.stream
        $0.error = "the escalation \(due.timer.rule) was refused: \(reason)"
      })
  }
}

extension AppendReceipt {
  /// Whether this is the first answer again, to an append that was among the first `count` events.
  fileprivate func wasApplied(in count: UInt64) -> Bool {
    guard isRepetition, let position else { return false }
    return position.rawValue < count
  }
}
