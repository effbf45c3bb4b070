import Logging
import Projections
import ServiceLifecycle

/// Keeps a view up to date for as long as the daemon runs. A view that has to stand still does
/// not take the daemon with it.
struct FollowerService: Service {
  let follower: Follower
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await follower.run()
      guard let incident = follower.incident else { return }
      logger.error("\(follower.name) stands still: \(incident)")
      try? await gracefulShutdown()
    }
  }
}
