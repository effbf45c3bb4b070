/// How many connections each user has, and whether one more is taken.
///
/// A user may have three times as many as are still free: one alone at most three quarters of all, two
/// three sevenths each, and so on. So whoever takes all he can leaves room for the others, and nobody has
/// to say beforehand how many users there will be.
///
/// Source: the rule is that of shared packet buffers, "Dynamic queue length thresholds" (Choudhury and
/// Hahne, IEEE/ACM Transactions on Networking 6, 1998).
struct ConnectionCensus {
  let connectionsMax: Int
  private(set) var count = 0
  private var counts: [UInt32: Int] = [:]

  private static let timesOfFree = 3

  /// - Parameter connectionsMax: at least 1.
  init(connectionsMax: Int) { self.connectionsMax = connectionsMax }

  /// - Returns: `nil` when the connection was counted.
  mutating func admit(_ user: UInt32) -> ConnectionRefusal? {
    let own = counts[user, default: 0]
    if count >= connectionsMax { return .full(connectionsMax: connectionsMax) }
    if own >= Self.timesOfFree * (connectionsMax - count) { return .share(user: user, count: own) }
    count += 1
    counts[user] = own + 1
    return nil
  }

  /// A connection that was admitted is over.
  mutating func leave(_ user: UInt32) {
    guard let own = counts[user] else { preconditionFailure("user \(user) has no connection") }
    count -= 1
    counts[user] = own == 1 ? nil : own - 1
  }
}

/// Why a connection is not taken. The same may be taken later.
enum ConnectionRefusal: Error, Equatable {
  case full(connectionsMax: Int)
  case share(user: UInt32, count: Int)
}

extension ConnectionRefusal: CustomStringConvertible {
  var description: String {
    switch self {
    case .full(let connectionsMax):
      "too many connections: the daemon takes \(connectionsMax); try again later, or start it with a "
        + "higher --connections-max"
    case .share(let user, let count):
      "too many connections: user \(user) has \(count), and the rest is for others; close some, or use "
        + "one for many calls"
    }
  }
}
