public import Events

/// How the view is read, and how it is.
extension ViewHost {
  /// What is served now. It can be read for as long as it is held.
  ///
  /// - Throws: `beingBuilt` when there is nothing yet.
  public func store() throws(ViewUnavailable) -> FollowerStore {
    let (served, building) = builds
    if let served { return served.store }
    let applied = building?.applied ?? 0
    if let incident = building?.follower?.incident {
      throw .standsStill(view: projection.name, position: Position(applied), incident)
    }
    throw .beingBuilt(
      view: projection.name, applied: applied, total: max(log.head.count, applied))
  }

  /// Why what is served stands still; `nil` while it follows, or nothing is served.
  public var incident: FollowerError? { builds.served?.follower?.incident }

  /// Waits until what is served includes the event at `position`, which has to be in the log.
  public func wait(for position: Position) async throws(ViewUnavailable) {
    while progress.count <= position.rawValue {
      _ = try store()
      if let incident {
        throw .standsStill(view: projection.name, position: position, incident)
      }
      if progress.isClosed || Task.isCancelled { throw .stopping(view: projection.name) }
      await progress.wait(past: position.rawValue)
    }
  }

  /// Applies everything that is in the log now to what is served, after building it.
  public func catchUp() throws(FollowerError) {
    while build() {}
    if let incident = builds.building?.follower?.incident { throw incident }
    while try follow() {}
    if let incident { throw incident }
  }
}

extension ViewHost: HostedView {
  public var name: String { projection.name }

  public func report() -> ViewReport {
    let (served, building) = builds
    let head = log.head.count
    let shown = served ?? building
    let applied = shown?.applied ?? 0
    let behind = head - min(head, applied)
    return ViewReport(
      version: shown?.file.version ?? projection.version, build: served?.file.build ?? 0,
      applied: applied,
      // What is not served yet is behind, however far it has come.
      lag: served == nil ? max(1, behind) : behind,
      building: building.map { building in
        ViewReport.Building(
          version: building.file.version, applied: building.applied,
          total: max(head, building.applied), incident: building.follower?.incident)
      }, incident: served?.follower?.incident)
  }

  public func digest() throws(LMDBError) -> String? {
    try builds.served?.store.digest()
  }
}
