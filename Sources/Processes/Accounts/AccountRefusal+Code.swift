import Events
import Projections
import Schemas

extension AccountRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notAnAccountStream: "account.not-an-account-stream"
    case .unreadable: "account.unreadable"
    case .unknownValue: "account.unknown-value"
    case .fieldsMissing: "account.fields-missing"
    case .fieldsOutOfPlace: "account.fields-out-of-place"
    case .notADate: "account.not-a-date"
    case .notATime: "account.not-a-time"
    case .idTooLong: "account.id-too-long"
    case .notAnAmount: "account.not-an-amount"
    case .notPositive: "account.not-positive"
    case .termOutOfRange: "account.term-out-of-range"
    case .yetToCome: "account.yet-to-come"
    case .effectiveInFuture: "account.effective-in-future"
    case .effectiveBefore: "account.effective-before"
    case .roleUnknown: "account.role-unknown"
    case .actorUnnamed: "account.actor-unnamed"
    case .systemRoleReserved: "account.system-role-reserved"
    case .daemonAsPerson: "account.daemon-as-person"
    case .daemonWithoutDeadline: "account.daemon-without-deadline"
    case .otherRecorder: "account.other-recorder"
    case .alreadyOpen: "account.already-open"
    case .notOpen: "account.not-open"
    case .otherNumber: "account.other-number"
    case .closed: "account.closed"
    case .contractMissing: "account.contract-missing"
    case .takenAlready: "account.taken-already"
    case .outOfOrder: "account.out-of-order"
    case .routeEnded: "account.ended"
    case .otherArea: "account.other-area"
    case .needsFirst: "account.needs-first"
    case .requestedAlready: "account.requested-already"
    case .quoteKnown: "account.quote-known"
    case .quoteUnknown: "account.quote-unknown"
    case .quoteStillDue: "account.quote-still-due"
    case .quoteNotSent: "account.quote-not-sent"
    case .quoteRefusedAlready: "account.quote-refused-already"
    case .contractReceived: "account.contract-received"
    case .alternativeMissing: "account.alternative-missing"
    case .alternativeUnknown: "account.alternative-unknown"
    case .amendmentUnknown: "account.amendment-unknown"
    case .invoiceUnknown: "account.invoice-unknown"
    case .invoiceTaken: "account.invoice-taken"
    case .otherLine: "account.other-line"
    case .providerless: "account.providerless"
    case .listedTwice: "account.listed-twice"
    case .notAnArea: "account.not-an-area"
    case .deadlineNotByRule: "account.deadline-not-by-rule"
    }
  }

  /// Where the rule is written: a section of the onboarding page, or the schema of the payload.
  public var source: String {
    switch self {
    case .unreadable, .unknownValue, .notADate, .notATime, .idTooLong, .notAnAmount,
      .notAnAccountStream, .alreadyOpen, .notOpen, .otherNumber, .effectiveInFuture, .roleUnknown,
      .actorUnnamed, .listedTwice, .notAnArea:
      "schemas/account/v1"
    case .fieldsMissing(_, let section), .fieldsOutOfPlace(_, _, let section): section.rawValue
    case .takenAlready(let route, _, _), .outOfOrder(let route, _, _, _), .routeEnded(let route, _),
      .otherArea(let route, _, _, _), .needsFirst(let route, _, _, _):
      AccountSection(route).rawValue
    case .otherRecorder: AccountSection.roles.rawValue
    case .notPositive, .termOutOfRange, .yetToCome, .effectiveBefore, .closed, .contractMissing,
      .requestedAlready, .quoteKnown, .quoteUnknown, .quoteStillDue, .quoteNotSent,
      .quoteRefusedAlready, .contractReceived, .alternativeMissing, .alternativeUnknown,
      .amendmentUnknown, .invoiceUnknown, .invoiceTaken:
      AccountSection.commercial.rawValue
    case .otherLine, .providerless: AccountSection.service.rawValue
    case .systemRoleReserved, .daemonAsPerson, .daemonWithoutDeadline, .deadlineNotByRule:
      AccountSection.deadlines.rawValue
    }
  }

  /// What would be allowed instead, where that is a list: steps by their numbers, people by their
  /// roles, things by their ids.
  public var allowed: [String] {
    switch self {
    case .takenAlready(_, _, let open), .outOfOrder(_, _, _, let open),
      .needsFirst(_, _, _, let open):
      open
    case .otherArea(_, _, _, let holders):
      holders.flatMap(\.roles).map(\.label).reduce(into: []) { labels, label in
        if !labels.contains(label) { labels.append(label) }
      }
    case .otherRecorder(_, _, let holder): holder.roles.map(\.label)
    case .quoteUnknown(_, let known), .amendmentUnknown(_, let known),
      .invoiceUnknown(_, let known):
      known
    case .otherLine(_, _, let expected): [expected]
    case .unreadable(.unknownType(_, let known)): known
    case .notAnAccountStream, .unreadable, .unknownValue, .fieldsMissing, .fieldsOutOfPlace,
      .notADate, .notATime, .idTooLong, .notAnAmount, .notPositive, .termOutOfRange, .yetToCome,
      .effectiveInFuture, .effectiveBefore, .roleUnknown, .actorUnnamed, .systemRoleReserved,
      .daemonAsPerson, .daemonWithoutDeadline, .alreadyOpen, .notOpen, .otherNumber, .closed,
      .contractMissing, .routeEnded, .requestedAlready, .quoteKnown, .quoteStillDue,
      .quoteNotSent, .quoteRefusedAlready, .contractReceived, .alternativeMissing,
      .alternativeUnknown, .invoiceTaken, .providerless, .listedTwice, .notAnArea,
      .deadlineNotByRule:
      []
    }
  }
}
