import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct TimersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers",
    abstract: "Shows what will be moved by itself, and when.")

  @OptionGroup var client: ClientOptions

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  @Flag(help: "For programs: the answer as proto3 JSON.")
  var json = false

  func run() async throws {
    let response = try await client.connect { eventd in
      try await eventd.timers(
        TimersRequest.with {
          $0.waitFor = .max
          $0.limit = limit
        })
    }
    if json { return Output.line(try JSONAnswer.text(response)) }
    let times = try MexicoTimes.load()
    Output.text(TimersView(response: response, times: times, screen: Output.screen).text)
  }
}
