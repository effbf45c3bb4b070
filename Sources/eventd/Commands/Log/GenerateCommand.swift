import ArgumentParser
import EventdClient
import Events

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Loads made-up traffic of all procedures through the socket, as services would.",
    discussion: """
      The same options make the same traffic, to the byte: run it again, and nothing is doubled;
      stop it, and it goes on. On a simulated clock the time of each event becomes the daemon's \
      time, and deadlines on the way fire as they fall due.

      Example:
        eventd generate --days 30 --seed 42 --start 2026-01-05
        eventd generate --only folios --cases folios=50
      """)

  @OptionGroup var client: ClientOptions

  @Option(
    help: ArgumentHelp(
      "How many cases of a kind, several with commas; else \(TrafficKind.usualNumbers).",
      valueName: "kind=number"))
  var cases = ""

  @Option(help: "Only these kinds, with commas.")
  var only = ""

  @Option(help: "Over how many days.")
  var days = 30

  @Option(help: "The seed.")
  var seed: UInt64 = 42

  @Option(help: "The first day, from 2023 on.")
  var start = "2026-01-05"

  func run() async throws {
    let (traffic, end) = try self.traffic()
    let sent = try await client.connect { eventd in
      try await TrafficSender(eventd: eventd, end: end).send(traffic)
    }
    Output.endProgress()
    Output.line(sent.summary)
  }

  private func traffic() throws -> (MixedTraffic, end: Timestamp) {
    guard let first = LocalDate(start), first.components.year >= OfficeHours.firstYear else {
      throw UsageError(
        "--start is a day from \(OfficeHours.firstYear)-01-01 on, as 2026-01-05, not '\(start)'")
    }
    guard (1...TrafficKind.daysMax).contains(days) else {
      throw UsageError("--days is 1 to \(TrafficKind.daysMax), not \(days)")
    }
    guard days > 1 || OfficeHours.share(of: first) > 0 else {
      throw UsageError("\(first) is a Sunday, when nothing is opened; take more days")
    }
    let parts = try counts().map { kind, count in
      kind.make(.init(seed: seed, cases: count, start: first, days: days))
    }
    return (
      MixedTraffic(parts: parts), OfficeHours.moment(first.adding(days: days), secondOfDay: 0)
    )
  }

  /// The kinds that are asked for, and how many cases of each.
  private func counts() throws -> [(TrafficKind, Int)] {
    func kind(_ name: Substring) throws -> String {
      guard TrafficKind.all.contains(where: { $0.name == name }) else {
        let names = TrafficKind.all.map(\.name).joined(separator: ", ")
        throw UsageError("'\(name)' is no kind of traffic; there are \(names)")
      }
      return String(name)
    }
    let wanted = Set(try only.split(separator: ",").map(kind))
    var counts: [String: Int] = [:]
    for entry in cases.split(separator: ",") {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let count = Int(parts[1]),
        (0...TrafficKind.casesMax).contains(count)
      else {
        throw UsageError(
          "--cases is kind=number with 0 to \(TrafficKind.casesMax), not '\(entry)'")
      }
      counts[try kind(parts[0])] = count
    }
    return TrafficKind.all.filter { wanted.isEmpty || wanted.contains($0.name) }
      .map { ($0, counts[$0.name] ?? $0.usual) }
  }
}
