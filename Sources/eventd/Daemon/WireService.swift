import Logging
import ServiceLifecycle

/// Serves the methods on the sockets for as long as the daemon runs: on each what may be called there.
/// They begin and end together.
struct WireService: Service {
  let sockets: [ListeningSocket]
  let methods: [RPCMethod]
  let gate: AccessGate
  let logger: Logger

  func run() async throws {
    let appendSocket = sockets.first { $0.role == .append }?.path ?? "the append socket"
    let transports = sockets.compactMap { socket in
      socket.take().map { descriptor in
        GRPCTransport(
          descriptor: descriptor,
          methods: methods.map {
            $0.served(on: socket.role, appendSocket: appendSocket, gate: gate)
          })
      }
    }
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for transport in transports {
          group.addTask { try await transport.serve() }
        }
        var areListening = true
        for transport in transports where await !transport.listening() { areListening = false }
        if areListening {
          for socket in sockets {
            logger.info("listening on \(socket.path)", metadata: ["socket": "\(socket.role)"])
          }
        }
        // The end of one, for whatever reason, is the end of all.
        defer { for transport in transports { transport.stop() } }
        try await group.next()
        try await group.waitForAll()
      }
    } onGracefulShutdown: {
      for socket in sockets { socket.remove() }
      for transport in transports { transport.stop() }
    }
  }
}
