import Events
import Synchronization

/// All connections of the daemon, on whichever socket, and what it holds for them.
final class ConnectionBounds: Sendable {
  let limits: ConnectionLimits

  private struct State {
    var census: ConnectionCensus
    var next: UInt64 = 0
    var accounts: [UInt64: ConnectionAccount] = [:]
  }

  private let state: Locked<State>
  private let heldBytes = Atomic(0)

  init(_ limits: ConnectionLimits = ConnectionLimits()) {
    self.limits = limits
    state = Locked(State(census: ConnectionCensus(connectionsMax: limits.connectionsMax)))
  }

  var count: Int { state.withLock { $0.census.count } }

  /// Bytes that are held for all together.
  var held: Int { heldBytes.load(ordering: .relaxed) }

  /// Whether all together hold more than half of what they may.
  var isCrowded: Bool { heldBytes.load(ordering: .relaxed) > limits.heldBytesTotalMax / 2 }

  /// Counts a new connection.
  /// - Parameter end: closes it; is called at most once, with the reason.
  func admit(
    _ caller: Caller, end: @escaping @Sendable (String) -> Void
  ) throws(ConnectionRefusal) -> ConnectionAccount {
    try state.withLock { state throws(ConnectionRefusal) in
      if let refusal = state.census.admit(caller.peer.uid) { throw refusal }
      state.next += 1
      let account = ConnectionAccount(number: state.next, caller: caller, bounds: self, end: end)
      state.accounts[state.next] = account
      return account
    }
  }

  /// The connection is over; nothing is held for it any more.
  func leave(_ account: ConnectionAccount) {
    let isFirst = state.withLock { state in
      guard state.accounts.removeValue(forKey: account.number) != nil else { return false }
      state.census.leave(account.caller.peer.uid)
      return true
    }
    if isFirst { account.close() }
  }

  func account(_ number: UInt64) -> ConnectionAccount? { state.withLock { $0.accounts[number] } }

  /// More is held, or less; when it is too much, the connection that holds most is ended.
  func add(_ bytes: Int) {
    let total = heldBytes.add(bytes, ordering: .relaxed).newValue
    guard bytes > 0, total > limits.heldBytesTotalMax else { return }
    let accounts = state.withLock { Array($0.accounts.values) }
    let held = accounts.map { (account: $0, bytes: $0.heldBytes) }
    guard let most = held.max(by: { $0.bytes < $1.bytes }) else { return }
    most.account.end(
      "all connections together hold \(total) bytes, more than \(limits.heldBytesTotalMax), and this one "
        + "\(most.bytes) of them")
  }
}
