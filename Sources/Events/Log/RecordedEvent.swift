/// An event as the log holds it: a copy that can be kept.
public struct RecordedEvent: Hashable, Sendable {
  public let position: Position
  public let stream: StreamName
  public let revision: Revision
  public let id: EventID
  public let type: EventType
  public let contentType: ContentType
  public let origin: Origin
  /// When the daemon wrote it; never before the event at the position before.
  public let recorded: Timestamp
  /// When it became true, as its writer said; the recorded time where nothing was said.
  public let effective: Timestamp
  public let data: [UInt8]
  public let metadata: [UInt8]

  public init(
    position: Position, stream: StreamName, revision: Revision, id: EventID, type: EventType,
    contentType: ContentType, origin: Origin, recorded: Timestamp, effective: Timestamp,
    data: [UInt8], metadata: [UInt8]
  ) {
    self.position = position
    self.stream = stream
    self.revision = revision
    self.id = id
    self.type = type
    self.contentType = contentType
    self.origin = origin
    self.recorded = recorded
    self.effective = effective
    self.data = data
    self.metadata = metadata
  }
}
