import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Claims, random histories")
struct ClaimRandomTests {
  /// Something that somebody may try: mostly what would be next, sometimes anything.
  private static func attempt(
    _ scenario: ClaimScenario, _ random: inout SeededRandom
  ) throws -> any Message {
    if Int.random(in: 0..<3, using: &random) > 0, let event = try scenario.next().first {
      return event
    }
    let invoices = ["F-100", "F-2"].shuffled(using: &random)
    let units = Int64([3_000_000, 4_000_002, 2_700_000].randomElement(using: &random) ?? 0)
    let roles = ClaimRole.allCases.filter { $0 != .system }
    let role = roles.randomElement(using: &random) ?? .adviser
    let answer = ClaimAnswer.allCases.randomElement(using: &random) ?? .pays
    let choices: [any Message] = [
      try ClaimCoverageDetermined.determined(
        .covered(scenario.cause).changed { $0.claimedOn = "2019-04-01" }, by: role),
      ClaimTypified.typified(scenario.cause, by: role), ClaimAssigned.assigned(scenario.cause),
      ClaimDocumentsReceived.received([.idCopy, .deathRecord], by: role),
      ClaimBalancesCertified.certified((invoices[0], units)),
      ClaimBalancesCertified.certified(("F-100", 3_000_000)),
      ClaimDocumentsReturned.returned(.of(.idCopy), .of(.deathCertificate)),
      ClaimSentToBroker.sent(by: role), ClaimReturnedByBroker.returned(.of(.idCopy)),
      ClaimInsurerAnswered.answered(answer), ClaimRequestPassedOn.passedOn(by: role),
      ClaimRefusalPassedOn.refusalPassedOn(by: role), ClaimTransferReversed.reversed(),
      ClaimApplicationReversed.reversed(UInt64.random(in: 8..<30, using: &random)),
      ClaimRefusalDelivered.delivered(.certifiedMail), ClaimRefusalClosed.closed(.courierGuide),
      ClaimNoteAdded.note(), ClaimEmploymentChecked.checked(month: 1),
      ClaimPoolOpened.pooled(months: 1), ClaimPaymentApplied.applied(on: "2019-03-10"),
    ]
    return choices.randomElement(using: &random) ?? ClaimNoteAdded.note()
  }

  @Test func `the table and what is shown agree, nothing is stuck, and replaying gives the same`()
    throws
  {
    var random = SeededRandom.printed()
    let rules = ClaimRules(zone: try SystemTimeZones.load("America/Bogota"))
    for _ in 0..<40 {
      var scenario = try ClaimScenario(ClaimCause.all.randomElement(using: &random) ?? .death)
      var refused = 0
      for _ in 0..<80 {
        let event = try Self.attempt(scenario, &random)
        if try scenario.when(event) != nil { refused += 1 }
        guard let claim = try scenario.claim else { continue }
        try #require(claim.path.open.count == (claim.hasEnded ? 0 : 1))
        try #require(claim.path.open.first ?? "closed" == claim.progress.milestone.code)
      }
      #expect(refused > 0)
      let stream = try StreamName(ClaimScenario.stream)
      var replayed = try rules.initialState(of: stream)
      for event in scenario.log.recorded {
        let decoded = try rules.decode(
          type: event.type, contentType: event.contentType, data: event.data)
        rules.apply(decoded, EventFacts(event), to: &replayed)
      }
      let claim = try scenario.claim
      #expect(replayed.claim == claim)
      try finish(&scenario)
    }
  }

  /// From wherever it is, a claim comes to its end, or to its pool, within a few steps.
  private func finish(_ scenario: inout ClaimScenario) throws {
    var steps = 0
    while true {
      let events = try scenario.next()
      if events.isEmpty { break }
      // Other balances may have been certified on the way; what is due is done with the usual ones.
      if try scenario.milestone == .submitted {
        try scenario.given(ClaimReturnedByBroker.returned(.of(.balanceCertificate)))
        let missing = try scenario.claim?.missing(PolicyBook()) ?? []
        if missing.contains(where: { $0.anyOf != [.balanceCertificate] }) {
          try scenario.given(try scenario.received())
        }
        try scenario.given(scenario.certified())
        try scenario.given(ClaimSentToBroker.sent())
        try scenario.given(try scenario.submitted())
      } else if try scenario.milestone == .documentsReviewed {
        try scenario.given(scenario.certified())
        let missing = try scenario.claim?.missing(PolicyBook()) ?? []
        if !missing.isEmpty { try scenario.given(try scenario.received()) }
        try scenario.given(ClaimSentToBroker.sent())
      } else if try scenario.milestone == .paymentApplied {
        // Applied only where the usual balance was certified.
        for event in events
        where try scenario.claim?.certificate?["F-100"] == Money(minorUnits: 300_000_000, .cop) {
          try scenario.given(event)
        }
        if try scenario.milestone == .paymentApplied { return }
      } else {
        for event in events { try scenario.given(event) }
      }
      steps += 1
      try #require(steps < 30)
    }
    #expect(try [.closed, .pool].contains(scenario.milestone))
  }
}
