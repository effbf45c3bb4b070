import EventdClient
import Events

/// Load on a running daemon, over its socket.
struct SocketLoad: Sendable {
  let socket: String

  /// `clients` connections, each appending `batch` events of 250 bytes to a stream of its own,
  /// one append after the other, for as long as `duration`.
  func append(
    clients: Int, batch: Int, for duration: Duration, round: Int
  ) async throws -> Measurement {
    let clock = ContinuousClock()
    let start = clock.now
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for client in 0..<clients {
        group.addTask {
          try await EventdConnection.open(socket: socket) { eventd in
            var latencies: [Duration] = []
            let stream = "bench-\(round)-\(clients)-\(batch)-\(client)"
            while clock.now - start < duration {
              let events = (0..<batch).map { _ in Self.event() }
              let began = clock.now
              _ = try await eventd.append(events, to: stream)
              latencies.append(clock.now - began)
            }
            return latencies
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return Measurement(
      "socket, \(clients) client\(clients == 1 ? "" : "s"), "
        + "\(batch) event\(batch == 1 ? "" : "s") an append",
      events: latencies.count * batch, in: clock.now - start, latencies: latencies)
  }

  /// Reads the whole log once.
  func replay() async throws -> Measurement {
    let clock = ContinuousClock()
    let start = clock.now
    let count = Counter()
    try await EventdConnection.open(socket: socket) { eventd in
      try await eventd.read(EventdConnection.Selection()) { _ in
        count.increment()
        return true
      }
    }
    return Measurement("socket, replay of the log", events: count.current, in: clock.now - start)
  }

  private static func event() -> ProposedEvent {
    ProposedEvent(
      id: RandomID.make().description, type: "Bench", isJSON: false,
      data: [UInt8](repeating: 7, count: 250))
  }
}
