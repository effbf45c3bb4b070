import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct ClockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Shows the daemon's time, or moves a simulated clock.",
    subcommands: [Show.self, Advance.self], defaultSubcommand: Show.self)

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows the daemon's time.")

    @OptionGroup var client: ClientOptions

    func run() async throws {
      let status = try await client.connect { eventd in try await eventd.status() }
      Output.line(
        "\(Timestamp(status.now)) (\(status.simulatedClock ? "simulated" : "system"))")
    }
  }

  struct Advance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Moves a simulated clock forward.",
      discussion: """
        Every deadline on the way fires at its own due time; with --jump the clock moves at once, \
        as after an outage, and they fire late. Those of a process that stands still do not fire, \
        and it says so.

        Examples:
          eventd clock advance 35d
          eventd clock advance 12h --jump
          eventd clock advance --to 2026-03-01T06:00:00Z
        """)

    @OptionGroup var client: ClientOptions

    @Argument(help: "How far: a number with d, h, m or s.")
    var duration: String?

    @Option(help: "To which time instead, RFC 3339.")
    var to: String?

    @Flag(help: "Jump, as after an outage.")
    var jump = false

    func run() async throws {
      let (seconds, time) = try wanted()
      let answer = try await client.connect { eventd in
        let now = Timestamp(try await eventd.status().now)
        return try await eventd.advanceClock(
          AdvanceClockRequest.with {
            $0.to = Google_Protobuf_Timestamp(time ?? now.adding(seconds: seconds))
            $0.stepByStep = !jump
            $0.record = true
          })
      }
      Output.text(ClockView(response: answer, times: try MexicoTimes.load()).text)
    }

    private func wanted() throws -> (seconds: Int64, time: Timestamp?) {
      switch (duration, to) {
      case (let duration?, nil):
        guard let seconds = MomentArgument.seconds(duration) else {
          throw UsageError("'\(duration)' is not a duration such as 35d, 12h, 30m or 10s")
        }
        return (seconds, nil)
      case (nil, let to?):
        guard let time = Timestamp(rfc3339: to) else {
          throw UsageError("--to '\(to)' is not an RFC 3339 time")
        }
        return (0, time)
      default: throw UsageError("give either a duration or --to")
      }
    }
  }
}
