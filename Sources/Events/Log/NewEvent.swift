/// An event that someone wants to append.
public struct NewEvent: Hashable, Sendable {
  public let id: EventID
  public let type: EventType
  public let contentType: ContentType
  /// Stored exactly as given.
  public let data: [UInt8]
  /// The caller's own metadata, stored exactly as given.
  public let metadata: [UInt8]
  /// When it became true, where the caller says so; else the time of recording.
  public let effective: Timestamp?

  public init(
    id: EventID, type: EventType, contentType: ContentType, data: [UInt8],
    metadata: [UInt8] = [], effective: Timestamp? = nil
  ) {
    self.id = id
    self.type = type
    self.contentType = contentType
    self.data = data
    self.metadata = metadata
    self.effective = effective
  }

  var bytes: Int { data.count + metadata.count }
}

/// The form of an event's data.
public enum ContentType: UInt8, Sendable {
  /// `application/json`
  case json = 1
  /// `application/octet-stream`
  case binary = 2

  /// RFC 6838 media type.
  public var mediaType: String {
    switch self {
    case .json: "application/json"
    case .binary: "application/octet-stream"
    }
  }
}

/// Who wrote an event.
public enum Origin: UInt8, Sendable {
  /// A service, over the socket.
  case client = 1
  /// A process manager of the daemon.
  case process = 2
  /// The log itself.
  case system = 3
}
