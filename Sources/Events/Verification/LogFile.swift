/// The file of a log, opened for reading only: without a daemon, or beside one that writes it.
public final class LogFile: Sendable {
  public let path: String
  let environment: Environment
  let tables: LogTables

  /// - Throws: `ReadError.unknownFormat` also for a log of an earlier format, which a daemon brings to
  ///   the current one when it starts; `failure` when there is no such file.
  public init(path: String, mapBytes: Int = Limits.mapBytes) throws(ReadError) {
    self.path = path
    let format = try Self.format(path, mapBytes)
    guard format == LogFormat.current else {
      throw .unknownFormat(found: format, known: LogFormat.current)
    }
    environment = try ReadError.lift { () throws(LMDBError) in
      try Environment(path: path, tables: LogTables.names, isReadOnly: true, mapBytes: mapBytes)
    }
    tables = LogTables(environment)
  }

  private static func format(_ path: String, _ mapBytes: Int) throws(ReadError) -> UInt64? {
    let environment = try ReadError.lift { () throws(LMDBError) in
      try Environment(path: path, tables: ["meta"], isReadOnly: true, mapBytes: mapBytes)
    }
    return try environment.read { transaction throws(ReadError) in
      try LogFormat.read(environment.table("meta"), transaction)
    }
  }

  /// Reads everything from one snapshot and works out again what follows from the records: the Merkle
  /// tree, the numbers and heads of the streams, the places of their revisions and ids, and the keys
  /// that count once. Beside a daemon, what it frees meanwhile cannot be used again until this ends.
  ///
  /// - Parameters:
  ///   - procedures: the rules that say which keys count once; `nil`: that table is not compared.
  ///   - sizes: of earlier trees, whose roots are wanted.
  ///   - progress: called now and then with the number of events that were read, of so many.
  public func verify(
    procedures: [any Procedure]?, sizes: Set<UInt64> = [],
    progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
  ) throws(ReadError) -> VerificationReport {
    try environment.read { transaction throws(ReadError) in
      var verification = LogVerification(tables: tables, procedures: procedures, sizes: sizes)
      try verification.run(transaction, progress)
      return verification.report
    }
  }
}

extension LogFile {
  /// What tells this log from every other.
  public func identity() throws(ReadError) -> EventID {
    try environment.read { transaction throws(ReadError) in
      try LogCreation.identity(tables, transaction)
    }
  }

  /// The events from `start` on and before `end`, at most a batch of them; empty behind the last one.
  public func events(
    from start: Position, until end: Position
  ) throws(ReadError) -> [RecordedEvent] {
    try environment.read { transaction throws(ReadError) in
      let count = try tables.count(transaction, as: ReadError.self)
      var events: [RecordedEvent] = []
      var bytes = 0
      var position = start
      while position < end, position.rawValue < count, events.count < Limits.readBatchEventsMax,
        bytes <= Limits.readBatchBytesMax
      {
        let event = try tables.record(at: position, transaction) { view throws(ReadError) in
          view.event
        }
        bytes += event.data.count + event.metadata.count
        events.append(event)
        position = position.next
      }
      return events
    }
  }
}

/// What came of reading a whole log.
public struct VerificationReport: Equatable, Sendable {
  /// In the order in which they were met; at most `Limits.findingsMax`.
  public internal(set) var findings: [LogFinding] = []
  /// Of all, also those that are not in `findings`.
  public internal(set) var findingCount = 0
  public internal(set) var events: UInt64 = 0
  public internal(set) var streams: UInt64 = 0
  public internal(set) var uniqueKeys: UInt64 = 0
  public internal(set) var identity: EventID?
  /// Of the tree over the records as they are; `nil` when one of them cannot be read.
  public internal(set) var root: TreeHash?
  /// Of the trees of the sizes that were asked for, where the log has so many events.
  public internal(set) var roots: [UInt64: TreeHash] = [:]

  public var isSound: Bool { findingCount == 0 }
}

/// Something in a log's file that cannot be.
public enum LogFinding: Equatable, Sendable {
  /// There is no record, or it cannot be read.
  case record(Corruption)
  /// Recorded before the event at the position before.
  case recordedEarlier(Position)
  /// An event has not the next revision of its stream.
  case revision(Position, stream: String, expected: Revision, found: Revision)
  /// A row that follows from the records. The key is as a person would say it.
  case row(table: String, key: String, position: Position?, Problem)

  public enum Problem: Equatable, Sendable {
    /// It is not there.
    case missing
    /// It says something else.
    case wrong
    /// Nothing asks for it.
    case surplus
  }

  /// The same, as a read would report it.
  var corruption: Corruption {
    switch self {
    case .record(let corruption): corruption
    case .recordedEarlier(let position): Corruption(position: position, finding: .recordedEarlier)
    case .revision(let position, let stream, _, let found):
      Corruption(position: position, finding: .indexDisagrees(stream: stream, revision: found))
    case .row(let table, let key, let position, _):
      Corruption(position: position, finding: .rowDisagrees(table: table, key: key))
    }
  }
}
