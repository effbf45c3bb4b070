import ArgumentParser
import Events
import Processes
import Projections

/// How fast each view and each process's state is built from the log, and in how much memory.
struct BenchViewsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "views",
    abstract: "Builds every view and every process's state from a log of mixed events.",
    discussion: """
      In this process, without a socket, one after the other. Each is given the whole log, and \
      compared with reading it alone. Memory is what the process has for itself, without the pages \
      of files, at its most while the view was built, less what it had before.

      Example:
        eventd bench views --events 1000000 --directory /var/tmp
      """)

  @OptionGroup var place: BenchPlace

  @Option(help: "Events in the log.")
  var events = 20_000

  @Option(help: "Only these, with commas, as 'eventd status' names them.")
  var only = ""

  func run() async throws {
    guard events > 0 else { throw UsageError("--events has to be positive") }
    try await place.run { path in
      let traffic = try BenchTraffic(path: "\(path)/log.mdb")
      defer { traffic.log.close() }
      try await traffic.fill(events: events)
      let directory = try DataDirectory("\(path)/derived")
      let registry = Registry(try Calendars())
      let wanted = Set(only.split(separator: ",").map(String.init))

      var built = [try Self.measure("(reading alone)", traffic.log) { try Self.read(traffic.log) }]
      for projection in registry.views where wanted.isEmpty || wanted.contains(projection.name) {
        built.append(try Self.build(projection, directory, traffic.log))
      }
      for manager in registry.processes where wanted.isEmpty || wanted.contains(manager.name) {
        built.append(try Self.build(manager, directory, traffic.log))
      }
      Output.line(Self.report(built, events: Int(traffic.log.head.count)))
    }
  }

  private struct Built {
    let name: String
    let elapsed: Duration
    let memoryBytes: Int
  }

  /// The first one is reading alone.
  private static func report(_ built: [Built], events: Int) -> String {
    let reading = built[0].elapsed.seconds
    let all = Built(
      name: "(all of them)", elapsed: built.dropFirst().reduce(.zero) { $0 + $1.elapsed },
      memoryBytes: built.dropFirst().map(\.memoryBytes).max() ?? 0)
    let rows = (built + [all]).map { one in
      [
        one.name, String(Int(Double(events) / one.elapsed.seconds)),
        BenchReport.decimals(one.elapsed.seconds, 2),
        BenchReport.decimals(one.elapsed.seconds / reading, 1),
        BenchReport.decimals(Double(one.memoryBytes) / 1e6, 1),
      ]
    }
    let header = ["\(events) events", "events/s", "seconds", "of reading", "memory MB"]
    return BenchReport.table([header] + rows)
  }

  private static func build(
    _ projection: some Projection, _ directory: DataDirectory, _ log: EventLog
  ) throws -> Built {
    try measure(projection.name, log) {
      try build(
        ViewHost(
          projection, directory: directory.projections, scratch: directory.scratch, log: log))
    }
  }

  private static func build(
    _ manager: some ProcessManager, _ directory: DataDirectory, _ log: EventLog
  ) throws -> Built {
    try measure(manager.name, log) {
      try build(
        ProcessEngine(
          manager, directory: directory.processes, scratch: directory.scratch, log: log
        ).host)
    }
  }

  /// Returns the most memory that it had after a batch.
  private static func build(_ host: ViewHost<some Projection>) throws -> Int {
    var most = 0
    while host.build() { most = max(most, Memory.ownBytes()) }
    let report = host.report()
    if let incident = report.incident ?? report.building?.incident { throw incident }
    return most
  }

  private static func read(_ log: EventLog) throws -> Int {
    var next = Position(0)
    var most = 0
    while case let events = try log.events(from: next), let last = events.last {
      next = last.position.next
      most = max(most, Memory.ownBytes())
    }
    return most
  }

  private static func measure(
    _ name: String, _ log: EventLog, _ body: () throws -> Int
  ) throws -> Built {
    Memory.returnFreed()
    let before = Memory.ownBytes()
    var most = 0
    let elapsed = try ContinuousClock().measure { most = try body() }
    return Built(name: name, elapsed: elapsed, memoryBytes: max(0, most - before))
  }
}
