import Events
import Logging
import Processes
import Projections
import Schemas
import ServiceLifecycle

/// Runs a process manager for as long as the daemon runs: steps when the log has grown or a timer has
/// become due. One that has to stand still does not take the daemon with it.
struct ProcessService<P: ProcessManager>: ProcessRunner {
  let engine: ProcessEngine<P>
  let log: EventLog
  let clock: DaemonClock
  let logger: Logger
  let fired = ProgressSignal(count: 0)
  /// Advanced each time there is nothing left to do at the present time, or it stands still.
  private let settled = ProgressSignal(count: 0)

  init(engine: ProcessEngine<P>, log: EventLog, clock: DaemonClock, logger: Logger) {
    self.engine = engine
    self.log = log
    self.clock = clock
    self.logger = logger
  }

  var deadlinesMet: UInt64 { engine.deadlinesMet.count }

  var view: any HostedView { engine.host }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskExecutorPreference(Lane.following) { await loop() }
      settled.close()
      // The end of a service would be the end of all.
      try? await gracefulShutdown()
    }
  }

  private func loop() async {
    while !Task.isCancelled {
      do throws(FollowerError) {
        switch try await engine.step(now: clock.now) {
        case .fired(let count):
          fired.advance(to: fired.count + UInt64(count))
          logger.info(
            "timers fired",
            metadata: ["process": "\(engine.manager.name)", "count": "\(count)"])
        case .building: await Task.yield()
        case .blocked(.closed):
          if Task.isCancelled { return }
          stop(.notWriting)
          if await !engine.host.waitForWork() { return }
        case .blocked(let error):
          logger.warning("escalations wait: \(error)")
          await clock.pause()
        case .idle(let nextDue):
          settled.advance(to: settled.count + 1)
          if await !wait(until: nextDue) { return }
        }
      } catch {
        stop(error)
        if await !engine.host.waitForWork() { return }
      }
    }
  }

  private func stop(_ error: FollowerError) {
    engine.host.stop(error)
    settled.advance(to: settled.count + 1)
  }

  /// Returns `false` when there will be nothing to do any more.
  private func wait(until due: Timestamp?) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { await engine.host.waitForWork() }
      if let due {
        group.addTask {
          await clock.sleep(until: due)
          return true
        }
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  func nextDue() throws(FollowerError) -> Timestamp? {
    engine.host.incident == nil ? try engine.nextDue() : nil
  }

  func settle() async throws(FollowerError) {
    while !Task.isCancelled, !settled.isClosed {
      let seen = settled.count
      let report = engine.host.report()
      if report.incident != nil || report.building?.incident != nil { return }
      if report.lag == 0 {
        guard let next = try engine.nextDue(), next <= clock.now else { return }
      }
      await settled.wait(past: seen)
    }
  }

  func incidents() throws(FollowerError) -> [IncidentReport] { try engine.incidents() }

  func timerSummary() throws(LMDBError) -> (waiting: UInt64, earliest: Timestamp?) {
    guard let store = try? engine.host.store() else { return (0, nil) }
    return try ProcessReader(engine.manager, store).summary()
  }
}

/// What waits.
extension ProcessService {
  func read(
    at moment: ViewMoment, _ queries: ViewQueries
  ) async throws(RPCStatus) -> ViewRead {
    try await queries.read(engine.host, at: moment)
  }

  func timers(
    in store: FollowerStore, after: [UInt8], streamPrefix: String, until: Timestamp?, limit: Int
  ) throws(LMDBError) -> [TimerEntry] {
    try ProcessReader(engine.manager, store).timers(
      after: after, streamPrefix: streamPrefix, until: until, limit: limit)
  }

  func track(in store: FollowerStore) throws(LMDBError) -> any ForecastTrack {
    try ProcessForecast(engine.manager, store) { engine.incident(of: $0) != nil }
  }

  func incident(of entry: TimerEntry) -> String? { engine.incident(of: entry) }
}
