import EventdClient
import Events
import Glibc
import Projections

/// How fast a view is built from the log: the folio board over made-up traffic, in this process,
/// without a socket.
enum RebuildLoad {
  static func measure(
    in directory: String, folios: Int, rounds: Int
  ) async throws -> Measurement {
    let log = try EventLog(
      path: "\(directory)/folios.mdb", newIdentity: RandomID.make(), now: { Timestamp(seconds: 0) })
    defer { log.close() }
    try await fill(log, folios: folios)
    let clock = ContinuousClock()
    var measured: [Measurement] = []
    for round in 0..<rounds {
      let board = try Follower(FolioBoard(), path: "\(directory)/board-\(round).mdb", log: log)
      let elapsed = try clock.measure { try board.catchUp() }
      measured.append(
        Measurement("rebuild of the folio board", events: Int(log.head.count), in: elapsed))
    }
    return median(measured)
  }

  private static func fill(_ log: EventLog, folios: Int) async throws {
    guard let start = LocalDate("2026-01-05") else { preconditionFailure("not a date") }
    let traffic = FolioTraffic(seed: 42, folios: folios, start: start, days: 30, firstNumber: 1)
    var waiting: [Append] = []
    for step in traffic {
      let events = try step.events.map { event in
        guard let id = EventID(event.id) else { preconditionFailure("no id: \(event.id)") }
        return NewEvent(
          id: id, type: try EventType(event.type), contentType: event.isJSON ? .json : .binary,
          data: event.data, metadata: event.metadata)
      }
      waiting.append(Append(stream: try StreamName(step.stream), expected: .any, events: events))
      if waiting.count == 1000 {
        for result in await log.append(waiting) { _ = try result.get() }
        waiting = []
      }
    }
    for result in await log.append(waiting) { _ = try result.get() }
  }
}
