import Glibc
import Logging
import ServiceLifecycle

/// Serves the methods on the socket for as long as the daemon runs.
struct WireService: Service {
  let path: String
  let methods: [RPCMethod]
  let logger: Logger

  func run() async throws {
    let transport = GRPCTransport(socketPath: path, methods: methods)
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await transport.serve() }
        try await transport.listening()
        // The owner and the group may append; nobody else.
        chmod(path, 0o660)
        logger.info("listening on \(path)")
        try await group.waitForAll()
      }
    } onGracefulShutdown: {
      transport.stop()
    }
  }
}
