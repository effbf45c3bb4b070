import Events
import Logging
import Processes
import Projections
import ServiceLifecycle

/// Runs a process for as long as the daemon runs: steps when the log has grown or a timer has
/// become due.
struct ProcessService<P: ProcessManager>: Service {
  let engine: ProcessEngine<P>
  let log: EventLog
  let clock: DaemonClock
  let logger: Logger
  /// How many escalations were made since the start.
  let fired = ProgressSignal(count: 0)
  /// Advanced each time there is nothing left to do at the present time.
  let settled = ProgressSignal(count: 0)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await loop()
      // A process that has to stand still does not take the daemon with it.
      try? await gracefulShutdown()
    }
  }

  private func loop() async {
    while !Task.isCancelled {
      do throws(FollowerError) {
        switch try await engine.step(now: clock.now) {
        case .fired(let count):
          fired.advance(to: fired.count + UInt64(count))
          logger.info("escalations fired", metadata: ["count": "\(count)"])
        case .blocked(.closed):
          if !Task.isCancelled { stop(.notWriting) }
          return
        case .blocked(let error):
          logger.warning("escalations wait: \(error)")
          await clock.pause()
        case .idle(let nextDue):
          settled.advance(to: settled.count + 1)
          await wait(until: nextDue)
        }
      } catch {
        return stop(error)
      }
    }
  }

  private func stop(_ error: FollowerError) {
    logger.error("\(engine.follower.name) stands still: \(error)")
    engine.follower.stop(error)
    settled.close()
  }

  private func wait(until due: Timestamp?) async {
    let applied = engine.follower.progress.count
    await withTaskGroup { group in
      group.addTask { await log.head.wait(past: applied) }
      if let due { group.addTask { await clock.sleep(until: due) } }
      await group.next()
      group.cancelAll()
    }
  }

  /// Waits until everything that is due at the present time has fired.
  func settle() async throws(FollowerError) {
    while !Task.isCancelled {
      let seen = settled.count
      if let incident = engine.follower.incident { throw incident }
      if engine.follower.lag == 0 {
        guard let next = try engine.nextDue(), next <= clock.now else { return }
      }
      await settled.wait(past: seen)
    }
  }
}
