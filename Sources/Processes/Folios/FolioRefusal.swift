public import Events
public import Projections
public import Schemas

/// Why an event may not follow in a folio's stream. Nothing was written.
///
/// The same event may be accepted later where a note, a document or another move was missing; the
/// other refusals stay.
public enum FolioRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAFolioStream(StreamName)
  case unreadable(PayloadError)
  /// A number that its closed list does not have.
  case unknownValue(field: String, number: Int)
  /// All of them at once, by the names of the schema.
  case fieldsMissing([String], FolioSection)
  case notADate(String, field: String)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case escalationFromClient
  case daemonAsPerson(FolioRole)
  case daemonWithoutEscalation
  case openerNotSalesForce(FolioRole)
  case requesterNotEntitled(FolioRole, FolioRequestKind, allowed: [FolioRole])
  case ownerNotSalesForce(FolioRole)

  // The first save.

  case alreadyOpen(FolioNumber)
  case notOpen(FolioNumber)
  case otherNumber(UInt64, of: FolioNumber)
  case predecessorUnknown(UInt64)
  case predecessorNotRejected(FolioNumber, FolioStage)
  case cloneUnchanged(FolioNumber)

  // The form.

  case kindNotTaken(FolioRequestKind, FolioProcessType, allowed: [FolioRequestKind])
  case ramoNotTaken(FolioRamo, FolioProcessType, allowed: FolioRamo)
  case subramoNotTaken(String, allowed: [String])
  case notACurrency(String)
  case notAnEmail(String, field: String)
  case outsideRenewal(LocalDate, created: LocalDate)
  case processTypeFixed(FolioProcessType, given: FolioProcessType)

  // Moves.

  case finalStage(FolioStage)
  /// The event says that the folio is in the first stage; it is in the second. `allowed`, here and
  /// below: the moves that are open to whoever wants to move it.
  case notInStage(FolioStage, current: FolioStage, allowed: [FolioStage])
  case stayIsNoMove(FolioStage, allowed: [FolioStage])
  /// `movers`: the sides to whom this move is open, none if to nobody.
  case moveNotAllowed(
    from: FolioStage, to: FolioStage, by: FolioRole, movers: [FolioParty], allowed: [FolioStage])
  case noteMissing
  case quoteMissing
  case articulo492Missing
  case areaMissing
  case areaTooLong(characters: Int)
  case areaOutsideSuscripcion(FolioStage)
  case areaNotTheOneBefore(String, before: String)
  case reasonMissing(FolioStage, allowed: [FolioFinalReason])
  case reasonOutsideFinalStage(FolioStage)
  case reasonNotTaken(FolioFinalReason, FolioStage, allowed: [FolioFinalReason])
  case remarkMissing
  /// The daemon's move does not follow from the rule it names: `field` is the first that differs.
  case escalationNotByRule(rule: String, field: String)

  // The expediente.

  case documentKnown(String)
  case documentUnknown(String)
  case documentWithdrawnAlready(String)
  case notAMediaType(String)
  case notASHA256(String)
  case documentTooLarge(bytes: UInt64, bytesMax: UInt64)
  case documentOfOtherSize(UInt64, content: UInt64)
  case requirementUnknown(String, checklist: [String])

  // Free texts.

  /// The text itself is not repeated anywhere.
  case secretInText(field: String)
}
