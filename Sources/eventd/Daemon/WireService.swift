import Events
import Glibc
import Logging
import ServiceLifecycle

/// Serves the methods on the sockets for as long as the daemon runs: on each what may be called there.
/// They begin and end together.
struct WireService: Service {
  let sockets: [ListeningSocket]
  let methods: [RPCMethod]
  let gate: AccessGate
  let bounds: ConnectionBounds
  let state: DaemonState
  let logger: Logger

  func run() async throws {
    let throttle = Locked(ReportThrottle())
    let transports = sockets.compactMap { transport($0, throttle) }
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
            state.listens(on: socket.path)
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

  private func transport(
    _ socket: ListeningSocket, _ throttle: Locked<ReportThrottle>
  ) -> GRPCTransport? {
    guard let descriptor = socket.take() else { return nil }
    let appendSocket = sockets.first { $0.role == .append }?.path ?? "the append socket"
    let served = methods.map {
      $0.served(on: socket.role, appendSocket: appendSocket, gate: gate)
    }
    return GRPCTransport(descriptor: descriptor, methods: served, bounds: bounds) {
      [logger] caller, reason in
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      let second = Int64(time.tv_sec)
      guard let others = throttle.withLock({ $0.admit(at: second) }) else { return }
      var metadata: Logger.Metadata = ["socket": "\(socket.role)"]
      if let peer = caller?.peer {
        metadata.merge(["uid": "\(peer.uid)", "pid": "\(peer.pid)"]) { $1 }
      }
      if others > 0 { metadata["others"] = "\(others)" }
      logger.warning("a connection was ended: \(reason)", metadata: metadata)
    }
  }
}
