import Events
import Projections

/// How fast a view is built from the log: the folio board over made-up traffic, in this process,
/// without a socket.
enum RebuildLoad {
  static func measure(
    in directory: String, folios: Int, rounds: Int
  ) async throws -> Measurement {
    let traffic = try BenchTraffic(path: "\(directory)/folios.mdb")
    defer { traffic.log.close() }
    try await traffic.fill(folios: folios)
    let clock = ContinuousClock()
    var measured: [Measurement] = []
    for round in 0..<rounds {
      let board = try Follower(
        FolioBoard(), path: "\(directory)/board-\(round).mdb", log: traffic.log)
      let elapsed = try clock.measure { try board.catchUp() }
      measured.append(
        Measurement("rebuild of the folio board", events: Int(traffic.log.head.count), in: elapsed))
    }
    return median(measured)
  }
}
