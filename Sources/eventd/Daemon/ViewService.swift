import Events
import Logging
import Projections
import ServiceLifecycle

/// Keeps a view up to date for as long as the daemon runs. A view that has to stand still does not
/// take the daemon with it.
struct ViewService: Service {
  let view: any HostedView
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskExecutorPreference(Lane.following) { await view.run() }
      try? await gracefulShutdown()
    }
  }
}
