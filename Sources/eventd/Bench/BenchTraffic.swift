import EventdClient
import Events

/// Made-up traffic of all procedures straight into a log, without a socket.
struct BenchTraffic {
  let log: EventLog
  /// The log's time; goes with the traffic.
  let time: Locked<Timestamp>

  static let start = LocalDate(daysSinceEpoch: 20_458)  // 2026-01-05

  /// - Parameters:
  ///   - path: a new file.
  ///   - procedures: whose rules are asked.
  init(path: String, procedures: [any Procedure] = []) throws {
    let time = Locked(Timestamp(seconds: Int64(Self.start.daysSinceEpoch) * 86_400))
    self.time = time
    log = try EventLog(
      path: path, newIdentity: RandomID.make(), procedures: procedures,
      now: { time.withLock { $0 } })
  }

  /// Appends so many events of all kinds, mixed; the last append may bring a few more. Fewer when the
  /// traffic ends before. Nothing runs here that does the daemon's own part, so what would follow from
  /// that is left out.
  func fill(events: Int) async throws {
    // Each kind makes a few events a case.
    let factor = max(1, events / 1000)
    let parts = TrafficKind.all.map { kind in
      kind.make(
        .init(
          seed: 42, cases: min(kind.usual * factor, TrafficKind.casesMax), start: Self.start,
          days: 30))
    }
    var count = 0
    try await append(MixedTraffic(parts: parts)) { step in
      if step.waitsFor != nil { return [] }
      defer { count += step.events.count }
      return count < events ? step.events : nil
    }
  }

  /// Appends a month of so many folios.
  func fill(folios: Int) async throws {
    try await append(Self.month(folios)) { $0.events }
  }

  /// Opens so many folios, less those that follow from what is not done here, and does nothing with them.
  func open(folios: Int) async throws {
    try await append(Self.month(folios), passingOverRefusals: true) { step in
      step.expected == .noStream ? Array(step.events.prefix(1)) : []
    }
  }

  private static func month(_ folios: Int) -> FolioTraffic {
    FolioTraffic(
      seed: 42, folios: folios, start: start, days: 30, firstNumber: TrafficKind.firstFolio)
  }

  /// - Parameter choose: what to append of a step; `nil` ends it.
  private func append(
    _ traffic: some Sequence<TrafficStep>, passingOverRefusals: Bool = false,
    _ choose: (TrafficStep) -> [ProposedEvent]?
  ) async throws {
    var waiting: [Append] = []
    func write() async throws {
      for result in await log.append(waiting) {
        if passingOverRefusals, case .failure(.refused) = result { continue }
        _ = try result.get()
      }
      waiting = []
    }
    for step in traffic {
      guard let chosen = choose(step) else { break }
      if chosen.isEmpty { continue }
      // What shares a commit is recorded at one time; the rules of a procedure bear some hours.
      let day = Self.daySeconds
      if step.at.seconds / day > time.withLock({ $0.seconds }) / day { try await write() }
      time.withLock { $0 = max($0, step.at) }
      waiting.append(
        Append(
          stream: try StreamName(step.stream), expected: .any,
          events: try chosen.map(NewEvent.init)))
      if waiting.count == 1000 { try await write() }
    }
    try await write()
  }

  private static let daySeconds: Int64 = 86_400
}

extension NewEvent {
  fileprivate init(_ event: ProposedEvent) throws {
    guard let id = EventID(event.id) else { preconditionFailure("no id: \(event.id)") }
    self.init(
      id: id, type: try EventType(event.type), contentType: event.isJSON ? .json : .binary,
      data: event.data, metadata: event.metadata)
  }
}
