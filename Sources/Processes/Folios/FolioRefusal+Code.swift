import Events
import Projections
import Schemas

extension FolioRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notAFolioStream: "folio.not-a-folio-stream"
    case .unreadable: "folio.unreadable"
    case .unknownValue: "folio.unknown-value"
    case .fieldsMissing: "folio.fields-missing"
    case .notADate: "folio.not-a-date"
    case .roleUnknown: "folio.role-unknown"
    case .actorUnnamed: "folio.actor-unnamed"
    case .systemRoleReserved: "folio.system-role-reserved"
    case .escalationFromClient: "folio.escalation-from-client"
    case .daemonAsPerson: "folio.daemon-as-person"
    case .daemonWithoutEscalation: "folio.daemon-without-escalation"
    case .openerNotSalesForce: "folio.opener-not-sales-force"
    case .requesterNotEntitled: "folio.requester-not-entitled"
    case .ownerNotSalesForce: "folio.owner-not-sales-force"
    case .alreadyOpen: "folio.already-open"
    case .notOpen: "folio.not-open"
    case .otherNumber: "folio.other-number"
    case .predecessorUnknown: "folio.predecessor-unknown"
    case .predecessorNotRejected: "folio.predecessor-not-rejected"
    case .cloneUnchanged: "folio.clone-unchanged"
    case .kindNotTaken: "folio.kind-not-taken"
    case .ramoNotTaken: "folio.ramo-not-taken"
    case .subramoNotTaken: "folio.subramo-not-taken"
    case .notACurrency: "folio.not-a-currency"
    case .notAnEmail: "folio.not-an-email"
    case .outsideRenewal: "folio.outside-renewal"
    case .processTypeFixed: "folio.process-type-fixed"
    case .finalStage: "folio.final-stage"
    case .notInStage: "folio.not-in-stage"
    case .stayIsNoMove: "folio.stay-is-no-move"
    case .moveNotAllowed: "folio.move-not-allowed"
    case .noteMissing: "folio.note-missing"
    case .quoteMissing: "folio.quote-missing"
    case .articulo492Missing: "folio.articulo-492-missing"
    case .areaMissing: "folio.area-missing"
    case .areaTooLong: "folio.area-too-long"
    case .areaOutsideSuscripcion: "folio.area-outside-suscripcion"
    case .areaNotTheOneBefore: "folio.area-not-the-one-before"
    case .reasonMissing: "folio.reason-missing"
    case .reasonOutsideFinalStage: "folio.reason-outside-final-stage"
    case .reasonNotTaken: "folio.reason-not-taken"
    case .remarkMissing: "folio.remark-missing"
    case .escalationNotByRule: "folio.escalation-not-by-rule"
    case .documentKnown: "folio.document-known"
    case .documentUnknown: "folio.document-unknown"
    case .documentWithdrawnAlready: "folio.document-withdrawn-already"
    case .notAMediaType: "folio.not-a-media-type"
    case .notASHA256: "folio.not-a-sha256"
    case .documentTooLarge: "folio.document-too-large"
    case .documentOfOtherSize: "folio.document-of-other-size"
    case .requirementUnknown: "folio.requirement-unknown"
    case .secretInText: "folio.secret-in-text"
    }
  }

  /// Where the rule is written: a section of the folios page, or the schema of the payload.
  public var source: String {
    switch self {
    case .unreadable: "schemas/folio/v1/events.proto"
    case .unknownValue, .roleUnknown, .actorUnnamed: "schemas/folio/v1/folio.proto"
    case .fieldsMissing(_, let page): page.rawValue
    case .kindNotTaken, .ramoNotTaken, .subramoNotTaken, .outsideRenewal, .openerNotSalesForce,
      .processTypeFixed:
      FolioSection.processTypes.rawValue
    case .notAFolioStream, .alreadyOpen, .notOpen, .otherNumber, .notADate, .notACurrency,
      .notAnEmail:
      FolioSection.form.rawValue
    case .finalStage, .notInStage, .stayIsNoMove, .moveNotAllowed, .noteMissing, .quoteMissing,
      .articulo492Missing, .areaMissing, .areaTooLong, .areaOutsideSuscripcion,
      .areaNotTheOneBefore, .reasonMissing, .reasonOutsideFinalStage, .reasonNotTaken,
      .remarkMissing:
      FolioSection.stages.rawValue
    case .systemRoleReserved, .escalationFromClient, .daemonAsPerson, .daemonWithoutEscalation,
      .escalationNotByRule:
      FolioSection.escalations.rawValue
    case .ownerNotSalesForce, .predecessorUnknown, .predecessorNotRejected, .cloneUnchanged,
      .documentKnown, .documentUnknown, .documentWithdrawnAlready, .notAMediaType, .notASHA256,
      .documentTooLarge, .documentOfOtherSize:
      FolioSection.otherActions.rawValue
    case .requirementUnknown: FolioSection.escalations.rawValue
    case .requesterNotEntitled, .secretInText: FolioSection.portalAccess.rawValue
    }
  }

  /// What would be allowed instead, where that is a list. Stages are given by their codes, so that
  /// a program can offer them.
  public var allowed: [String] {
    switch self {
    case .moveNotAllowed(_, _, _, _, let allowed), .notInStage(_, _, let allowed),
      .stayIsNoMove(_, let allowed):
      allowed.map(\.code)
    case .requesterNotEntitled(_, _, let allowed): allowed.map(\.label)
    case .kindNotTaken(_, _, let allowed): allowed.map(\.label)
    case .ramoNotTaken(_, _, let allowed): [allowed.label]
    case .subramoNotTaken(_, let allowed): allowed
    case .reasonMissing(_, let allowed), .reasonNotTaken(_, _, let allowed):
      allowed.map(\.label)
    case .areaNotTheOneBefore(_, let before): [before]
    case .processTypeFixed(let type, _): [type.label]
    case .requirementUnknown(_, let checklist): checklist
    case .documentTooLarge(_, let bytesMax): ["\(bytesMax)"]
    case .unreadable(.unknownType(_, let known)): known
    case .unreadable, .notAFolioStream, .unknownValue, .fieldsMissing, .notADate, .roleUnknown,
      .actorUnnamed, .systemRoleReserved, .escalationFromClient, .daemonAsPerson,
      .daemonWithoutEscalation, .openerNotSalesForce, .ownerNotSalesForce, .alreadyOpen,
      .notOpen, .otherNumber, .predecessorUnknown, .predecessorNotRejected, .cloneUnchanged,
      .notACurrency, .notAnEmail, .outsideRenewal, .finalStage, .noteMissing,
      .quoteMissing, .articulo492Missing, .areaMissing, .areaTooLong, .areaOutsideSuscripcion,
      .reasonOutsideFinalStage, .remarkMissing, .escalationNotByRule, .documentKnown,
      .documentUnknown, .documentWithdrawnAlready, .notAMediaType, .notASHA256,
      .documentOfOtherSize, .secretInText:
      []
    }
  }
}
