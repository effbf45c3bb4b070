import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct TimersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers",
    abstract: "Shows what will be moved by itself, and when.")

  @OptionGroup var options: ViewOptions

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    let request = try TimersRequest.with {
      $0.at = try options.at()
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.timers(request) }
    try options.show(response) { times in
      TimersView(response: response, times: times, screen: Output.screen)
    }
  }
}
