import Logging
import Projections
import ServiceLifecycle
import UnixSignals

/// Runs the services until a signal stops them.
///
/// SIGTERM or SIGINT begins a stop: the services end one after the other, the last one first, each when
/// it has finished what it had taken. A second signal, or `stopSecondsMax`, cancels what has not ended.
/// Both are a stop as it was asked for.
struct BoundedRun {
  let services: [any Service]
  let state: DaemonState
  let logger: Logger

  static let stopSecondsMax = 30

  /// - Throws: what a service failed with before a stop had begun.
  func untilStopped() async throws {
    var configuration = ServiceGroupConfiguration(
      services: services.map {
        .init(
          service: $0, successTerminationBehavior: .cancelGroup,
          failureTerminationBehavior: .cancelGroup, serviceName: Self.name($0))
      }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(Self.stopSecondsMax)
    let group = ServiceGroup(configuration: configuration)
    do {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        tasks.addTask { await secondSignal() }
        defer { tasks.cancelAll() }
        try await tasks.next()
      }
    } catch  where state.isStopping {
      logger.warning("what had not ended was cancelled: \(error)")
    }
  }

  /// Else it would be a description of everything that a service holds.
  private static func name(_ service: any Service) -> String {
    switch service {
    case let service as ViewService: service.view.name
    case let service as any ProcessRunner: service.view.name
    default: "\(type(of: service))"
    }
  }

  /// Returns also when nobody waits for it any more.
  private func secondSignal() async {
    var count = 0
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      count += 1
      if count == 2 {
        return logger.warning("a second signal, \(signal): what has not ended is cancelled")
      }
    }
  }
}
