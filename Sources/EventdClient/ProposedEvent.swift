/// An event to append.
public struct ProposedEvent: Hashable, Sendable {
  /// UUID text, RFC 9562. The same id again in the same stream is the same event, so keep it and
  /// send it again when an answer was lost.
  public let id: String
  /// E.g. `folio.v1.NoteAdded`.
  public let type: String
  /// Whether `data` is JSON (`application/json`) or binary (`application/octet-stream`).
  public let isJSON: Bool
  public let data: [UInt8]
  /// The caller's own metadata. In a JSON object, `time` (RFC 3339) is when the event became true.
  public let metadata: [UInt8]

  public init(
    id: String, type: String, isJSON: Bool = true, data: [UInt8], metadata: [UInt8] = []
  ) {
    self.id = id
    self.type = type
    self.isJSON = isJSON
    self.data = data
    self.metadata = metadata
  }
}

/// What an append requires of its stream.
public enum Expectation: Hashable, Sendable {
  /// Nothing.
  case any
  /// It has no events.
  case noStream
  /// It has events.
  case exists
  /// Its last event has this revision.
  case revision(UInt64)
}

/// The answer to an append: it is durable.
public struct Appended: Hashable, Sendable {
  /// Of the last event in its stream.
  public let revision: UInt64
  /// Of the last event in the log; give it as `wait_for` to read one's own write.
  public let position: UInt64

  public init(revision: UInt64, position: UInt64) {
    self.revision = revision
    self.position = position
  }
}
