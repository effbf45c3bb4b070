import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Refusals of claims")
struct ClaimRefusalTests {
  static let number = ClaimNumber(417)!
  static let day = LocalDate("2019-03-10")!
  static let time = Timestamp(seconds: 1_552_200_000)
  static let money = Money(minorUnits: 300, .cop)
  static let need = ClaimNeed.with { $0.anyOf = [.idCopy] }

  /// One of each.
  static let all: [ClaimRefusal] = [
    .notAClaimStream(number.stream), .unreadable(.notUTF8),
    .unknownValue(field: "cause", number: 9), .fieldsMissing(["cause"]),
    .fieldNotTaken("band", .death), .notADate("x", field: "issued_on"),
    .inTheFuture(day, field: "issued_on", today: day),
    .effectiveInTheFuture(time, recorded: time), .datesOutOfOrder(first: "a", second: "b"),
    .notMoney(.notACurrency("x"), field: "amount"), .notCOP(.pen, field: "amount"),
    .notPositive(money, field: "amount"), .tooLarge(money, field: "amount"),
    .tooMany(101, field: "obligations"), .notACedula("x"), .notASHA256("x"),
    .roleUnknown(number: 0), .actorUnnamed, .systemRoleReserved, .daemonAsPerson(.store),
    .onlyByDaemon, .neverByDaemon,
    .personOfOtherRole(field: "informed", .store, allowed: [.adviser]),
    .otherActor(.submitted, .store, allowed: [.broker]), .alreadyOpen(number), .notOpen(number),
    .otherNumber(1, of: number), .ended(.endedRefused),
    .milestoneNotOpen(.submitted, waitsFor: .answered, allowed: ["x"]), .invoiceTwice("F-1"),
    .coverageDiffers(expected: [ClaimFinding()]), .clientNotInformed,
    .documentsNotRequested([need]), .claimedOnDiffers(day, received: day),
    .causeFixed(.death, given: .unemployment), .factsFixed,
    .typificationDiffers(.fallecido, expected: .incapacidadTotal),
    .prescribed(received: day, lastDay: day), .notHandedIn, .notMarkedInSIIF,
    .nothingToClaim(invoices: ["F-1"]), .moreIsMissing([need]), .documentsMissing([need]),
    .otherInsurer(.mapfre, expected: .laEquidad),
    .claimedDiffers(money, certified: money, .death),
    .bankReferenceTaken("B", heldBy: number.stream), .otherBankReference("B", expected: "C"),
    .otherClient("1", expected: "2"), .otherWayToApply(.death),
    .notEffectiveOnOccurrence(day, occurredOn: day),
    .invoiceNotCertified("F-1", certified: ["F-2"]), .conceptTwice(.capital, invoice: "F-1"),
    .nothingApplied(.capital, invoice: "F-1"),
    .balanceNotSettled(invoice: "F-1", applied: money, certified: money),
    .sumDiffers(applied: money, transferred: money), .poolTooLong(months: 7, monthsMax: 6),
    .notTheDueDay(day, dueDay: 11), .noSuchMonth(7, months: 6),
    .deadlineNotByRule(rule: "x", field: "rule"), .nothingToReverse(.answered),
    .otherRevision(1, expected: 2), .notDelivered,
    .otherProof(.receipt, of: .certifiedMail, expected: .courierGuide),
  ]

  @Test func `each has a code of its own, in the words of the wire`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /claim\.[a-z0-9-]+/) != nil) }
  }

  @Test(arguments: all)
  func `each says what to do and where it is written`(_ refusal: ClaimRefusal) {
    let told = refusal.refusal
    #expect(told.code == refusal.code)
    #expect(!told.message.isEmpty)
    #expect(
      ["claims: ", "receivables: ", "schemas/claim/v1/"].contains { told.source.hasPrefix($0) })
    #expect(refusal.description.contains(told.code))
    #expect(refusal.description.contains(told.source))
  }

  @Test func `an actor has a role and a name, and is not the daemon`() throws {
    var scenario = try ClaimScenario()
    let right = ClaimCauseDetected.detected(.death)
    #expect(try scenario.when(right.changed { $0.clearActor() }) == "claim.role-unknown")
    #expect(
      try scenario.when(
        right.changed {
          $0.actor.key = " "
          $0.actor.name = ""
        }) == "claim.actor-unnamed")
    #expect(try scenario.when(right.changed { $0.actor = .daemon }) == "claim.system-role-reserved")
    #expect(
      try scenario.when(right.changed { $0.actor.role = .store }) == "claim.other-actor")
    #expect(try scenario.when(right.changed { $0.actor.key = "" }) == nil)
  }

  @Test func `a number outside its list is told from binary`() throws {
    var scenario = try ClaimScenario()
    func when(_ event: any Message) throws -> String? {
      let refusal = try scenario.log.when(event, in: ClaimScenario.stream, as: .binary)
      return refusal?.code
    }
    let right = ClaimCauseDetected.detected(.death)
    #expect(
      try when(right.changed { $0.actor.role = .UNRECOGNIZED(77) }) == "claim.role-unknown")
    #expect(try when(right.changed { $0.cause = .UNRECOGNIZED(77) }) == "claim.unknown-value")
    #expect(try when(right) == nil)
    #expect(
      try when(ClaimNoteAdded.note().changed { $0.system = .UNRECOGNIZED(9) })
        == "claim.unknown-value")
    var answered = try ClaimScenario(.death, at: .answered)
    #expect(
      try answered.log.when(
        ClaimInsurerAnswered.answered(.UNRECOGNIZED(9)), in: ClaimScenario.stream, as: .binary)?
        .code == "claim.unknown-value")
  }

  @Test func `a payload is read strictly`() throws {
    var scenario = try ClaimScenario()
    func when(_ type: String, _ json: String) throws -> Refusal? {
      try scenario.log.when(
        type: try EventType(type), .json, Array(json.utf8), in: ClaimScenario.stream)
    }
    #expect(try when("claim.v1.CauseDetected", "{\"extra\":1}")?.code == "claim.unreadable")
    #expect(try when("claim.v1.CauseDetected", "{")?.code == "claim.unreadable")
    let unknown = try #require(try when("claim.v1.Paid", "{}"))
    #expect(unknown.allowed == ClaimEvent.types)
    #expect(ClaimEvent.types.count == 25)
  }
}
