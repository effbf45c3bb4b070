import Events

/// A number of permits; whoever takes one that is not there waits for it, until they are closed.
/// Bounds what one caller may have under way.
final class Credits: Sendable {
  private struct State {
    var left: Int
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Locked<State>

  init(_ count: Int) { state = Locked(State(left: count)) }

  func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.isClosed { return true }
        if state.left > 0 {
          state.left -= 1
          return true
        }
        state.waiters.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// Ends every wait, now and later: nobody will give anything back any more.
  func close() {
    let woken = state.withLock { state in
      state.isClosed = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in woken { waiter.resume() }
  }

  func giveBack() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      if state.waiters.isEmpty {
        state.left += 1
        return nil
      }
      return state.waiters.removeFirst()
    }
    waiter?.resume()
  }
}
