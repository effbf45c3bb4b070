import Events
import Schemas

/// The timers of a process whose appends were refused. Each waits for another event that its instance
/// takes into account, since until then the same append would be refused again.
///
/// They are kept in memory: after a start each is tried once more. Any thread.
final class ParkedTimers: Sendable {
  fileprivate struct One {
    /// Of the instance when it was refused.
    let revision: UInt64
    let report: IncidentReport
  }

  fileprivate struct State {
    /// By key.
    var timers: [[UInt8]: One] = [:]
    var keys: Set<[UInt8]> = []
    /// Keys by the stream of the instance.
    var streams: [String: Set<[UInt8]>] = [:]
    /// How many events of the log have been looked at.
    var seen: UInt64 = 0
  }

  private let state = Locked(State())

  var keys: Set<[UInt8]> { state.withLock { $0.keys } }

  /// In order of their streams.
  var reports: [IncidentReport] {
    state.withLock { $0.timers.values.map(\.report) }.sorted { $0.stream < $1.stream }
  }

  /// Why a timer is here; `nil` when it is not, or its instance has moved on.
  func reason(of key: [UInt8], revision: UInt64) -> String? {
    let one = state.withLock { $0.timers[key] }
    return one?.revision == revision ? one?.report.error : nil
  }

  /// - Parameter revision: of its instance.
  func park(_ key: [UInt8], revision: UInt64, _ report: IncidentReport) {
    state.withLock {
      $0.timers[key] = One(revision: revision, report: report)
      $0.keys.insert(key)
      $0.streams[report.stream, default: []].insert(key)
    }
  }

  /// Lets go of the timers whose instances took one of the first `count` events of the log into account.
  /// Looks at each event once at most, and at none while nothing is parked.
  ///
  /// - Parameter instance: the stream of the instance that an event belongs to; `nil` for none.
  func release(
    until count: UInt64, in log: EventLog, instance: (RecordedEvent) -> StreamName?
  ) throws(ReadError) {
    try state.withLock { state throws(ReadError) in
      defer { state.seen = max(state.seen, count) }
      if state.timers.isEmpty || state.seen >= count { return }
      do throws(ScanError<Never>) {
        try log.scan(from: Position(state.seen)) { view throws(Never) in
          if view.position.rawValue >= count { return .stop }
          if let stream = instance(view.event) { state.release(stream.text) }
          return .next
        }
      } catch {
        throw error.read
      }
    }
  }
}

extension ParkedTimers.State {
  fileprivate mutating func release(_ stream: String) {
    for key in streams.removeValue(forKey: stream) ?? [] {
      timers[key] = nil
      keys.remove(key)
    }
  }
}
