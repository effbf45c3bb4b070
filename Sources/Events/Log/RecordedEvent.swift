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
  /// Who appended it; `nil` where nobody could know, as for what the daemon itself appended.
  public let peer: Peer?

  public init(
    position: Position, stream: StreamName, revision: Revision, id: EventID, type: EventType,
    contentType: ContentType, origin: Origin, recorded: Timestamp, effective: Timestamp,
    data: [UInt8], metadata: [UInt8], peer: Peer? = nil
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
    self.peer = peer
  }

  /// The event that a leaf of the Merkle tree is about.
  /// - Throws: `Corruption` for bytes that are no leaf.
  public init(leaf: [UInt8]) throws(Corruption) {
    guard leaf.count >= 8 else {
      throw Corruption(position: nil, finding: .recordTooShort(bytes: leaf.count))
    }
    let position = Position(leaf[..<8].reduce(0) { $0 << 8 | UInt64($1) })
    let checksum = leaf[8...].withUnsafeBytes { Record.checksum(of: $0, at: position) }
    let record = leaf[8...] + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    let event = try RecordView(Array(record).span.bytes, at: position).event
    // A leaf comes from anywhere: one whose names are no UTF-8 would be read as another event.
    guard leaf[8] != Record.format || Record.encode(event) == Array(record) else {
      throw Corruption(position: position, finding: .checksum)
    }
    self = event
  }
}
