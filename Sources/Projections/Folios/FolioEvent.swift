public import Events
public import Schemas
internal import SwiftProtobuf

/// An event of a folio's stream. The messages are described in `schemas/folio/v1/events.proto`.
public enum FolioEvent: Equatable, Sendable {
  case opened(FolioOpened)
  case formUpdated(FolioFormUpdated)
  case stageChanged(FolioStageChanged)
  case noteAdded(FolioNoteAdded)
  case documentAttached(FolioDocumentAttached)
  case documentWithdrawn(FolioDocumentWithdrawn)
  case ownerAssigned(FolioOwnerAssigned)

  /// The category of the streams, `folio-00399734`.
  public static let category = "folio"

  /// Reads a payload strictly. The event type is the full name of the message.
  public init(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(PayloadError) {
    func decode<M: Message>(_ message: M.Type) throws(PayloadError) -> M {
      try StrictPayload.decode(data, contentType, as: M.self)
    }
    switch type.text {
    case FolioOpened.protoMessageName: self = .opened(try decode(FolioOpened.self))
    case FolioFormUpdated.protoMessageName:
      self = .formUpdated(try decode(FolioFormUpdated.self))
    case FolioStageChanged.protoMessageName:
      self = .stageChanged(try decode(FolioStageChanged.self))
    case FolioNoteAdded.protoMessageName: self = .noteAdded(try decode(FolioNoteAdded.self))
    case FolioDocumentAttached.protoMessageName:
      self = .documentAttached(try decode(FolioDocumentAttached.self))
    case FolioDocumentWithdrawn.protoMessageName:
      self = .documentWithdrawn(try decode(FolioDocumentWithdrawn.self))
    case FolioOwnerAssigned.protoMessageName:
      self = .ownerAssigned(try decode(FolioOwnerAssigned.self))
    default: throw .unknownType(type, known: Self.types)
    }
  }

  public init(_ event: RecordedEvent) throws(PayloadError) {
    try self.init(type: event.type, contentType: event.contentType, data: event.data)
  }

  public static let types = [
    FolioOpened.protoMessageName, FolioFormUpdated.protoMessageName,
    FolioStageChanged.protoMessageName, FolioNoteAdded.protoMessageName,
    FolioDocumentAttached.protoMessageName, FolioDocumentWithdrawn.protoMessageName,
    FolioOwnerAssigned.protoMessageName,
  ]

  /// Who acted.
  public var actor: FolioActor {
    switch self {
    case .opened(let event): event.actor
    case .formUpdated(let event): event.actor
    case .stageChanged(let event): event.actor
    case .noteAdded(let event): event.actor
    case .documentAttached(let event): event.actor
    case .documentWithdrawn(let event): event.actor
    case .ownerAssigned(let event): event.actor
    }
  }
}
