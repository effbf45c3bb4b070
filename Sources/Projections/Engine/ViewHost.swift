public import Events

/// Keeps one view at hand: follows the log with it, builds it anew beside the one that is served, and
/// shows it as it was.
///
/// What is served is always one whole build of the view. Another build, because a new version of the
/// projection needs one or because somebody asked for it, grows in a file of its own and takes the
/// place of the first when it has come as far; the file before it is then deleted. A build goes on
/// where it was after any stop, and gives the same bytes as following did.
///
/// An event that cannot be applied makes the view stand still; what it had is still served.
///
/// Any thread may read. `follow` and `build` are for one task; `run` calls them.
public final class ViewHost<P: Projection>: Sendable {
  public let projection: P
  /// How many events the view that is served has applied or passed over. Woken when it stands still.
  public let progress: ProgressSignal
  /// What was wrong with its files when they were opened; what they held is built anew.
  public let damaged: [LMDBError]
  /// The view as it was.
  public let past: PastStores<P>
  let log: EventLog
  private let files: ViewFiles
  private let state: Locked<State>
  /// Counts what was asked for, to wake `run`.
  private let requests = ProgressSignal(count: 0)

  private struct State {
    var served: ViewBuild?
    var building: ViewBuild?
    /// Requests that `build` has seen.
    var handled: UInt64 = 0
  }

  /// Events that a build beside a served view applies in one go, so that the served one gets its turn.
  private static var buildBatchMax: Int { 250 }

  /// Opens what there is. A view that is not there yet is built by `run`; if one batch is enough,
  /// here.
  ///
  /// - Parameters:
  ///   - directory: where its files are.
  ///   - scratch: an empty directory for views of the past.
  public init(
    _ projection: P, directory: String, scratch: String, log: EventLog
  ) throws(FollowerError) {
    self.projection = projection
    self.log = log
    let files = ViewFiles(directory: directory, name: projection.name)
    self.files = files
    past = PastStores(projection, directory: scratch, log: log)

    var state = State()
    var damaged: [LMDBError] = []
    let found = files.all()
    for file in found where file.version == projection.version {
      let build = try ViewBuild(file, of: projection, files, log)
      if let damage = build.store.damage { damaged.append(damage) }
      if try !build.isUnfinished {
        state.served = build
      } else {
        if let older = state.building { files.remove(older.file) }
        state.building = build
      }
    }
    for file in found.reversed()
    where state.served == nil && projection.readableVersions.contains(file.version) {
      state.served = try ViewBuild(old: file, of: projection, files, log)
    }
    if state.building == nil, state.served?.follower == nil {
      let file = files.next(version: projection.version)
      state.building = try ViewBuild(file, of: projection, files, log)
    }
    self.damaged = damaged
    progress = ProgressSignal(count: state.served?.applied ?? 0)
    self.state = Locked(state)
    if state.building == nil { removeOthers() }
    if state.served == nil, log.head.count <= UInt64(Limits.readBatchEventsMax) {
      while build() {}
    }
  }

  /// Applies one batch to the view that is served. Returns whether there was any.
  ///
  /// - Throws: what makes it stand still for good, once.
  public func follow() throws(FollowerError) -> Bool {
    guard let follower = state.withLock({ $0.served?.follower }), follower.incident == nil else {
      return false
    }
    do throws(FollowerError) {
      let hadAny = try follower.step()
      if hadAny { progress.advance(to: follower.applied) }
      return hadAny
    } catch {
      progress.advance(to: follower.applied)
      stop(error)
      throw error
    }
  }

  /// Lets what is served stand still, for a reason that may lie outside of it.
  public func stop(_ error: FollowerError) {
    state.withLock { $0.served }?.follower?.stop(error)
    progress.wake()
  }

  /// Applies one batch to what is being built, if anything is, and lets it be served when it has
  /// caught up. Returns whether there is more to build.
  public func build() -> Bool {
    let (building, isAlone) = state.withLock { state in
      state.handled = requests.count
      return (state.building, state.served == nil)
    }
    guard let building, let follower = building.follower, follower.incident == nil else {
      return false
    }
    do throws(FollowerError) {
      let limit = isAlone ? Limits.readBatchEventsMax : Self.buildBatchMax
      if try follower.step(limit: limit) { return true }
      try serve(building)
    } catch {
      follower.stop(error)
      // The one that is served came no further, or there is none: this one is as good.
      let isAsFar = follower.applied >= progress.count
      if case .poison = error, isAsFar { try? serve(building) }
      progress.wake()
    }
    return false
  }

  private func serve(_ build: ViewBuild) throws(FollowerError) {
    do throws(LMDBError) { try build.store.finish() } catch { throw .failure(error) }
    state.withLock {
      $0.served = build
      $0.building = nil
    }
    progress.advance(to: build.applied)
    removeOthers()
  }

  /// Begins to build the view anew, beside the one that is served. Nothing happens when that is under
  /// way already.
  public func rebuild() throws(FollowerError) {
    try state.withLock { state throws(FollowerError) in
      if let building = state.building {
        if building.follower?.incident == nil { return }
        files.remove(building.file)
      }
      let file = files.next(version: projection.version)
      state.building = try ViewBuild(file, of: projection, files, log)
      requests.advance(to: requests.count + 1)
    }
  }

  /// Follows and builds until the task is cancelled or the log closed.
  public func run() async {
    while !Task.isCancelled {
      let hadAny = (try? follow()) ?? false
      if build() || hadAny {
        await Task.yield()
      } else if await !waitForWork() {
        break
      }
    }
    progress.close()
  }

  /// Waits until there is something to follow or to build. Returns `false` when there is nothing: the
  /// log was closed, or the task cancelled.
  public func waitForWork() async -> Bool {
    let handled = state.withLock { $0.handled }
    // What stands still waits for no event.
    let seen = followers.filter { $0.incident == nil }.map(\.applied).min() ?? .max
    await withTaskGroup { group in
      group.addTask { [log] in await log.head.wait(past: seen) }
      group.addTask { [requests] in await requests.wait(past: handled) }
      await group.next()
      group.cancelAll()
    }
    return log.head.count > seen || requests.count > handled
  }

  private var followers: [Follower] {
    state.withLock { [$0.served?.follower, $0.building?.follower].compactMap { $0 } }
  }

  /// What is served and what is being built.
  var builds: (served: ViewBuild?, building: ViewBuild?) {
    state.withLock { ($0.served, $0.building) }
  }

  private func removeOthers() {
    let served = state.withLock { $0.served?.file }
    for file in files.all() where file != served { files.remove(file) }
  }
}
