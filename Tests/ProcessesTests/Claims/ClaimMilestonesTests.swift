import Events
import Foundation
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("The course of a claim")
struct ClaimMilestonesTests {
  /// Every event that people make, as it would go well at its time.
  private static func everything(_ cause: ClaimCause) throws -> [any Message] {
    let pool = ClaimPoolOpened.pooled()
    return [
      ClaimCauseDetected.detected(cause),
      try ClaimCoverageDetermined.determined(.covered(cause)).changed {
        $0.facts.claimedOn = "2019-04-01"
      },
      ClaimTypified.typified(cause), ClaimAssigned.assigned(cause),
      ClaimDocumentsReceived.received([.idCopy]),
      ClaimBalancesCertified.certified(("F-100", 3_000_000)),
      ClaimDocumentsReturned.returned(.of(.idCopy)), ClaimSentToBroker.sent(),
      ClaimReturnedByBroker.returned(.of(.idCopy)),
      ClaimSubmittedToInsurer.submitted(to: .laEquidad), ClaimInsurerAnswered.answered(.pays),
      ClaimInsurerAnswered.answered(.refuses), ClaimInsurerAnswered.answered(.moreDocuments),
      ClaimRequestPassedOn.passedOn(by: .broker), ClaimPaymentAnnounced.announced(),
      ClaimTransferConfirmed.confirmed(), ClaimTransferReversed.reversed(),
      cause == .death || cause == .permanentIncapacity
        ? ClaimPaymentApplied.applied(on: "2019-03-10") : pool,
      ClaimEmploymentChecked.checked(), ClaimRefusalPassedOn.refusalPassedOn(by: .broker),
      ClaimRefusalDelivered.delivered(), ClaimRefusalClosed.closed(),
    ]
  }

  /// The events, by their names, that may come while a claim waits for a milestone; the rest is refused.
  private static let allowed: [(ClaimMilestone, [String])] = [
    (.coverageDetermined, ["CoverageDetermined"]),
    (.typified, ["CoverageDetermined", "Typified"]),
    (.assigned, ["CoverageDetermined", "Assigned"]),
    (.documentsReceived, ["CoverageDetermined", "Assigned", "DocumentsReceived"]),
    (
      .documentsReviewed,
      [
        "CoverageDetermined", "Assigned", "DocumentsReceived", "BalancesCertified",
        "DocumentsReturned", "SentToBroker",
      ]
    ),
    (
      .submitted,
      ["CoverageDetermined", "Assigned", "ReturnedByBroker", "SubmittedToInsurer"]
    ),
    (.answered, ["Assigned", "InsurerAnswered", "InsurerAnswered", "InsurerAnswered"]),
    (.requestAtBroker, ["Assigned", "RequestPassedOn"]),
    (.paymentAnnounced, ["Assigned", "PaymentAnnounced"]),
    (.transferConfirmed, ["Assigned", "TransferConfirmed"]),
    (.paymentApplied, ["Assigned", "TransferReversed", "PaymentApplied"]),
    (.refusalAtBroker, ["Assigned", "RefusalPassedOn"]),
    (.refusalDelivered, ["Assigned", "RefusalDelivered"]),
    (.closed, []),
  ]

  @Test(arguments: allowed)
  func `at each milestone only its own events may come`(
    milestone: ClaimMilestone, allowed: [String]
  ) throws {
    var admitted: [String] = []
    for event in try Self.everything(.death) {
      var scenario = try ClaimScenario(.death, at: milestone)
      if milestone == .documentsReviewed { try scenario.given(scenario.certified()) }
      guard let refusal = try scenario.refusal(of: event) else {
        admitted.append(String(type(of: event).protoMessageName.dropFirst("claim.v1.".count)))
        continue
      }
      #expect(
        [
          "claim.milestone-not-open", "claim.already-open", "claim.ended", "claim.facts-fixed",
          "claim.other-actor", "claim.not-delivered",
        ].contains(refusal.code), "\(event): \(refusal)")
    }
    #expect(admitted == allowed)
  }

  @Test func `nothing comes before the cause is detected`() throws {
    for event in try Self.everything(.death).dropFirst() {
      var scenario = try ClaimScenario()
      #expect(try scenario.when(event) == "claim.not-open")
    }
  }

  @Test func `a refusal says what is waited for, and which events may come from whom`() throws {
    var scenario = try ClaimScenario(at: .submitted)
    let refusal = try #require(try scenario.refusal(of: ClaimPaymentAnnounced.announced()))
    #expect(refusal.code == "claim.milestone-not-open")
    #expect(
      refusal.message
        == "this is “Anuncio del pago” (8); the claim waits for “Radicar ante la aseguradora” (6):"
        + " read it again and do what is next")
    #expect(
      refusal.allowed
        == ["claim.v1.ReturnedByBroker by Asekura", "claim.v1.SubmittedToInsurer by Asekura"])
    #expect(refusal.source == "claims: Milestones, in order, with who")
  }

  /// Who may make the event that takes a claim on, by milestone.
  private static let actors: [(ClaimMilestone, [ClaimRole])] = [
    (.causeDetected, [.adviser]),
    (.coverageDetermined, [.adviser]),
    (.typified, [.adviser]),
    (.assigned, [.directorEarly, .directorAdvanced]),
    (.documentsReceived, [.assignedAdviser, .store]),
    (.documentsReviewed, [.central]),
    (.submitted, [.broker]),
    (.answered, [.insurer]),
    (.requestAtBroker, [.broker]),
    (.requestAtCentral, [.central]),
    (.requestAtAdviser, [.assignedAdviser]),
    (.paymentAnnounced, [.broker]),
    (.transferConfirmed, [.central]),
    (.paymentApplied, [.writeDowns]),
    (.refusalAtBroker, [.broker]),
    (.refusalAtCentral, [.central]),
    (.refusalDelivered, [.store]),
  ]

  @Test(arguments: actors)
  func `each milestone is for its own people`(
    milestone: ClaimMilestone, roles: [ClaimRole]
  ) throws {
    var admitted: [ClaimRole] = []
    for role in ClaimRole.allCases where role != .unspecified && role != .system {
      var scenario = try ClaimScenario(.death, at: milestone)
      if milestone == .documentsReviewed { try scenario.given(scenario.certified()) }
      let event = try #require(try scenario.next().last { !($0 is ClaimRefusalClosed) })
      switch try scenario.when(try Self.by(role, event)) {
      case nil: admitted.append(role)
      case let code?: #expect(code == "claim.other-actor")
      }
    }
    #expect(Set(admitted) == Set(roles))
  }

  /// The same event by somebody else.
  private static func by(_ role: ClaimRole, _ event: any Message) throws -> any Message {
    func changed<M: Message>(_ event: M) throws -> M {
      let actor = try ClaimActor.person(role).jsonString()
      let json = try event.jsonString()
      guard let range = json.firstRange(of: /"actor":\{[^}]*\}/) else { return event }
      return try M(jsonString: json.replacingCharacters(in: range, with: "\"actor\":\(actor)"))
    }
    return try changed(event)
  }

  @Test(arguments: [ClaimCause.unemployment, .temporaryIncapacity])
  func
    `an adviser of early collections stands for the assigned one where the cover pays instalments`(
      cause: ClaimCause
    ) throws
  {
    var scenario = try ClaimScenario(cause, at: .documentsReceived)
    #expect(
      try scenario.when(try scenario.received().changed { $0.actor = .person(.adviser) }) == nil)
    var request = try ClaimScenario(cause, at: .requestAtAdviser)
    #expect(try request.when(ClaimRequestPassedOn.passedOn(by: .adviser)) == nil)
    var death = try ClaimScenario(.death, at: .documentsReceived)
    #expect(
      try death.when(try death.received().changed { $0.actor = .person(.adviser) })
        == "claim.other-actor")
  }

  @Test func `notes may be added at any time, also to a claim that has ended`() throws {
    for milestone in [ClaimMilestone.coverageDetermined, .answered, .closed] {
      var scenario = try ClaimScenario(at: milestone)
      #expect(try scenario.when(ClaimNoteAdded.note()) == nil)
      #expect(try scenario.when(ClaimNoteAdded.note("  ")) == "claim.fields-missing")
    }
  }

  @Test func `what is waited for is the open step of the table, whatever happens`() throws {
    for cause in ClaimCause.all {
      for answer in [ClaimAnswer.pays, .refuses] {
        var scenario = try ClaimScenario(cause)
        scenario.answer = answer
        while true {
          let events = try scenario.next()
          if events.isEmpty { break }
          for event in events {
            try scenario.given(event)
            let claim = try #require(try scenario.claim)
            #expect(claim.path.open.first ?? "closed" == claim.progress.milestone.code)
            #expect(claim.hasEnded == (claim.progress.ending != .unspecified))
          }
        }
      }
    }
  }
}
