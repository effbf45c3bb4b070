import ArgumentParser
import EventdClient
import Glibc

/// The options of every command that talks to the daemon.
struct ClientOptions: ParsableArguments {
  @Option(help: "The daemon's Unix socket. Default: $EVENTD_SOCKET, else var/eventd.sock.")
  var socket: String?

  var socketPath: String {
    socket ?? getenv("EVENTD_SOCKET").map { String(cString: $0) } ?? "var/eventd.sock"
  }

  func connect<Result: Sendable>(
    _ body: @Sendable (EventdConnection) async throws -> Result
  ) async throws -> Result {
    try await EventdConnection.open(socket: socketPath, body)
  }
}
