public import Events
public import Projections
public import Schemas

/// A folio as its events have made it: what the rules need to know of it.
public struct Folio: Equatable, Sendable {
  /// A stage, and in Suscripción its area.
  public struct Place: Equatable, Sendable {
    public let stage: FolioStage
    /// Empty outside Suscripción.
    public let area: String
  }

  /// A document of the expediente.
  public struct Document: Equatable, Sendable {
    public let kind: FolioDocumentKind
    public internal(set) var isWithdrawn: Bool
  }

  public let number: FolioNumber
  /// When the first save was recorded.
  public let opened: Timestamp
  /// *Trámite origen*; `nil` for a folio that is no clone.
  public let clonedFrom: FolioNumber?
  public private(set) var form: FolioForm
  /// Who generated the folio, until someone else is assigned.
  public private(set) var owner: FolioActor
  public private(set) var place: Place
  /// Where it was before; `nil` in its first stage.
  public private(set) var cameFrom: Place?
  /// When the event that brought it to its stage was recorded.
  public private(set) var entered: Timestamp
  /// The revision of that event.
  public private(set) var enteredRevision: Revision
  public private(set) var hasNoteSinceEntry = false
  /// By their ids, withdrawn ones among them.
  public private(set) var documents: [String: Document] = [:]

  init(_ event: FolioOpened, _ facts: EventFacts, number: FolioNumber) {
    self.number = number
    opened = facts.recorded
    clonedFrom = FolioNumber(event.clonedFrom)
    form = event.form
    owner = event.actor
    place = Place(stage: .altaDeTramite, area: "")
    entered = facts.recorded
    enteredRevision = facts.revision
  }

  /// Whether the expediente has a document of this kind that was not withdrawn.
  public func holds(_ kind: FolioDocumentKind) -> Bool {
    documents.values.contains { $0.kind == kind && !$0.isWithdrawn }
  }

  mutating func apply(_ event: FolioEvent, _ facts: EventFacts) {
    switch event {
    case .opened: break
    case .formUpdated(let event): form = event.form
    case .stageChanged(let event):
      cameFrom = place
      place = Place(stage: event.to, area: event.area)
      entered = facts.recorded
      enteredRevision = facts.revision
      hasNoteSinceEntry = false
    case .noteAdded: hasNoteSinceEntry = true
    case .documentAttached(let event):
      documents[event.document] = Document(kind: event.kind, isWithdrawn: false)
    case .documentWithdrawn(let event): documents[event.document]?.isWithdrawn = true
    case .ownerAssigned(let event): owner = event.owner
    }
  }
}
