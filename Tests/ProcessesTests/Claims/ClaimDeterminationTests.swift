import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: the coverage as it is recorded")
struct ClaimDeterminationTests {
  /// A claim whose cause was detected.
  private static func opened(_ cause: ClaimCause = .death) throws -> ClaimScenario {
    try ClaimScenario(cause, at: .coverageDetermined)
  }

  @Test(arguments: ClaimCause.all)
  func `is what the facts say, or is refused with what would be accepted`(
    cause: ClaimCause
  ) throws {
    var scenario = try Self.opened(cause)
    let right = try ClaimCoverageDetermined.determined(.covered(cause))
    let wrong: [(inout ClaimCoverageDetermined) -> Void] = [
      { $0.findings = [] },
      { $0.findings.append($0.findings[0]) },
      { $0.findings[0].invoice = "F-101" },
      { $0.findings[0].decision = .notCovered },
      { $0.findings[0].decision = .doubtful },
      { $0.findings[0].insurer = .mapfre },
      { $0.findings[0].reasons = [.noPolicy] },
      { $0.findings[0].doubts = [.notDecreed] },
      { $0.findings[0].poolMonths += 1 },
    ]
    for change in wrong {
      let refusal = try #require(try scenario.refusal(of: right.changed(change)))
      #expect(refusal.code == "claim.coverage-differs")
      #expect(refusal.allowed.map { try? ClaimFinding(jsonString: $0) } == right.findings)
    }
    #expect(try scenario.when(right) == nil)
  }

  @Test func `names reasons and credits in any order`() throws {
    var scenario = try Self.opened()
    let facts = ClaimFacts.died().changed {
      $0.credits = [
        .credit("F-2") {
          $0.state = .castigado
          $0.policySubscribed = false
        }, .credit("F-1"),
      ]
    }
    let event = try ClaimCoverageDetermined.determined(facts).changed {
      $0.findings.reverse()
      $0.findings[1].reasons.reverse()
    }
    #expect(event.findings[1].reasons == [.noPolicy, .writtenOff])
    #expect(try scenario.when(event) == nil)
  }

  @Test func `the client is informed, and asked for all documents`() throws {
    var scenario = try Self.opened()
    let event = try ClaimCoverageDetermined.determined(.died(.accidental))
    #expect(
      try scenario.when(event.changed { $0.clientInformed = false })
        == "claim.client-not-informed")
    #expect(
      try scenario.when(event.changed { $0.clearClientInformed() })
        == "claim.client-not-informed")
    let refusal = try #require(
      try scenario.refusal(
        of: event.changed { $0.requested.removeAll { $0.kind == .necropsy } }))
    #expect(refusal.code == "claim.documents-not-requested")
    #expect(refusal.allowed == ["Necropsia"])
    #expect(
      try scenario.when(event.changed { $0.requested.append(.of(.otherDocument)) })
        == "claim.fields-missing")
    // More may be asked for.
    #expect(
      try scenario.when(
        event.changed { $0.requested.append(.of(.otherDocument, "Acta de la Fiscalía")) }) == nil)
  }

  @Test func `a claim that nothing covers ends with it`() throws {
    var scenario = try Self.opened()
    try scenario.given(
      try ClaimCoverageDetermined.determined(.died().credit { $0.policySubscribed = false }))
    #expect(try scenario.claim?.progress.ending == .endedNotCovered)
    #expect(try scenario.when(ClaimTypified.typified(.death)) == "claim.ended")
  }

  @Test func `a doubtful one goes on`() throws {
    var scenario = try Self.opened(.permanentIncapacity)
    try scenario.given(
      try ClaimCoverageDetermined.determined(.permanent { $0.decreed = false }))
    #expect(try scenario.milestone == .typified)
  }

  @Test func `facts that turn out to be others are recorded until it is submitted`() throws {
    for milestone in [
      ClaimMilestone.typified, .assigned, .documentsReceived, .documentsReviewed, .submitted,
    ] {
      var scenario = try ClaimScenario(.death, at: milestone)
      var facts = ClaimFacts.died(.accidental, on: "2019-03-11")
      facts.claimedOn = "2019-04-01"
      let event = try ClaimCoverageDetermined.determined(facts, by: .assignedAdviser)
      #expect(try scenario.when(event) == nil, "\(milestone)")
      #expect(try scenario.milestone == milestone)
      #expect(try scenario.claim?.facts?.cause == .death(.accidental))
    }
    var scenario = try ClaimScenario(.death, at: .answered)
    let event = try ClaimCoverageDetermined.determined(
      .died().changed { $0.claimedOn = "2019-04-01" })
    #expect(try scenario.when(event) == "claim.facts-fixed")
    #expect(
      try scenario.when(event.changed { $0.actor = .person(.central) }) == "claim.facts-fixed")
  }

  @Test func `the cause stays what was typified`() throws {
    var typified = try ClaimScenario(.unemployment, at: .assigned)
    let event = try ClaimCoverageDetermined.determined(.temporary())
    #expect(try typified.when(event) == "claim.cause-fixed")
    var before = try ClaimScenario(.unemployment, at: .typified)
    #expect(try before.when(event) == nil)
    #expect(try before.claim?.cause == .temporaryIncapacity)
  }

  @Test func `the day of the claim is that of the first documents`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReviewed)
    let event = try ClaimCoverageDetermined.determined(
      .died().changed { $0.claimedOn = "2019-03-31" })
    #expect(try scenario.when(event) == "claim.claimed-on-differs")
  }

  @Test func `a claim that prescribed before documents came is closed by its coverage`() throws {
    let facts = ClaimFacts.died(on: "2017-04-01").changed {
      $0.credits = [.credit(disbursed: "2016-01-01")]
    }
    var scenario = try ClaimScenario(.death, at: .documentsReceived, facts: facts)
    scenario.log.now = .at("2019-04-02T15:00:00Z")
    let late = try scenario.received().changed { $0.receivedOn = "2019-04-02" }
    let refusal = try #require(try scenario.refusal(of: late))
    #expect(refusal.code == "claim.prescribed")
    #expect(refusal.message.contains("2019-04-01 was the last day"))
    try scenario.given(
      try ClaimCoverageDetermined.determined(facts.changed { $0.claimedOn = "2019-04-02" }))
    #expect(try scenario.claim?.findings[0].reasons == [.prescribed])
    #expect(try scenario.claim?.progress.ending == .endedNotCovered)
  }
}
