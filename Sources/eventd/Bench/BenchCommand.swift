import ArgumentParser
import EventdClient
import Events
import Projections

struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures: over the socket, building views, after an outage.",
    subcommands: [BenchSocketCommand.self, BenchViewsCommand.self, BenchOverdueCommand.self],
    defaultSubcommand: BenchSocketCommand.self)
}

struct BenchSocketCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "socket",
    abstract: "Measures appends, replay and view rebuild, next to the bare disk and bare LMDB.",
    discussion: """
      Starts a daemon of its own in a new directory below DIRECTORY, which has to be on the disk \
      that matters, and removes it afterwards. Clients and daemon share the machine's cores. Each \
      figure is the median of ROUNDS rounds.
      """)

  @OptionGroup var place: BenchPlace

  @Option(help: "Rounds.")
  var rounds = 3

  @Option(help: "Seconds for each figure of each round.")
  var seconds = 2

  @Option(help: "Folios in the traffic whose view is rebuilt.")
  var folios = 1000

  func run() async throws {
    guard rounds > 0, seconds > 0, folios > 0 else {
      throw UsageError("--rounds, --seconds and --folios have to be positive")
    }
    try await place.run { path in
      let (disk, measurements) = try await measure(in: path)
      Output.line(BenchReport.render(disk: disk, measurements))
    }
  }

  private func measure(in place: String) async throws -> (Measurement, [Measurement]) {
    let count = seconds * 1000
    let disk = median(
      try (0..<rounds).map { _ in try Baselines.fdatasync(in: place, count: count) })
    var found: [Measurement] = []
    for batch in [1, 100] {
      found.append(
        median(
          try (0..<rounds).map { _ in
            try Baselines.lmdb(in: place, commits: count, batch: batch)
          }))
    }
    let daemon = try await ChildDaemon(directory: place)
    defer { daemon.stop() }
    let load = SocketLoad(socket: daemon.socket)
    for (clients, batch) in [(1, 1), (8, 1), (64, 1), (1, 100), (8, 100)] {
      var measured: [Measurement] = []
      for round in 0..<rounds {
        measured.append(
          try await load.append(
            clients: clients, batch: batch, for: .seconds(seconds), round: round))
      }
      found.append(median(measured))
    }
    var replays: [Measurement] = []
    for _ in 0..<rounds { replays.append(try await load.replay()) }
    found.append(median(replays))
    found.append(try await RebuildLoad.measure(in: place, folios: folios, rounds: rounds))
    return (disk, found)
  }
}
