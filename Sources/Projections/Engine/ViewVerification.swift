internal import Crypto
public import Events

/// Builds a view from the log once more, in a scratch file, and compares it with the one that is
/// served: both have to be the same bytes. So are the timers and the states of a process.
///
/// Only reads what it compares; beside a running daemon it takes the view as it is at one moment.
public struct ViewVerification: Sendable {
  private let log: LogFile
  private let directory: String
  private let scratch: String

  public enum Verdict: Equatable, Sendable {
    /// Row by row what the first `events` events of the log make of it.
    case same(events: UInt64)
    /// These tables have other rows.
    case differs(tables: [String], events: UInt64)
    /// There is none of this version that was finished; a daemon builds it.
    case notBuilt
    /// It was built from another log, or the log was changed; a daemon builds it anew.
    case ofAnotherLog
  }

  /// - Parameters:
  ///   - directory: where the files of the views are.
  ///   - scratch: an empty directory that can be written.
  public init(log: LogFile, directory: String, scratch: String) {
    self.log = log
    self.directory = directory
    self.scratch = scratch
  }

  /// - Parameter progress: called now and then with the number of events that were applied, of so
  ///   many.
  public func verify(
    _ projection: some Projection, progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
  ) throws(FollowerError) -> Verdict {
    let files = ViewFiles(directory: directory, name: projection.name)
    for file in files.all().reversed() where file.version == projection.version {
      let served: Environment
      do throws(LMDBError) {
        served = try Environment(
          path: files.path(file),
          tables: FollowerStore.tableNames(projection.tables),
          isReadOnly: true, mapBytes: Limits.derivedMapBytes)
      } catch {
        throw .failure(error)
      }
      if let verdict = try compare(served, projection, progress) { return verdict }
    }
    return .notBuilt
  }

  /// `nil`: this one is not finished.
  private func compare(
    _ served: Environment, _ projection: some Projection, _ progress: (UInt64, UInt64) -> Void
  ) throws(FollowerError) -> Verdict? {
    let identity: EventID
    do throws(ReadError) { identity = try log.identity() } catch { throw .log(error) }
    do {
      return try served.frozen { served in
        let store = FollowerStore(served, tables: projection.tables)
        if try store.isUnfinished { return nil }
        guard try store.isBuilt(for: identity, version: projection.version) else {
          return .ofAnotherLog
        }
        let end = try store.next()
        if let last = try store.lastApplied() {
          let event = try log.events(from: last.position, until: last.position.next).first
          guard event?.id == last.id else { return .ofAnotherLog }
        }
        let built = try build(projection, until: end, identity, progress)
        let differing = try (projection.tables + [FollowerStore.checkpointName]).filter {
          try Self.digest(of: $0, in: served) != Self.digest(of: $0, in: built.environment)
        }
        return differing.isEmpty
          ? .same(events: end.rawValue) : .differs(tables: differing, events: end.rawValue)
      }
    } catch let error as FollowerError {
      throw error
    } catch let error as LMDBError {
      throw .failure(error)
    } catch let error as ReadError {
      throw .log(error)
    } catch {
      preconditionFailure("an error of no kind: \(error)")
    }
  }

  private func build(
    _ projection: some Projection, until end: Position, _ identity: EventID,
    _ progress: (UInt64, UInt64) -> Void
  ) throws -> FollowerStore {
    let store = try FollowerStore(
      path: "\(scratch)/\(projection.name).mdb", version: projection.version,
      tables: projection.tables, log: identity, durability: .none)
    var next = Position(0)
    while next < end {
      let events = try log.events(from: next, until: end)
      guard let last = events.last else { break }
      try store.apply(events.filter { projection.concerns($0) }) {
        event, transaction throws(FollowerError) in
        try projection.apply(event, to: &transaction, store.environment)
      }
      next = last.position.next
      progress(next.rawValue, end.rawValue)
    }
    return store
  }

  private static func digest(
    of name: String, in environment: Environment
  ) throws(LMDBError) -> [UInt8] {
    try environment.read { transaction throws(LMDBError) in
      var hash = SHA256()
      try transaction.scan(environment.table(name)) { key, value throws(LMDBError) in
        hash.update(data: Key(UInt64(key.byteCount), UInt64(value.byteCount)).bytes)
        hash.update(data: key.copied)
        hash.update(data: value.copied)
        return .next
      }
      return Array(hash.finalize())
    }
  }
}
