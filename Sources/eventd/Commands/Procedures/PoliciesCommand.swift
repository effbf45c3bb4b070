import ArgumentParser
import EventdClient
import Events
import Schemas
import SwiftProtobuf

struct PoliciesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policies",
    abstract:
      "Shows the figures and settings that may change: what is in force, and every adoption.",
    discussion: """
      A figure is adopted with an event policy.v1.FigureAdopted in the stream of its area:

        eventd append policy-folio --type policy.v1.FigureAdopted --data '{"actor":{"name":"María"},
          "figure":"alta-de-tramite-not-moved","businessDays":2,"validFrom":"2026-03-01",
          "source":"circular 1-2026"}'

      Examples:
        eventd policies
        eventd policies --area folio --on 2026-03-01
        eventd policies --adopted --csv
      """)

  @OptionGroup var options: ViewOptions

  @Option(help: "Only the figures of this area, e.g. folio.")
  var area: String?

  @Option(help: "The values in force on this date; today when missing.")
  var on: String?

  @Flag(help: "Only figures that were ever adopted.")
  var adopted = false

  func run() async throws {
    if let on, LocalDate(on) == nil { throw UsageError("--on '\(on)' is no date as 2026-03-01") }
    let request = try PoliciesRequest.with {
      $0.at = try options.at()
      $0.area = area ?? ""
      $0.on = on ?? ""
    }
    var response = try await options.connect { eventd in try await eventd.policies(request) }
    if let area, response.figures.isEmpty { throw UsageError("no figure is of the area '\(area)'") }
    if adopted { response.figures.removeAll { $0.adoptions.isEmpty } }
    try options.show(response) { times in
      PoliciesView(response: response, times: times, screen: Output.screen)
    }
  }
}
