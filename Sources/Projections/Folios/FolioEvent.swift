public import Schemas

/// An event of a folio's stream. The messages are described in `schemas/folio/v1/events.proto`.
public enum FolioEvent: DomainEvent {
  case opened(FolioOpened)
  case formUpdated(FolioFormUpdated)
  case stageChanged(FolioStageChanged)
  case noteAdded(FolioNoteAdded)
  case documentAttached(FolioDocumentAttached)
  case documentWithdrawn(FolioDocumentWithdrawn)
  case ownerAssigned(FolioOwnerAssigned)

  /// The category of the streams, `folio-00399734`.
  public static let category = "folio"

  public static let table = PayloadTable<FolioEvent>(
    .of(FolioOpened.self, FolioEvent.opened),
    .of(FolioFormUpdated.self, FolioEvent.formUpdated),
    .of(FolioStageChanged.self, FolioEvent.stageChanged),
    .of(FolioNoteAdded.self, FolioEvent.noteAdded),
    .of(FolioDocumentAttached.self, FolioEvent.documentAttached),
    .of(FolioDocumentWithdrawn.self, FolioEvent.documentWithdrawn),
    .of(FolioOwnerAssigned.self, FolioEvent.ownerAssigned))

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
