import Events
import Glibc

/// The daemon's time: the system's, or a simulated one that moves only when it is told to.
///
/// A simulated clock starts at the last recorded time of the log, or at the given time where that
/// is later, so that it goes on from what is stored after any stop.
final class DaemonClock: Sendable {
  private let simulated: Locked<Timestamp>?
  private let moved = ProgressSignal(count: 0)

  static let system = DaemonClock()

  /// The system's clock.
  init() { simulated = nil }

  init(simulatedFrom start: Timestamp) { simulated = Locked(start) }

  var isSimulated: Bool { simulated != nil }

  var now: Timestamp {
    if let simulated { return simulated.withLock { $0 } }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec), microseconds: Int64(time.tv_nsec) / 1000)
  }

  /// Moves a simulated clock forward, never back. Returns `false` when it is past `time` already.
  /// Traps on the system's clock.
  func advance(to time: Timestamp) -> Bool {
    guard let simulated else { preconditionFailure("the system's clock cannot be moved") }
    let isForward = simulated.withLock { now in
      if time < now { return false }
      now = time
      return true
    }
    if isForward { moved.advance(to: moved.count + 1) }
    return isForward
  }

  /// Nanoseconds since some moment before the start; never set, also where the daemon's time is
  /// simulated. Source: clock_gettime(2), `CLOCK_MONOTONIC`.
  static var monotonic: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Waits a moment of real time, before something that was refused for now is tried again.
  func pause() async { try? await Task.sleep(for: .milliseconds(100)) }

  /// Waits until `now` has reached `time`, for as long as the task is not cancelled.
  func sleep(until time: Timestamp) async {
    while !Task.isCancelled {
      let seen = moved.count
      let left = time.microseconds - now.microseconds
      if left <= 0 { return }
      if isSimulated {
        await moved.wait(past: seen)
      } else {
        // In pieces, because the system's clock can be set while this waits.
        try? await Task.sleep(for: .microseconds(min(left, 1_000_000)))
      }
    }
  }
}
