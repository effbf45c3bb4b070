import Events

/// Whose a connection is, and the bytes that the daemon holds for it: requests that came in and are not
/// dealt with, answers that are made and not sent. Every one is counted, wherever it waits.
final class ConnectionAccount: Sendable {
  let number: UInt64
  let caller: Caller

  private struct State {
    /// Of the calls that are open, by the number of their stream.
    var requestBytes: [Int: Int] = [:]
    var requestBytesTotal = 0
    /// Of the calls that have some.
    var answerBytes: [Int: Int] = [:]
    var answerBytesTotal = 0
    var streamMax = 0
    /// How often something was sent.
    var sent: UInt64 = 0
    var isEnding = false
    var isClosed = false
  }

  private let bounds: ConnectionBounds
  private let endConnection: @Sendable (String) -> Void
  private let state = Locked(State())
  /// Moves whenever answers were sent.
  private let sent = ProgressSignal(count: 0)

  init(
    number: UInt64, caller: Caller, bounds: ConnectionBounds,
    end: @escaping @Sendable (String) -> Void
  ) {
    self.number = number
    self.caller = caller
    self.bounds = bounds
    endConnection = end
  }

  var heldBytes: Int { state.withLock { $0.requestBytesTotal + $0.answerBytesTotal } }

  // MARK: - Requests

  /// A call began. Headers at the end of a call, and those of calls that are over, change nothing.
  func began(_ stream: Int) {
    state.withLock { state in
      guard stream > state.streamMax else { return }
      state.streamMax = stream
      state.requestBytes[stream] = 0
    }
  }

  /// Whether the call began and is not over.
  func isOpen(_ stream: Int) -> Bool { state.withLock { $0.requestBytes[stream] != nil } }

  /// Bytes came in for a call, or its handler keeps so many; fewer, when it is negative. What comes for a
  /// call that is over is not kept by anybody.
  func hold(_ bytes: Int, for stream: Int) {
    change { state in
      guard let held = state.requestBytes[stream] else { return 0 }
      let now = max(0, held + bytes)
      state.requestBytes[stream] = now
      state.requestBytesTotal += now - held
      return now - held
    }
  }

  /// A call is over, and nothing is held for it.
  func ended(_ stream: Int) {
    change { state in
      guard let held = state.requestBytes.removeValue(forKey: stream) else { return 0 }
      state.requestBytesTotal -= held
      return -held
    }
  }

  // MARK: - Answers

  /// Bytes of an answer of a call wait to be sent; fewer, when it is negative.
  func answer(_ bytes: Int, for stream: Int) {
    change { state in
      let unsent = state.answerBytes[stream, default: 0] + bytes
      state.answerBytes[stream] = unsent == 0 ? nil : unsent
      state.answerBytesTotal += bytes
      if bytes < 0 { state.sent += 1 }
      return bytes
    }
    if bytes < 0 { sent.advance(to: state.withLock { $0.sent }) }
  }

  /// Waits until the client has read enough of what it asked for before, by this call and by others, and
  /// says how many bytes of answers the call may make next. Returns at once when the connection or the
  /// task is over.
  func room(for stream: Int) async -> Int {
    while !Task.isCancelled && !sent.isClosed {
      let seen = sent.count
      let (ofCall, ofAll) = state.withLock { ($0.answerBytes[stream] ?? 0, $0.answerBytesTotal) }
      let isCrowded = bounds.isCrowded
      if let bytes = bounds.limits.answerBytes(ofCall: ofCall, ofAll: ofAll, isCrowded: isCrowded) {
        return bytes
      }
      await sent.wait(past: seen)
    }
    return 0
  }

  // MARK: - The end

  /// Ends the connection, once.
  func end(_ reason: String) {
    let isFirst = state.withLock { state in
      defer { state.isEnding = true }
      return !state.isEnding
    }
    if isFirst { endConnection(reason) }
  }

  /// The connection is over; for `ConnectionBounds`.
  func close() {
    let held = state.withLock { state in
      defer { state = State(isEnding: true, isClosed: true) }
      return state.requestBytesTotal + state.answerBytesTotal
    }
    bounds.add(-held)
    sent.close()
  }

  private func change(_ body: (inout State) -> Int) {
    let (difference, held) = state.withLock { state in
      let difference = state.isClosed ? 0 : body(&state)
      return (difference, state.requestBytesTotal + state.answerBytesTotal)
    }
    if difference == 0 { return }
    bounds.add(difference)
    if difference > 0, held > bounds.limits.heldBytesMax {
      end("it makes the daemon hold \(held) bytes, more than \(bounds.limits.heldBytesMax)")
    }
  }
}
