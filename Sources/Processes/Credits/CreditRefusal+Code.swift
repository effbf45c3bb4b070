import Events
import Projections
import Schemas

extension CreditRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notACreditStream: "credit.not-a-credit-stream"
    case .otherStream: "credit.other-stream"
    case .unreadable: "credit.unreadable"
    case .unknownValue: "credit.unknown-value"
    case .fieldsMissing: "credit.fields-missing"
    case .nameUnfit: "credit.name-unfit"
    case .notADate: "credit.not-a-date"
    case .notAMonth: "credit.not-a-month"
    case .inTheFuture: "credit.in-the-future"
    case .effectiveAfterRecording: "credit.effective-after-recording"
    case .notMoney: "credit.not-money"
    case .notCOP: "credit.not-cop"
    case .notPositive: "credit.not-positive"
    case .amountTooLarge: "credit.amount-too-large"
    case .conceptTwice: "credit.concept-twice"
    case .roleUnknown: "credit.role-unknown"
    case .actorUnnamed: "credit.actor-unnamed"
    case .systemRoleReserved: "credit.system-role-reserved"
    case .deadlineFromClient: "credit.deadline-from-client"
    case .daemonAsPerson: "credit.daemon-as-person"
    case .notEntitled: "credit.not-entitled"
    case .notRegistered: "credit.not-registered"
    case .registeredAlready: "credit.registered-already"
    case .otherCedula: "credit.other-cedula"
    case .idCancelledAlready: "credit.id-cancelled-already"
    case .beforeBirth: "credit.before-birth"
    case .claimUnknown: "credit.claim-unknown"
    case .claimOfAnother: "credit.claim-of-another"
    case .claimLinkedAlready: "credit.claim-linked-already"
    case .idTaken: "credit.id-taken"
    case .idUnknown: "credit.id-unknown"
    case .invoiceUnknown: "credit.invoice-unknown"
    case .closed: "credit.closed"
    case .keyTaken: "credit.counted-already"
    case .tooMany: "credit.too-many"
    case .promissoryNoteMissing: "credit.promissory-note-missing"
    case .promissoryNoteOutsideMotorcycle: "credit.promissory-note-outside-motorcycle"
    case .withoutCapital: "credit.without-capital"
    case .emptyInstalment: "credit.empty-instalment"
    case .notMonthly: "credit.not-monthly"
    case .beforeDisbursement: "credit.before-disbursement"
    case .invoiceTwice: "credit.invoice-twice"
    case .sumDiffers: "credit.sum-differs"
    case .exceedsDebt: "credit.exceeds-debt"
    case .paymentOfClaim: "credit.payment-of-claim"
    case .notACharge: "credit.not-a-charge"
    case .beyondPolicy: "credit.beyond-policy"
    case .stillOwed: "credit.still-owed"
    case .poolWaits: "credit.pool-waits"
    case .notOfInvoice: "credit.not-of-invoice"
    case .takenBackAlready: "credit.taken-back-already"
    case .notReversible: "credit.not-reversible"
    case .reverseFirst: "credit.reverse-first"
    case .certificateIncomplete: "credit.certificate-incomplete"
    case .certificateOfOthers: "credit.certificate-of-others"
    case .notTheLedgers: "credit.not-the-ledgers"
    case .promiseWithoutTypification: "credit.promise-without-typification"
    case .promiseMissing: "credit.promise-missing"
    case .promiseInThePast: "credit.promise-in-the-past"
    case .reasonNotTaken: "credit.reason-not-taken"
    case .otherBand: "credit.other-band"
    case .notAnAdviser: "credit.not-an-adviser"
    case .notAssigned: "credit.not-assigned"
    case .reportStartedAlready: "credit.report-started-already"
    case .notClosed: "credit.not-closed"
    case .deadlineNotByRule: "credit.deadline-not-by-rule"
    }
  }

  /// Where the rule is written.
  public var source: String {
    switch self {
    case .notEntitled(_, _, let page): page.rawValue
    case .beyondPolicy(_, _, _, let source): source
    case .unreadable, .otherStream, .fieldsMissing, .nameUnfit, .notADate, .notAMonth,
      .amountTooLarge, .tooMany, .idTaken, .otherCedula, .effectiveAfterRecording:
      CreditPage.events.rawValue
    case .unknownValue, .conceptTwice, .roleUnknown, .actorUnnamed, .systemRoleReserved,
      .deadlineFromClient, .daemonAsPerson:
      CreditPage.lists.rawValue
    case .notMoney, .notCOP, .keyTaken, .takenBackAlready, .notReversible, .reverseFirst,
      .paymentOfClaim, .idUnknown:
      CreditPage.ledger.rawValue
    case .idCancelledAlready, .claimUnknown, .claimOfAnother, .claimLinkedAlready,
      .reasonNotTaken, .certificateIncomplete, .certificateOfOthers:
      CreditPage.milestones.rawValue
    case .notACreditStream, .inTheFuture, .notPositive, .notRegistered, .registeredAlready,
      .beforeBirth, .invoiceUnknown, .closed, .promissoryNoteMissing,
      .promissoryNoteOutsideMotorcycle, .withoutCapital, .emptyInstalment, .notMonthly,
      .beforeDisbursement, .invoiceTwice, .sumDiffers, .exceedsDebt, .notACharge, .stillOwed,
      .poolWaits, .notOfInvoice, .notTheLedgers, .promiseWithoutTypification, .promiseMissing,
      .promiseInThePast,
      .otherBand, .notAnAdviser, .notAssigned, .reportStartedAlready, .notClosed,
      .deadlineNotByRule:
      CreditPage.credits.rawValue
    }
  }

  /// What would be allowed instead, where that is a list.
  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .notEntitled(_, let roles, _): roles.map(\.label)
    case .idUnknown(_, let known), .invoiceUnknown(_, let known),
      .certificateIncomplete(let known):
      known
    case .exceedsDebt(_, _, let room): room.lines
    case .reasonNotTaken(_, let reasons): reasons.map(\.label)
    case .otherBand(_, let band, _): ["\(band)"]
    case .notTheLedgers(_, _, let balance): [balance.description]
    case .notAnAdviser: CreditDuties.advisers.map(\.label)
    case .notACharge: ["intereses-de-mora", "cargos"]
    case .beyondPolicy(_, let most, _, _): [most.description]
    case .notClosed(_, let unsent): unsent.map(\.description)
    default: []
    }
  }
}

extension ConceptAmounts {
  /// `capital COP 600000.00`, one a concept.
  var lines: [String] {
    CreditConcept.all.filter { !self[$0].isZero }.map { "\($0.code) \(self[$0])" }
  }
}
