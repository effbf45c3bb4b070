import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct TimersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers",
    abstract: "Shows what will happen by itself, and when.",
    discussion: """
      In order of due time. --until and --within show the deadlines that wait now; --at works out \
      what would happen up to then if nobody did anything, also what follows from what happens on \
      the way. A DATE is an RFC 3339 time, or a date, whose end in Mexico City is meant.

      Examples:
        eventd timers --within 5d
        eventd timers --process folio-escalations --until 2026-01-31 --csv
        eventd timers --stream folio-00006325
        eventd timers --at 2026-03-31
      """)

  @OptionGroup var options: ViewOptions

  @Option(help: "Only of this process, as 'eventd status' names it.")
  var process = ""

  @Option(help: "Only of streams whose name begins so.")
  var stream = ""

  @Option(help: "Only what is due within this time: a number with d, h, m or s.")
  var within: String?

  @Option(help: "Only what is due until DATE.")
  var until: String?

  @Option(help: "What would happen until DATE if nobody did anything.")
  var at: String?

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  @Option(help: "Go on behind the list before: what it gave as the way on.")
  var after = ""

  func run() async throws {
    let request = try TimersRequest.with {
      $0.at = try options.at()
      $0.limit = limit
      $0.process = process
      $0.streamPrefix = stream
      $0.horizon = try horizon()
      $0.after = after
    }
    let response = try await options.connect { eventd in try await eventd.timers(request) }
    try options.show(response) { times in
      TimersView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func horizon() throws -> TimersRequest.OneOf_Horizon? {
    switch (within, until, at) {
    case (nil, nil, nil): return nil
    case (let within?, nil, nil):
      guard let seconds = MomentArgument.seconds(within) else {
        throw UsageError("--within '\(within)' is not a duration such as 5d, 12h, 30m or 10s")
      }
      return .withinSeconds(UInt64(seconds))
    case (nil, let until?, nil):
      return .until(Google_Protobuf_Timestamp(try MomentArgument.time(until, "--until")))
    case (nil, nil, let at?):
      return .hypothetical(Google_Protobuf_Timestamp(try MomentArgument.time(at, "--at")))
    default: throw UsageError("give one of --within, --until and --at")
    }
  }
}
