import Events

/// How far the daemon itself is: since when it runs, on what it listens, whether it is stopping, and
/// what its writer did.
final class DaemonState: Sendable {
  let meter = WriterMeter()
  /// Of the system's clock.
  let started: Timestamp
  /// Advanced when something here changes.
  let changes = ProgressSignal(count: 0)
  /// Advanced when the daemon became ready, or is no longer.
  let readinessChanges = ProgressSignal(count: 0)
  private let state = Locked(State())

  private struct State {
    /// In the order in which they were named.
    var sockets: [Socket] = []
    var eventsAtStart: UInt64 = 0
    var isStopping = false
  }

  struct Socket: Equatable, Sendable {
    let address: String
    var isListening = false
  }

  /// Since the start, whatever the system's clock was set to meanwhile.
  var uptimeSeconds: UInt64 { (DaemonClock.monotonic - startedMonotonic) / 1_000_000_000 }

  private let startedMonotonic = DaemonClock.monotonic

  init(started: Timestamp = DaemonClock.system.now) { self.started = started }

  var sockets: [Socket] { state.withLock { $0.sockets } }

  /// How many events the log had when it was opened.
  var eventsAtStart: UInt64 { state.withLock { $0.eventsAtStart } }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// The log was opened.
  func opened(events: UInt64) { change { $0.eventsAtStart = events } }

  /// There will be a socket; the daemon is not ready before it listens.
  func willListen(on address: String) { change { $0.sockets.append(Socket(address: address)) } }

  /// - Parameter address: one that was named before; traps otherwise.
  func listens(on address: String) {
    change { state in
      guard let index = state.sockets.firstIndex(where: { $0.address == address }) else {
        preconditionFailure("nobody said that there would be a socket \(address)")
      }
      state.sockets[index].isListening = true
    }
  }

  func stops() { change { $0.isStopping = true } }

  private func change(_ body: (inout State) -> Void) {
    state.withLock(body)
    changes.advance(to: changes.count + 1)
  }
}
