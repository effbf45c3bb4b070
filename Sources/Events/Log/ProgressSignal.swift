/// How many events something has got through (the log itself, or one of its followers), and a way
/// to wait for more. It carries no events: whoever is woken reads the log again from where it
/// was, so nothing can be lost or doubled between catching up and live.
public final class ProgressSignal: Sendable {
  private struct State {
    var count: UInt64
    var isClosed = false
    var nextWaiter: UInt64 = 0
    var waiters: [UInt64: (threshold: UInt64, continuation: CheckedContinuation<Void, Never>)] =
      [:]
  }

  private let state: Locked<State>

  public init(count: UInt64) { state = Locked(State(count: count)) }

  /// The number of events; also the position of the next one.
  public var count: UInt64 { state.withLock { $0.count } }

  public func advance(to count: UInt64) {
    let woken = state.withLock { state in
      state.count = count
      let due = state.waiters.filter { $0.value.threshold < count }
      for key in due.keys { state.waiters[key] = nil }
      return due.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  /// Ends every wait that there is now, for a reason other than progress; who waits looks around and
  /// waits again.
  public func wake() {
    let woken = state.withLock { state in
      defer { state.waiters = [:] }
      return state.waiters.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  /// Ends every wait, now and later.
  public func close() {
    let woken = state.withLock { state in
      state.isClosed = true
      defer { state.waiters = [:] }
      return state.waiters.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  /// Whether there will be no more progress.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Waits until `count` is more than `threshold`, or the signal is closed, or somebody wakes all, or
  /// the task is cancelled. Look at `count` afterwards.
  public func wait(past threshold: UInt64) async {
    let waiter = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let resumeNow = state.withLock { state in
          if state.count > threshold || state.isClosed || Task.isCancelled { return true }
          state.waiters[waiter] = (threshold, continuation)
          return false
        }
        if resumeNow { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: waiter) }?.continuation.resume()
    }
  }
}
