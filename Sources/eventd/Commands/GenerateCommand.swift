import ArgumentParser
import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Loads made-up folio traffic through the socket, as a service would.",
    discussion: """
      The same options make the same traffic, to the byte: run it again, and nothing is doubled;
      stop it, and it goes on. On a simulated clock the time of each event becomes the daemon's
      time, and deadlines on the way fire as they fall due.

      Example:
        eventd generate --folios 300 --days 30 --seed 42 --start 2026-01-05
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "How many folios are opened.")
  var folios = 300

  @Option(help: "Over how many days.")
  var days = 30

  @Option(help: "The seed.")
  var seed: UInt64 = 42

  @Option(help: "The first day, from 2023 on.")
  var start = "2026-01-05"

  @Option(help: "The number of the first folio.")
  var firstNumber: UInt64 = 6101

  func run() async throws {
    let traffic = try self.traffic()
    let sent = try await client.connect { eventd in
      try await TrafficSender(eventd: eventd, folios: folios).send(traffic)
    }
    Output.endProgress()
    Output.line(sent.summary)
  }

  private func traffic() throws -> FolioTraffic {
    guard let first = LocalDate(start), first.components.year >= OfficeHours.firstYear else {
      throw UsageError(
        "--start is a day from \(OfficeHours.firstYear)-01-01 on, as 2026-01-05, not '\(start)'")
    }
    guard (1...FolioTraffic.foliosMax).contains(folios),
      (1...FolioTraffic.daysMax).contains(days)
    else {
      throw UsageError(
        "1 to \(FolioTraffic.foliosMax) folios over 1 to \(FolioTraffic.daysMax) days can be made")
    }
    guard days > 1 || OfficeHours.share(of: first) > 0 else {
      throw UsageError("\(first) is a Sunday, when no folio is opened; take more days")
    }
    let last = firstNumber.addingReportingOverflow(UInt64(folios) - 1)
    guard !last.overflow, FolioNumber(firstNumber) != nil, FolioNumber(last.partialValue) != nil
    else {
      throw UsageError("folio numbers go from 1 to \(FolioNumber.range.upperBound)")
    }
    return FolioTraffic(
      seed: seed, folios: folios, start: first, days: days, firstNumber: firstNumber)
  }
}
