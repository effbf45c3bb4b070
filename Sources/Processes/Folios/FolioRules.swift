public import Events
public import Projections
import Schemas

/// The rules of folios: what may be appended to `folio-00399734`, and why not.
///
/// **Source:** folios page. Each refusal names the section it comes from.
public struct FolioRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Mexico_City, in which days are counted (a).
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `folio.not-a-folio-stream` unless the name is `folio-` and eight digits, not all 0.
  public func begin(_ stream: StreamName) throws(FolioRefusal) -> FolioState {
    guard let number = FolioNumber(stream: stream) else {
      throw .notAFolioStream(stream)
    }
    return FolioState(number: number, folio: nil)
  }

  public func admit(
    _ event: FolioEvent, _ facts: EventFacts, in state: FolioState, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(FolioRefusal) {
    try FolioActors.check(event, origin: facts.origin)
    if let folio = state.folio {
      try FolioTexts.check(event)
      try check(event, facts, in: folio, elsewhere)
    } else {
      guard case .opened(let event) = event else { throw .notOpen(state.number) }
      try FolioOpenings.check(
        event, of: state.number, created: zone.localDate(at: facts.recorded)
      ) { (elsewhere($0.stream) as? FolioState)?.folio }
    }
  }

  private func check(
    _ event: FolioEvent, _ facts: EventFacts, in folio: Folio, _ elsewhere: Elsewhere
  ) throws(FolioRefusal) {
    switch event {
    case .opened: throw .alreadyOpen(folio.number)
    case .stageChanged(let event): try FolioMoves.check(event, in: folio)
    // A note may be added at any time, also to a folio that has ended (a).
    case .noteAdded(let event):
      if event.text.isBlank { throw .fieldsMissing(["text"], .otherActions) }
    case .formUpdated(let event):
      try checkNotEnded(folio)
      try check(event, in: folio)
    case .documentAttached(let event):
      try checkNotEnded(folio)
      try FolioDocuments.check(event, in: folio)
      try checkContent(event, facts, elsewhere)
      try checkRequirement(event, in: folio, elsewhere)
    case .documentWithdrawn(let event):
      try checkNotEnded(folio)
      try FolioDocuments.check(event, in: folio)
    case .ownerAssigned(let event):
      try checkNotEnded(folio)
      try FolioActors.checkOwner(event.owner)
    }
  }

  /// Form, expediente and owner of a folio that has ended stay as they are (a).
  private func checkNotEnded(_ folio: Folio) throws(FolioRefusal) {
    if folio.place.stage.isFinal { throw .finalStage(folio.place.stage) }
  }

  /// A document is no larger than contents may be, and where the content is there already, has its
  /// size (a).
  private func checkContent(
    _ event: FolioDocumentAttached, _ facts: EventFacts, _ elsewhere: Elsewhere
  ) throws(FolioRefusal) {
    let policies = DocumentFigures.sizeMax.book(elsewhere)
    let bytesMax = DocumentFigures.sizeMax(policies, on: zone.localDate(at: facts.recorded))
    guard event.sizeBytes <= bytesMax else {
      throw .documentTooLarge(bytes: event.sizeBytes, bytesMax: bytesMax)
    }
    let upload = DocumentDigest(event.sha256).flatMap { elsewhere($0.stream) as? DocumentUpload }
    if case .complete(let sizeBytes) = upload?.phase, sizeBytes != event.sizeBytes {
      throw .documentOfOtherSize(event.sizeBytes, content: sizeBytes)
    }
  }

  /// The document of the checklist that it says to be is in the checklist of the folio's request.
  private func checkRequirement(
    _ event: FolioDocumentAttached, in folio: Folio, _ elsewhere: Elsewhere
  ) throws(FolioRefusal) {
    if event.requirement.isEmpty { return }
    let figure = FolioFigures.checklist(folio.form.processType, folio.form.requestKind)
    let policies = figure.book(elsewhere)
    let checklist = FolioSettings.checklist(
      folio.form, on: zone.localDate(at: folio.opened), policies)
    guard checklist.contains(event.requirement) else {
      throw .requirementUnknown(event.requirement, checklist: checklist)
    }
  }

  /// “Stay in this stage”, which may also save the form as it was (a). The process type stays what
  /// the folio was opened as, since its boards and its notices go by it (a).
  private func check(_ event: FolioFormUpdated, in folio: Folio) throws(FolioRefusal) {
    try FolioForms.check(event.form, created: zone.localDate(at: folio.opened))
    guard event.form.processType == folio.form.processType else {
      throw .processTypeFixed(folio.form.processType, given: event.form.processType)
    }
    if event.form.requestKind != folio.form.requestKind {
      try FolioOpenings.checkRequester(event.actor.role, of: event.form.requestKind)
    }
  }

  public func apply(_ event: FolioEvent, _ facts: EventFacts, to state: inout FolioState) {
    if case .opened(let event) = event, state.folio == nil {
      state.folio = Folio(event, facts, number: state.number)
    } else {
      state.folio?.apply(event, facts)
    }
  }
}
