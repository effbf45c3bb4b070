import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct AgentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "Looks agents up by key or name: the exact one, or all coincidences.",
    discussion: """
      Agents are known from the forms of folios. Letters and accents are not told apart. Without a \
      text all of them.

      Examples:
        eventd agents A-10423
        eventd agents 'nunez begona'
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "Key or name, or words of it.")
  var search = ""

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    let request = try AgentsRequest.with {
      $0.at = try options.at()
      $0.search = search
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.agents(request) }
    try options.show(response) { times in
      AgentsView(request: request, response: response, times: times, screen: Output.screen)
    }
  }
}
