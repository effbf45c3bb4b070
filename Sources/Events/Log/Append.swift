/// A request to append events to one stream: all of them or none.
public struct Append: Sendable {
  public let stream: StreamName
  public let expected: ExpectedRevision
  public let events: [NewEvent]
  public let origin: Origin
  /// Stored with each event; no part of what makes an append a repetition.
  public let peer: Peer?

  /// - Parameter peer: who asked, where the transport knows it.
  public init(
    stream: StreamName, expected: ExpectedRevision, events: [NewEvent], origin: Origin = .client,
    peer: Peer? = nil
  ) {
    self.stream = stream
    self.expected = expected
    self.events = events
    self.origin = origin
    self.peer = peer
  }

  var bytes: Int { events.reduce(0) { $0 + $1.bytes } }
}

/// The answer to an append. It means: durable.
public struct AppendReceipt: Equatable, Sendable {
  /// Of the last event of the append; `nil` when the append had no events and the stream has none.
  public let revision: Revision?
  /// Of the last event of the append; `nil` when the append had no events.
  public let position: Position?
  /// The same ids were appended before, and this is the first answer again.
  public let isRepetition: Bool

  public init(revision: Revision?, position: Position?, isRepetition: Bool) {
    self.revision = revision
    self.position = position
    self.isRepetition = isRepetition
  }
}

/// Why an append was not made. Every case but `outcomeUnknown` leaves nothing behind.
public enum AppendError: Error, Equatable, Sendable, LMDBFailing {
  /// The stream is not where the caller thought. Read it, decide anew.
  case revisionMismatch(stream: StreamName, expected: ExpectedRevision, actual: Revision?)
  /// A rule of the procedure that governs the stream says no.
  case refused(Refusal)
  /// Data and metadata of one event exceed `Limits.eventBytesMax`.
  case eventTooLarge(id: EventID, bytes: Int, bytesMax: Int)
  /// Data and metadata of all events exceed `Limits.appendBytesMax`.
  case appendTooLarge(bytes: Int, bytesMax: Int)
  case tooManyEvents(count: Int, countMax: Int)
  /// `$log`, `$clock` and the metadata streams `$$…` take nothing from outside.
  case reservedStream(StreamName)
  /// The queue of the writer is full. The same request may succeed later.
  case busy
  /// There is less room than is kept in reserve for deadlines. The same request may succeed when there
  /// is more.
  case noRoom(LogRoom.Shortage)
  /// The map or the disk is full. Nothing was written; make room and try again.
  case full(LMDBError)
  /// The commit itself failed: the events may or may not be there. Ask again with the same ids.
  case outcomeUnknown(LMDBError)
  case failure(LMDBError)
  case corrupt(Corruption)
  /// The daemon is stopping, or stopped writing after a failed commit.
  case closed

  /// A stable number of each case, never used again for another.
  public var code: Int {
    switch self {
    case .revisionMismatch: 1
    case .refused: 2
    case .eventTooLarge: 3
    case .appendTooLarge: 4
    case .tooManyEvents: 5
    case .reservedStream: 6
    case .busy: 7
    case .full: 8
    case .outcomeUnknown: 9
    case .failure: 10
    case .corrupt: 11
    case .closed: 12
    case .noRoom: 13
    }
  }
}

extension AppendError {
  /// A stable word for each case, as metrics and logs name it.
  public var name: String {
    switch self {
    case .revisionMismatch: "revision_mismatch"
    case .refused: "refused"
    case .eventTooLarge: "event_too_large"
    case .appendTooLarge: "append_too_large"
    case .tooManyEvents: "too_many_events"
    case .reservedStream: "reserved_stream"
    case .busy: "busy"
    case .noRoom: "no_room"
    case .full: "full"
    case .outcomeUnknown: "outcome_unknown"
    case .failure: "failure"
    case .corrupt: "corrupt"
    case .closed: "closed"
    }
  }
}

extension AppendError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .revisionMismatch(let stream, let expected, let actual):
      "the stream \(stream) is at \(actual.map { "revision \($0)" } ?? "no event"), "
        + "and \(expected) was expected; read it and decide anew"
    case .refused(let refusal): refusal.description
    case .eventTooLarge(let id, let bytes, let bytesMax):
      "event \(id) has \(bytes) bytes of data and metadata; at most \(bytesMax) are allowed"
    case .appendTooLarge(let bytes, let bytesMax):
      "the append has \(bytes) bytes of data and metadata; at most \(bytesMax) are allowed: "
        + "split it"
    case .tooManyEvents(let count, let countMax):
      "the append has \(count) events; at most \(countMax) are allowed: split it"
    case .reservedStream(let stream):
      "the stream \(stream) belongs to the log itself; streams have no metadata here"
    case .busy: "too many appends are waiting; try again in a moment"
    case .noRoom(let shortage): shortage.description
    case .full(let error): "there is no room to write, nothing was written: \(error)"
    case .outcomeUnknown(let error):
      "the commit failed, the events may or may not be stored; append again with the same ids: "
        + "\(error)"
    case .failure(let error): "the log could not be written: \(error)"
    case .corrupt(let corruption): corruption.description
    case .closed: "the log takes no more appends; the daemon is stopping or has to be restarted"
    }
  }
}

/// Why a read failed.
public enum ReadError: Error, Equatable, Sendable, LMDBFailing {
  case failure(LMDBError)
  case corrupt(Corruption)
  /// The log has tables that this version does not know; `nil`: it does not say which.
  case unknownFormat(found: UInt64?, known: UInt64)
}

extension ReadError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .failure(let error): "the log could not be read: \(error)"
    case .corrupt(let corruption): corruption.description
    case .unknownFormat(let found?, let known):
      "the log has format \(found), and this version knows formats up to \(known): "
        + "use the version of eventd that wrote it, or a later one"
    case .unknownFormat(nil, _):
      "the file is not a log: it does not say which format it has; give the directory of a log"
    }
  }
}
