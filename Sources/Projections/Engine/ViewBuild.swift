internal import Events

/// One time that a view was built from the log.
struct ViewBuild: Sendable {
  let file: ViewFiles.File
  let store: FollowerStore
  /// `nil`: of an older version, which nobody can go on with.
  let follower: Follower?
  private let appliedByOld: UInt64

  /// Opens or begins one of this version of the projection.
  init(
    _ file: ViewFiles.File, of projection: some Projection, _ files: ViewFiles, _ log: EventLog
  ) throws(FollowerError) {
    let follower = try Follower(projection, path: files.path(file), log: log)
    self.file = file
    self.follower = follower
    store = follower.store
    appliedByOld = 0
  }

  /// Opens one of an older version; `nil` when it was not finished, or not built from this log.
  init?(
    old file: ViewFiles.File, of projection: some Projection, _ files: ViewFiles, _ log: EventLog
  ) throws(FollowerError) {
    let store = try FollowerStore(
      path: files.path(file), version: file.version, tables: projection.tables, log: log.identity)
    guard try Follower.isBuilt(store, from: log) else { return nil }
    do throws(LMDBError) {
      if try store.isUnfinished { return nil }
      appliedByOld = try store.next().rawValue
    } catch {
      throw .failure(error)
    }
    self.file = file
    self.store = store
    follower = nil
  }

  /// How many events it has applied or passed over.
  var applied: UInt64 { follower?.applied ?? appliedByOld }

  /// Whether it may not be read yet.
  var isUnfinished: Bool {
    get throws(FollowerError) {
      do throws(LMDBError) { return try store.isUnfinished } catch { throw .failure(error) }
    }
  }
}
