import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows whether the daemon is ready, its log, and how far views and processes are.",
    discussion: """
      Exit codes: 0 it is ready, as /health/ready says; 75 it answers and is not ready, because it is \
      starting or stopping, a view is built for the first time, or the log takes no appends; 69 no \
      daemon answers. A view or process that stands still is shown, and does not make it unready.
      """)

  @OptionGroup var client: ClientOptions

  @Flag(help: "For programs: the answer as proto3 JSON.")
  var json = false

  @Flag(help: "With the SHA-256 of all that each view and process keeps; reads everything.")
  var digests = false

  func run() async throws {
    let request = StatusRequest.with { $0.digests = digests }
    let status = try await client.connect { eventd in try await eventd.status(request) }
    if json {
      Output.line(try JSONAnswer.text(status))
    } else {
      let times = try MexicoTimes.load()
      Output.text(StatusView(response: status, times: times, screen: Output.screen).text)
    }
    if !status.notReady.isEmpty {
      Output.flush()
      throw ExitCode(75)
    }
  }
}
