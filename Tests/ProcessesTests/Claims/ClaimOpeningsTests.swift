import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: milestones 1 to 3a")
struct ClaimOpeningsTests {
  @Test(arguments: [
    "claim-417", "claim-0000417", "claim-000000417", "claim-00000000", "claim-0000041x", "claim",
    "claim-",
  ])
  func `a stream is named claim- and eight digits`(name: String) throws {
    var log = try ClaimScenario().log
    #expect(
      try log.when(ClaimCauseDetected.detected(.death), in: name)?.code
        == "claim.not-a-claim-stream")
  }

  @Test func `a claim is opened once, under its own number`() throws {
    var scenario = try ClaimScenario()
    #expect(
      try scenario.when(ClaimCauseDetected.detected(.death, number: 418)) == "claim.other-number")
    #expect(try scenario.when(ClaimCauseDetected.detected(.death)) == nil)
    #expect(try scenario.when(ClaimCauseDetected.detected(.death)) == "claim.already-open")
  }

  @Test func `everything of the client and the call is given`() throws {
    var scenario = try ClaimScenario()
    let empty = ClaimCauseDetected.with {
      $0.actor = .person(.adviser)
      $0.number = ClaimScenario.number
    }
    let refusal = try #require(try scenario.refusal(of: empty))
    #expect(refusal.code == "claim.fields-missing")
    #expect(
      refusal.message
        == "required and not given: client.id, client.name, cause, contact; fill in all of them")
  }

  @Test(arguments: [
    ("63502417", true), ("123", true), ("1098765432", true), ("12", false), ("10987654321", false),
    ("063502417", false), ("63.502.417", false), ("6350241x", false), ("٦٣٥٠٢٤١٧", false),
  ])
  func `a cédula has 3 to 10 digits`(id: String, isTaken: Bool) throws {
    var scenario = try ClaimScenario()
    let event = ClaimCauseDetected.detected(.death).changed { $0.client.id = id }
    #expect(try scenario.when(event) == (isTaken ? nil : "claim.not-a-cedula"))
  }

  @Test func `what the log is told to have become true later is refused`() throws {
    var scenario = try ClaimScenario()
    let now = scenario.log.now
    #expect(
      try scenario.when(ClaimCauseDetected.detected(.death), effective: now.adding(seconds: 1))
        == "claim.effective-in-the-future")
    #expect(try scenario.when(ClaimCauseDetected.detected(.death), effective: now) == nil)
    #expect(
      try scenario.when(ClaimNoteAdded.note(), effective: now.adding(seconds: -86_400)) == nil)
  }

  @Test(arguments: [
    (ClaimCause.death, ClaimTypification.fallecido),
    (.permanentIncapacity, .incapacidadTotal),
    (.unemployment, .tramiteDesempleo), (.temporaryIncapacity, .tramiteDesempleo),
  ])
  func `each cause is typified in one way`(
    cause: ClaimCause, expected: ClaimTypification
  ) throws {
    for typification in ClaimTypification.allCases {
      var scenario = try ClaimScenario(cause, at: .typified)
      let event = ClaimTypified.typified(cause).changed { $0.typification = typification }
      let code: String? =
        switch typification {
        case expected: nil
        case .unspecified: "claim.fields-missing"
        default: "claim.typification-differs"
        }
      #expect(try scenario.when(event) == code)
    }
  }

  @Test func `for a death the resolution that cancels the ID is confirmed`() throws {
    var scenario = try ClaimScenario(.death, at: .typified)
    func resolved(_ day: String) -> ClaimTypified {
      .typified(.death).changed { $0.resolutionOn = day }
    }
    #expect(try scenario.when(resolved("")) == "claim.fields-missing")
    #expect(try scenario.when(resolved("25/03/2019")) == "claim.not-a-date")
    #expect(try scenario.when(resolved("2019-03-09")) == "claim.dates-out-of-order")
    #expect(try scenario.when(resolved("2019-04-02")) == "claim.in-the-future")
    #expect(try scenario.when(resolved("2019-03-10")) == nil)
    var other = try ClaimScenario(.unemployment, at: .typified)
    let event = ClaimTypified.typified(.unemployment).changed { $0.resolutionOn = "2019-03-25" }
    #expect(try other.when(event) == "claim.field-not-taken")
  }

  @Test(arguments: [ClaimCause.death, .permanentIncapacity])
  func `death and permanent incapacity go to an assigned adviser`(cause: ClaimCause) throws {
    var scenario = try ClaimScenario(cause, at: .assigned)
    #expect(
      try scenario.when(ClaimAssigned.assigned(.unemployment)) == "claim.field-not-taken")
    #expect(
      try scenario.when(ClaimAssigned.assigned(cause).changed { $0.clearAdviser() })
        == "claim.fields-missing")
    #expect(
      try scenario.when(ClaimAssigned.assigned(cause).changed { $0.band = "1-30" })
        == "claim.field-not-taken")
    #expect(
      try scenario.when(ClaimAssigned.assigned(cause).changed { $0.adviser = .person(.store) })
        == "claim.person-of-other-role")
    #expect(try scenario.when(ClaimAssigned.assigned(cause, by: .directorEarly)) == nil)
    #expect(try scenario.when(ClaimAssigned.assigned(cause, by: .adviser)) == "claim.other-actor")
    #expect(try scenario.when(ClaimAssigned.assigned(cause)) == nil, "to another one")
  }

  @Test(arguments: [ClaimCause.unemployment, .temporaryIncapacity])
  func `the covers that pay instalments go to early collections by band`(
    cause: ClaimCause
  ) throws {
    var scenario = try ClaimScenario(cause, at: .assigned)
    #expect(try scenario.when(ClaimAssigned.assigned(.death)) == "claim.field-not-taken")
    #expect(
      try scenario.when(ClaimAssigned.assigned(cause).changed { $0.band = "" })
        == "claim.fields-missing")
    #expect(try scenario.when(ClaimAssigned.assigned(cause)) == nil)
  }
}
