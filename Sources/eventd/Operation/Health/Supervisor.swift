import Events
import Logging
import Projections
import ServiceLifecycle

/// Looks at the daemon once a second, and at once when a socket listens or a stop begins, and tells
/// systemd and the log what has changed.
///
/// It is the first of the services, so that it is the last to end.
struct Supervisor: Service {
  let daemon: Daemon
  let notifier: SystemdNotifier
  let logger: Logger

  /// A transaction that is under way for so long holds everybody up: the disk hangs, or a rule never
  /// ends.
  static let stallSeconds: UInt64 = 30

  func run() async throws {
    var memory = SupervisorMemory()
    while true {
      let seen = daemon.state.changes.count
      look(&memory)
      if await hasEnded(past: seen) { break }
    }
  }

  /// Waits for the next look; returns whether there is none.
  private func hasEnded(past seen: UInt64) async -> Bool {
    let period = min(.seconds(1), (notifier.watchdog ?? .seconds(2)) / 2)
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        try? await gracefulShutdown()
        return true
      }
      group.addTask {
        try? await Task.sleep(for: period)
        return false
      }
      group.addTask {
        await daemon.state.changes.wait(past: seen)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? true
    } || Task.isCancelled
  }

  private func look(_ memory: inout SupervisorMemory) {
    let readiness = daemon.readiness
    for remark in memory.remarks(
      on: readiness, daemon.state.meter.reading.answers, slowest: daemon.state.meter.takeSlowest())
    {
      logger.log(level: remark.level, "\(remark.message)", metadata: remark.metadata)
    }
    notify(readiness, &memory)
    if memory.hasChanged {
      daemon.state.readinessChanges.advance(to: daemon.state.readinessChanges.count + 1)
    }
  }

  private func notify(_ readiness: Readiness, _ memory: inout SupervisorMemory) {
    let sockets = daemon.state.sockets
    if !memory.isServing, !sockets.isEmpty, sockets.allSatisfy(\.isListening) {
      memory.isServing = true
      notifier.send("READY=1")
    }
    if readiness.isStopping, !memory.isStopping {
      memory.isStopping = true
      notifier.send("STOPPING=1")
    }
    let status = "\(readiness.summary); \(daemon.log.head.count) events"
    if status != memory.status {
      memory.status = status
      notifier.send("STATUS=\(status)")
    }
    if notifier.watchdog != nil, daemon.isAlive { notifier.send("WATCHDOG=1") }
  }
}

extension Daemon {
  /// Whether there is a point in waiting for it: the writer is idle, or goes on.
  var isAlive: Bool {
    state.meter.reading.underWay < Supervisor.stallSeconds * 1_000_000_000
  }
}

extension Readiness {
  /// One line: `ready`, `ready, 1 follower stands still`, or why not.
  var summary: String {
    if let first = reasons.first {
      return first + (reasons.count > 1 ? " (and \(reasons.count - 1) more)" : "")
    }
    switch incidents.count {
    case 0: return "ready"
    case 1: return "ready, \(incidents[0].follower) stands still"
    case let count: return "ready, \(count) followers stand still"
    }
  }
}
