import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows the log's head, the daemon's time, and how far views and processes are.")

  @OptionGroup var client: ClientOptions

  @Flag(help: "For programs: the answer as proto3 JSON.")
  var json = false

  @Flag(help: "With the SHA-256 of all that each view and process keeps; reads everything.")
  var digests = false

  func run() async throws {
    let request = StatusRequest.with { $0.digests = digests }
    let status = try await client.connect { eventd in try await eventd.status(request) }
    if json { return Output.line(try JSONAnswer.text(status)) }
    let times = try MexicoTimes.load()
    Output.text(StatusView(response: status, times: times, screen: Output.screen).text)
  }
}
