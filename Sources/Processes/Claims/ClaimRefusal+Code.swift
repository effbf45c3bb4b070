import Events
import Projections
import Schemas
import SwiftProtobuf

extension ClaimRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notAClaimStream: "claim.not-a-claim-stream"
    case .unreadable: "claim.unreadable"
    case .credits(let refusal): refusal.code
    case .unknownValue: "claim.unknown-value"
    case .fieldsMissing: "claim.fields-missing"
    case .fieldNotTaken: "claim.field-not-taken"
    case .notADate: "claim.not-a-date"
    case .inTheFuture: "claim.in-the-future"
    case .effectiveInTheFuture: "claim.effective-in-the-future"
    case .datesOutOfOrder: "claim.dates-out-of-order"
    case .notMoney: "claim.not-money"
    case .notCOP: "claim.not-cop"
    case .notPositive: "claim.not-positive"
    case .tooLarge: "claim.too-large"
    case .tooMany: "claim.too-many"
    case .notACedula: "claim.not-a-cedula"
    case .notASHA256: "claim.not-a-sha256"
    case .roleUnknown: "claim.role-unknown"
    case .actorUnnamed: "claim.actor-unnamed"
    case .systemRoleReserved: "claim.system-role-reserved"
    case .daemonAsPerson: "claim.daemon-as-person"
    case .onlyByDaemon: "claim.only-by-daemon"
    case .neverByDaemon: "claim.never-by-daemon"
    case .personOfOtherRole: "claim.person-of-other-role"
    case .otherActor: "claim.other-actor"
    case .alreadyOpen: "claim.already-open"
    case .notOpen: "claim.not-open"
    case .otherNumber: "claim.other-number"
    case .ended: "claim.ended"
    case .milestoneNotOpen: "claim.milestone-not-open"
    case .invoiceTwice: "claim.invoice-twice"
    case .coverageDiffers: "claim.coverage-differs"
    case .clientNotInformed: "claim.client-not-informed"
    case .documentsNotRequested: "claim.documents-not-requested"
    case .claimedOnDiffers: "claim.claimed-on-differs"
    case .causeFixed: "claim.cause-fixed"
    case .factsFixed: "claim.facts-fixed"
    case .typificationDiffers: "claim.typification-differs"
    case .prescribed: "claim.prescribed"
    case .notHandedIn: "claim.not-handed-in"
    case .notMarkedInSIIF: "claim.not-marked-in-siif"
    case .nothingToClaim: "claim.nothing-to-claim"
    case .moreIsMissing: "claim.more-is-missing"
    case .documentsMissing: "claim.documents-missing"
    case .otherInsurer: "claim.other-insurer"
    case .claimedDiffers: "claim.claimed-differs"
    case .bankReferenceTaken: "claim.bank-reference-taken"
    case .otherBankReference: "claim.other-bank-reference"
    case .otherClient: "claim.other-client"
    case .otherWayToApply: "claim.other-way-to-apply"
    case .notEffectiveOnOccurrence: "claim.not-effective-on-occurrence"
    case .invoiceNotCertified: "claim.invoice-not-certified"
    case .conceptTwice: "claim.concept-twice"
    case .nothingApplied: "claim.nothing-applied"
    case .balanceNotSettled: "claim.balance-not-settled"
    case .sumDiffers: "claim.sum-differs"
    case .poolTooLong: "claim.pool-too-long"
    case .notTheDueDay: "claim.not-the-due-day"
    case .noSuchMonth: "claim.no-such-month"
    case .deadlineNotByRule: "claim.deadline-not-by-rule"
    case .nothingToReverse: "claim.nothing-to-reverse"
    case .otherRevision: "claim.other-revision"
    case .notDelivered: "claim.not-delivered"
    case .otherProof: "claim.other-proof"
    }
  }

  /// Where the rule is written: a section of the page, or the schema of the payload.
  public var source: String {
    switch self {
    case .credits(let refusal): refusal.source
    case .unreadable, .otherNumber, .alreadyOpen, .notOpen, .notAClaimStream:
      "schemas/claim/v1/events.proto"
    case .unknownValue, .roleUnknown, .actorUnnamed, .notADate, .notASHA256, .notMoney:
      "schemas/claim/v1/claim.proto"
    case .notACedula, .tooLarge, .tooMany, .notCOP, .inTheFuture, .effectiveInTheFuture,
      .datesOutOfOrder:
      ClaimSection.introduction.rawValue
    case .invoiceTwice, .coverageDiffers, .claimedOnDiffers, .causeFixed, .factsFixed, .prescribed:
      ClaimSection.coverage.rawValue
    case .documentsNotRequested, .notHandedIn, .moreIsMissing, .documentsMissing:
      ClaimSection.documents.rawValue
    case .bankReferenceTaken, .nothingToReverse, .otherRevision:
      ClaimSection.ledger.rawValue
    case .systemRoleReserved, .daemonAsPerson, .onlyByDaemon, .neverByDaemon, .deadlineNotByRule:
      ClaimSection.seen.rawValue
    case .fieldsMissing, .fieldNotTaken, .notPositive, .personOfOtherRole, .otherActor, .ended,
      .milestoneNotOpen, .clientNotInformed, .typificationDiffers, .notMarkedInSIIF,
      .nothingToClaim, .otherInsurer, .claimedDiffers, .otherBankReference, .otherClient,
      .otherWayToApply, .notEffectiveOnOccurrence, .invoiceNotCertified, .conceptTwice,
      .nothingApplied, .balanceNotSettled, .sumDiffers, .poolTooLong, .notTheDueDay, .noSuchMonth,
      .notDelivered, .otherProof:
      ClaimSection.milestones.rawValue
    }
  }

  /// What would be allowed instead, where that is a list. Findings are given as the JSON that would be
  /// accepted.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .credits(let refusal): refusal.allowed
    case .personOfOtherRole(_, _, let roles), .otherActor(_, _, let roles): roles.map(\.label)
    case .milestoneNotOpen(_, _, let allowed): allowed
    case .coverageDiffers(let expected): expected.compactMap { try? $0.jsonString() }
    case .documentsNotRequested(let needs), .moreIsMissing(let needs), .documentsMissing(let needs):
      needs.map(\.label)
    case .claimedOnDiffers(_, let received): ["\(received)"]
    case .causeFixed(let cause, _): [cause.label]
    case .typificationDiffers(_, let expected): [expected.label]
    case .otherInsurer(_, let expected): [expected.label]
    case .otherBankReference(_, let expected), .otherClient(_, let expected): [expected]
    case .notEffectiveOnOccurrence(_, let occurredOn): ["\(occurredOn)"]
    case .nothingToClaim(let invoices): invoices
    case .invoiceNotCertified(_, let certified): certified
    case .otherRevision(_, let expected): ["\(expected)"]
    case .otherProof(_, _, let expected): [expected.label]
    default: []
    }
  }
}
