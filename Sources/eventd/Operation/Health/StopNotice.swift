import ServiceLifecycle

/// Says that a stop has begun, before anything else of it happens: the last of the services, and so the
/// first that ends.
struct StopNotice: Service {
  let state: DaemonState

  func run() async throws {
    try? await gracefulShutdown()
    state.stops()
  }
}
