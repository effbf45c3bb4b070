import ArgumentParser
import Events
import Logging

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the daemon.",
    discussion: """
      Takes appends on the socket, keeps the log in DIR, follows it with the views and the \
      processes. SIGTERM and SIGINT stop it after what was accepted is written.

      Examples:
        eventd serve --data var --socket var/eventd.sock
        eventd serve --data var --socket var/eventd.sock --clock 2026-01-05T14:00:00Z
      """)

  @Option(help: "The directory of the log; made where it is missing.")
  var data = "var"

  @Option(help: "The Unix socket to listen on, at most 103 bytes. Default: DATA/eventd.sock.")
  var socket: String?

  @Option(
    help: """
      'system', or an RFC 3339 time: a simulated clock that starts there (or at the last recorded \
      time, if that is later) and moves only by 'eventd clock advance'.
      """)
  var clock = "system"

  @OptionGroup var room: RoomOptions

  func run() async throws {
    var simulated: Timestamp?
    if clock != "system" {
      guard let start = Timestamp(rfc3339: clock) else {
        throw UsageError("--clock is 'system' or an RFC 3339 time, not '\(clock)'")
      }
      simulated = start
    }
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    let configuration = Daemon.Configuration(
      dataDirectory: data, socketPath: socket ?? "\(data)/eventd.sock",
      simulatedClockStart: simulated, mapBytes: room.mapBytes, reserve: room.reserve)
    try await Daemon(configuration).run()
  }
}
