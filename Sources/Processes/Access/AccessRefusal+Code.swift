import Events
import Projections
import Schemas

extension AccessRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notAnAccessStream: "access.not-an-access-stream"
    case .unreadable: "access.unreadable"
    case .unknownValue: "access.unknown-value"
    case .fieldsMissing: "access.fields-missing"
    case .notYet: "access.not-yet"
    case .textTooLong: "access.text-too-long"
    case .secretInText: "access.secret-in-text"
    case .roleUnknown: "access.role-unknown"
    case .actorUnnamed: "access.actor-unnamed"
    case .systemRoleReserved: "access.system-role-reserved"
    case .otherRole: "access.other-role"
    case .expiryFromClient: "access.expiry-from-client"
    case .daemonOutsideDeadlines: "access.daemon-outside-deadlines"
    case .requesterNotEntitled: "access.requester-not-entitled"
    case .alreadyBegun: "access.already-begun"
    case .nothingRequested: "access.nothing-requested"
    case .channelUnclear: "access.channel-unclear"
    case .notAnEmail: "access.not-an-email"
    case .folioUnknown: "access.folio-unknown"
    case .folioOfOtherKind: "access.folio-of-other-kind"
    case .folioEnded: "access.folio-ended"
    case .differsFromFolio: "access.differs-from-folio"
    case .folioRequestedAlready: "access.folio-requested-already"
    case .notMissing: "access.not-missing"
    case .indispensableMissing: "access.indispensable-missing"
    case .otherThanRequested: "access.other-than-requested"
    case .otherChannel: "access.other-channel"
    case .grantedAlready: "access.granted-already"
    case .emailRegisteredAlready: "access.email-registered-already"
    case .noPasswordAsked: "access.no-password-asked"
    case .addressNotRegistered: "access.address-not-registered"
    case .linkMailedAlready: "access.link-mailed-already"
    case .tokenMailedAlready: "access.token-mailed-already"
    case .notASHA256: "access.not-a-sha256"
    case .otherValidity: "access.other-validity"
    case .noLink: "access.no-link"
    case .otherToken: "access.other-token"
    case .linkOpenedAlready: "access.link-opened-already"
    case .linkNotOpened: "access.link-not-opened"
    case .linkUsed: "access.link-used"
    case .linkExpired: "access.link-expired"
    case .expiryNotByRule: "access.expiry-not-by-rule"
    }
  }

  /// Where the rule is written: the section of the folios page, or the schema of the payload.
  public var source: String {
    switch self {
    case .notAnAccessStream, .unreadable, .unknownValue, .fieldsMissing, .notYet, .textTooLong,
      .roleUnknown, .actorUnnamed, .systemRoleReserved, .channelUnclear, .notASHA256:
      "schemas/access/v1/access.proto"
    default: FolioSection.portalAccess.rawValue
    }
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .otherRole(_, let allowed), .requesterNotEntitled(_, _, _, let allowed):
      allowed.map(\.label)
    case .folioOfOtherKind(_, _, let wanted): [wanted.label]
    case .otherThanRequested(_, let given): [given]
    case .otherChannel(_, let channel): [channel.label]
    case .otherValidity(_, let minutes): ["\(minutes)"]
    default: []
    }
  }
}
