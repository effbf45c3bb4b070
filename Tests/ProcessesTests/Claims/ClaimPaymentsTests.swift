import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: payments that are applied at once")
struct ClaimPaymentsTests {
  /// A death over two obligations, COP 3,000,000 and COP 1,000,000, that waits to be applied.
  private static func two() throws -> ClaimScenario {
    let facts = ClaimFacts.died().changed { $0.credits = [.credit("F-1"), .credit("F-2")] }
    var scenario = try ClaimScenario(.death, at: .documentsReviewed, facts: facts)
    let events: [any Message] = [
      ClaimBalancesCertified.certified(("F-1", 3_000_000), ("F-2", 1_000_000)),
      ClaimSentToBroker.sent(),
      ClaimSubmittedToInsurer.submitted(to: .laEquidad, claimed: 4_000_000),
      ClaimInsurerAnswered.answered(.pays), ClaimPaymentAnnounced.announced(3_600_000),
      ClaimTransferConfirmed.confirmed("BCO-9001", 3_600_000),
    ]
    for event in events { try scenario.given(event) }
    return scenario
  }

  private static let both = [
    ClaimApplication.of(
      "F-1", .line(.capital, paid: 2_800_000), .line(.interest, condoned: 200_000)),
    ClaimApplication.of(
      "F-2", .line(.capital, paid: 800_000, condoned: 50_000),
      .line(.defaultInterest, condoned: 140_000), .line(.charges, condoned: 10_000)),
  ]

  private static func applied(
    _ change: (inout ClaimPaymentApplied) -> Void = { _ in }
  ) -> ClaimPaymentApplied {
    .applied(on: "2019-03-10").changed {
      $0.applications = both
      change(&$0)
    }
  }

  @Test(arguments: ["BCO-9001", "bco-9001", " Bco-90 01"])
  func `a bank reference is the same one in any case and with any spaces`(text: String) throws {
    let rules = ClaimRules(zone: try SystemTimeZones.load("America/Bogota"))
    let state = try rules.initialState(of: try StreamName("claim-00000417"))
    #expect(
      rules.keys(of: .transferConfirmed(.confirmed(text)), in: state)
        == KeyChanges(taken: ["BCO-9001"]))
    #expect(
      rules.keys(of: .transferReversed(.reversed(text)), in: state)
        == KeyChanges(released: ["BCO-9001"]))
  }

  @Test func `what is paid and condoned settles each certified balance`() throws {
    var scenario = try Self.two()
    let wrong: [((inout ClaimPaymentApplied) -> Void, String)] = [
      ({ $0.applications[0].concepts[1].condoned = .cop(199_999) }, "claim.balance-not-settled"),
      ({ $0.applications[0].concepts[1].condoned = .cop(200_001) }, "claim.balance-not-settled"),
      (
        {
          $0.applications[0].concepts[0].paid = .cop(2_800_001)
          $0.applications[0].concepts[1].condoned = .cop(199_999)
        }, "claim.sum-differs"
      ),
      ({ $0.applications.removeLast() }, "claim.sum-differs"),
      ({ $0.applications = [] }, "claim.fields-missing"),
      ({ $0.applications[1].invoice = "F-1" }, "claim.invoice-twice"),
      ({ $0.applications[1].invoice = "F-3" }, "claim.invoice-not-certified"),
      ({ $0.applications[1].concepts[2].concept = .capital }, "claim.concept-twice"),
      ({ $0.applications[1].concepts[2].concept = .unspecified }, "claim.fields-missing"),
      ({ $0.applications[1].concepts[2].condoned = .cop(0) }, "claim.nothing-applied"),
      ({ $0.applications[1].concepts[2].condoned = .cop(-10_000) }, "claim.not-positive"),
      ({ $0.applications[1].concepts[2].condoned.currencyCode = "MXN" }, "claim.not-cop"),
      ({ $0.applications[1].concepts[2].condoned.nanos = 1 }, "claim.not-money"),
      ({ $0.applications[1].concepts = [] }, "claim.fields-missing"),
    ]
    for (change, code) in wrong { #expect(try scenario.when(Self.applied(change)) == code) }
    #expect(try scenario.when(Self.applied()) == nil)
    #expect(try scenario.claim?.progress.ending == .endedPaidOff)
  }

  @Test func `it counts from the date of occurrence, for this client, of this transfer`() throws {
    var scenario = try Self.two()
    let wrong: [((inout ClaimPaymentApplied) -> Void, String)] = [
      ({ $0.effectiveOn = "2019-03-11" }, "claim.not-effective-on-occurrence"),
      ({ $0.effectiveOn = "2019-03-09" }, "claim.not-effective-on-occurrence"),
      ({ $0.effectiveOn = "" }, "claim.fields-missing"),
      ({ $0.clientID = "63502418" }, "claim.other-client"),
      ({ $0.bankReference = "BCO-9002" }, "claim.other-bank-reference"),
      ({ $0.arrears = .unspecified }, "claim.fields-missing"),
      ({ $0.clearInformed() }, "claim.fields-missing"),
      ({ $0.informed = .person(.broker) }, "claim.person-of-other-role"),
    ]
    for (change, code) in wrong { #expect(try scenario.when(Self.applied(change)) == code) }
    for check in [ClaimArrearsCheck.notInArrears, .writeDownApplies, .writeDownDoesNotApply] {
      var scenario = try Self.two()
      #expect(try scenario.when(Self.applied { $0.arrears = check }) == nil)
    }
  }

  @Test func `payment before submission, before its announcement, before its transfer is refused`()
    throws
  {
    for milestone in [
      ClaimMilestone.documentsReceived, .submitted, .answered, .paymentAnnounced,
      .transferConfirmed,
    ] {
      var scenario = try ClaimScenario(.death, at: milestone)
      #expect(
        try scenario.when(ClaimPaymentApplied.applied(on: "2019-03-10"))
          == "claim.milestone-not-open")
    }
  }

  @Test func `death and permanent incapacity take no pool`() throws {
    for cause in [ClaimCause.death, .permanentIncapacity] {
      var scenario = try ClaimScenario(cause, at: .paymentApplied)
      #expect(try scenario.when(ClaimPoolOpened.pooled()) == "claim.other-way-to-apply")
    }
    for cause in [ClaimCause.unemployment, .temporaryIncapacity] {
      var scenario = try ClaimScenario(cause, at: .paymentApplied)
      #expect(
        try scenario.when(ClaimPaymentApplied.applied(on: "2019-03-10"))
          == "claim.other-way-to-apply")
    }
  }

  @Test func `announcement and transfer are positive amounts in COP`() throws {
    var announced = try ClaimScenario(.death, at: .paymentAnnounced)
    #expect(try announced.when(ClaimPaymentAnnounced.announced(0)) == "claim.not-positive")
    #expect(
      try announced.when(
        ClaimPaymentAnnounced.announced().changed { $0.amount.currencyCode = "PEN" })
        == "claim.not-cop")
    #expect(
      try announced.when(ClaimPaymentAnnounced.announced(100_000_000_000)) == nil)
    var scenario = try ClaimScenario(.death, at: .transferConfirmed)
    let right = ClaimTransferConfirmed.confirmed()
    let wrong: [((inout ClaimTransferConfirmed) -> Void, String)] = [
      ({ $0.bankReference = "" }, "claim.fields-missing"),
      ({ $0.ticket = "" }, "claim.fields-missing"),
      ({ $0.transferredOn = "" }, "claim.fields-missing"),
      ({ $0.transferredOn = "2019-04-02" }, "claim.in-the-future"),
      ({ $0.amount = .cop(0) }, "claim.not-positive"),
      ({ $0.amount.nanos = 7 }, "claim.not-money"),
    ]
    for (change, code) in wrong { #expect(try scenario.when(right.changed(change)) == code) }
    #expect(try scenario.when(right) == nil)
  }

  @Test func `a bank transfer counts once in all claims`() throws {
    var scenario = try ClaimScenario(.death, at: .paymentApplied)
    // Another claim of the same log, on the same way.
    var other = try ClaimScenario(.death)
    other.log = scenario.log
    let rest = "claim-00000418"
    var reached = ClaimMilestone.causeDetected
    var single = try ClaimScenario(.death)
    while reached != .transferConfirmed {
      for event in try single.next() {
        try single.given(event)
        let moved: any Message =
          (event as? ClaimCauseDetected).map { detected in detected.changed { $0.number = 418 } }
          ?? event
        try other.log.given(moved, in: rest)
      }
      reached = try single.milestone
    }
    let refusal = try #require(try other.log.when(ClaimTransferConfirmed.confirmed(), in: rest))
    #expect(refusal.code == "claim.bank-reference-taken")
    #expect(refusal.message.contains("claim-00000417 has it already"))
    // Reversed there, it is free here.
    try other.log.given(ClaimTransferReversed.reversed(), in: ClaimScenario.stream)
    try other.log.given(ClaimTransferConfirmed.confirmed(), in: rest)
    scenario.log = other.log
    #expect(
      try scenario.when(ClaimTransferConfirmed.confirmed()) == "claim.bank-reference-taken")
    #expect(try scenario.when(ClaimTransferConfirmed.confirmed("BCO-9002")) == nil)
  }

  @Test func `a mistake is reversed, not edited`() throws {
    var scenario = try Self.two()
    #expect(
      try scenario.when(ClaimTransferReversed.reversed("BCO-1")) == "claim.other-bank-reference")
    #expect(
      try scenario.when(ClaimTransferReversed.reversed().changed { $0.why = "" })
        == "claim.fields-missing")
    #expect(try scenario.when(ClaimApplicationReversed.reversed(9)) == "claim.nothing-to-reverse")
    try scenario.given(Self.applied())
    let revision = try #require(try scenario.claim?.application?.revision.rawValue)
    #expect(try scenario.when(ClaimTransferReversed.reversed()) == "claim.ended")
    #expect(
      try scenario.when(ClaimApplicationReversed.reversed(revision + 1)) == "claim.other-revision")
    #expect(
      try scenario.when(ClaimApplicationReversed.reversed(revision, by: .central))
        == "claim.other-actor")
    try scenario.given(ClaimApplicationReversed.reversed(revision))
    #expect(try scenario.milestone == .paymentApplied)
    #expect(
      try scenario.when(ClaimApplicationReversed.reversed(revision)) == "claim.nothing-to-reverse")
    try scenario.given(Self.applied())
    #expect(try scenario.claim?.progress.ending == .endedPaidOff)
  }
}
