import ArgumentParser
import Events
import Processes
import Projections

/// What an outage costs: how fast overdue deadlines drain, and how long an append of somebody else
/// takes meanwhile.
struct BenchOverdueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overdue",
    abstract: "Lets deadlines fall due during an outage, and appends beside them while they drain.",
    discussion: """
      In this process, without a socket, with the rules and processes of the daemon.

      Example:
        eventd bench overdue --timers 100000
      """)

  @OptionGroup var place: BenchPlace

  @Option(help: "Deadlines.")
  var timers = 2000

  @Option(help: "Seconds for the appends alone.")
  var seconds = 2

  func run() async throws {
    guard timers > 0, seconds > 0 else {
      throw UsageError("--timers and --seconds have to be positive")
    }
    try await place.run { path in
      let registry = Registry(try Calendars())
      let traffic = try BenchTraffic(path: "\(path)/log.mdb", procedures: registry.procedures)
      defer { traffic.log.close() }
      try await traffic.open(folios: timers)
      let clock = ContinuousClock()
      let end = clock.now + .seconds(seconds)
      let alone = try await Self.append(to: traffic.log) { clock.now < end }

      traffic.time.withLock { $0 = $0.adding(seconds: 60 * 86_400) }
      let now = traffic.time.withLock { $0 }
      let directory = try DataDirectory("\(path)/derived")
      let left = Counter()
      let began = clock.now
      let fired = Counter()
      let beside = try await withThrowingTaskGroup(of: Void.self) { group in
        for manager in registry.processes {
          left.increment()
          let drain = try Self.draining(manager, directory, traffic.log, now, fired)
          group.addTask {
            defer { left.increment(by: -1) }
            try await withTaskExecutorPreference(Lane.following) { try await drain() }
          }
        }
        let latencies = try await Self.append(to: traffic.log) { left.current > 0 }
        try await group.waitForAll()
        return latencies
      }
      let elapsed = clock.now - began
      Output.line("\(fired.current) deadlines in \(BenchReport.decimals(elapsed.seconds, 1)) s")
      let rows = [("an append alone", alone), ("an append beside them", beside)].map {
        Self.row($0, $1)
      }
      Output.line(
        BenchReport.table([["", "appends", "p50 ms", "p99 ms", "p99.9 ms", "most ms"]] + rows))
    }
  }

  private static func draining(
    _ manager: some ProcessManager, _ directory: DataDirectory, _ log: EventLog, _ now: Timestamp,
    _ fired: Counter
  ) throws -> @Sendable () async throws -> Void {
    let engine = try ProcessEngine(
      manager, directory: directory.processes, scratch: directory.scratch, log: log)
    return {
      while true {
        switch try await engine.step(now: now) {
        case .fired(let count): fired.increment(by: count)
        case .building: await Task.yield()
        case .idle: return
        case .blocked(let error): throw error
        }
      }
    }
  }

  /// One event after the other into an open stream, for as long as `goesOn`; how long each took.
  private static func append(
    to log: EventLog, while goesOn: @Sendable () -> Bool
  ) async throws -> [Duration] {
    let stream = try StreamName("bench-appender")
    let clock = ContinuousClock()
    var latencies: [Duration] = []
    while goesOn() {
      let event = NewEvent(
        id: RandomID.make(), type: try EventType("Bench"), contentType: .binary,
        data: [UInt8](repeating: 7, count: 250))
      let began = clock.now
      _ = try await log.append(Append(stream: stream, expected: .any, events: [event]))
      latencies.append(clock.now - began)
    }
    return latencies.sorted()
  }

  private static func row(_ name: String, _ latencies: [Duration]) -> [String] {
    func milliseconds(_ share: Double) -> String {
      if latencies.isEmpty { return "" }
      let index = min(latencies.count - 1, Int(Double(latencies.count) * share))
      return BenchReport.decimals(latencies[index].seconds * 1000, 2)
    }
    return [name, "\(latencies.count)"] + [0.5, 0.99, 0.999, 1].map(milliseconds)
  }
}
