import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: documents, submission and answer")
struct ClaimSubmissionsTests {
  @Test func `documents are received with a receipt, a ticket and what they are`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReceived)
    let right = try scenario.received()
    let wrong: [((inout ClaimDocumentsReceived) -> Void, String)] = [
      ({ $0.receivedOn = "" }, "claim.fields-missing"),
      ({ $0.receivedOn = "2019-4-1" }, "claim.not-a-date"),
      ({ $0.receivedOn = "2019-04-02" }, "claim.in-the-future"),
      ({ $0.receivedOn = "2019-03-09" }, "claim.dates-out-of-order"),
      ({ $0.documents = [] }, "claim.fields-missing"),
      ({ $0.documents[0].kind = .unspecified }, "claim.fields-missing"),
      ({ $0.documents[0].medium = .unspecified }, "claim.fields-missing"),
      ({ $0.documents[0].kind = .otherDocument }, "claim.fields-missing"),
      ({ $0.documents[0].kind = .balanceCertificate }, "claim.not-handed-in"),
      ({ $0.receipt = "" }, "claim.fields-missing"),
      ({ $0.ticket = " " }, "claim.fields-missing"),
      ({ $0.markedInSiif = false }, "claim.not-marked-in-siif"),
    ]
    for (change, code) in wrong { #expect(try scenario.when(right.changed(change)) == code) }
    #expect(try scenario.when(right) == nil)
  }

  @Test func `the receipt is the store's, the ticket is opened once, the mark is for a death`()
    throws
  {
    var scenario = try ClaimScenario(.death, at: .documentsReceived)
    let sent = ClaimDocumentsReceived.received([.idCopy], by: .assignedAdviser)
    #expect(try scenario.when(sent.changed { $0.receipt = "" }) == nil)
    let more = ClaimDocumentsReceived.received([.deathCertificate]).changed {
      $0.ticket = ""
      $0.markedInSiif = false
    }
    #expect(try scenario.when(more) == nil)
    var other = try ClaimScenario(.unemployment, at: .documentsReceived)
    #expect(try other.when(try other.received().changed { $0.clearMarkedInSiif() }) == nil)
  }

  @Test(arguments: [("2019-04-01", nil), ("2019-04-02", "claim.prescribed")])
  func `the first documents come until the second anniversary`(
    received: String, code: String?
  ) throws {
    let facts = ClaimFacts.died(on: "2017-04-01").changed {
      $0.credits = [.credit(disbursed: "2016-01-01")]
    }
    var scenario = try ClaimScenario(.death, at: .documentsReceived, facts: facts)
    // Recorded later; what counts is when they came.
    scenario.log.now = .at("2019-04-15T15:00:00Z")
    #expect(
      try scenario.when(try scenario.received().changed { $0.receivedOn = received }) == code)
  }

  @Test func `after the claim was made in time nothing prescribes`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReviewed)
    try scenario.given(ClaimDocumentsReturned.returned(.of(.idCopy)))
    scenario.log.now = .at("2022-01-10T15:00:00Z")
    #expect(try scenario.when(ClaimDocumentsReceived.received([.idCopy], on: "2022-01-10")) == nil)
  }

  @Test func `balances are certified by invoice, exact and in COP`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReviewed)
    let right = ClaimBalancesCertified.certified(("F-100", 3_000_000), ("F-7", 12))
    let wrong: [((inout ClaimBalancesCertified) -> Void, String)] = [
      ({ $0.issuedOn = "" }, "claim.fields-missing"),
      ({ $0.issuedOn = "2019-04-02" }, "claim.in-the-future"),
      ({ $0.obligations = [] }, "claim.fields-missing"),
      ({ $0.obligations[1].invoice = "" }, "claim.fields-missing"),
      ({ $0.obligations[1].invoice = "F-100" }, "claim.invoice-twice"),
      ({ $0.obligations[0].balance = .cop(0) }, "claim.not-positive"),
      ({ $0.obligations[0].balance = .cop(-5) }, "claim.not-positive"),
      ({ $0.obligations[0].clearBalance() }, "claim.not-money"),
      ({ $0.obligations[0].balance.currencyCode = "USD" }, "claim.not-cop"),
      ({ $0.obligations[0].balance.nanos = 5 }, "claim.not-money"),
      ({ $0.obligations[0].balance = .cop(100_000_000_001) }, "claim.too-large"),
      ({ $0.obligations[0].invoice = "F-101" }, "claim.nothing-to-claim"),
    ]
    for (change, code) in wrong { #expect(try scenario.when(right.changed(change)) == code) }
    #expect(
      try scenario.when(right.changed { $0.obligations[0].balance.nanos = 500_000_000 }) == nil)
    #expect(try scenario.when(right) == nil, "again, with other figures")
  }

  @Test func `an incomplete claim goes back with everything that is missing`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReceived)
    try scenario.given(ClaimDocumentsReceived.received([.idCopy]))
    try scenario.given(scenario.certified())
    let sent = try #require(try scenario.refusal(of: ClaimSentToBroker.sent()))
    #expect(sent.code == "claim.documents-missing")
    #expect(
      sent.allowed
        == ["Certificado de defunción (Registraduría) o Certificado de fallecido"])
    #expect(
      try scenario.when(ClaimDocumentsReturned.returned(.of(.idCopy))) == "claim.more-is-missing")
    #expect(
      try scenario.when(ClaimDocumentsReturned.returned()) == "claim.fields-missing")
    #expect(try scenario.when(ClaimDocumentsReturned.returned(.of(.deceasedCertificate))) == nil)
    #expect(try scenario.milestone == .documentsReceived)
    try scenario.given(ClaimDocumentsReceived.received([.deceasedCertificate]))
    #expect(
      try scenario.when(ClaimSentToBroker.sent().changed { $0.memorandum = "" })
        == "claim.fields-missing")
    #expect(try scenario.when(ClaimSentToBroker.sent()) == nil)
  }

  @Test func `nothing goes to the broker without the certificate, whatever the list`() throws {
    for cause in [ClaimCause.death, .permanentIncapacity, .unemployment] {
      var scenario = try ClaimScenario(cause, at: .documentsReviewed)
      let refusal = try #require(try scenario.refusal(of: ClaimSentToBroker.sent()))
      #expect(refusal.allowed == ["Saldo insoluto de la deuda"])
      try scenario.given(scenario.certified())
      #expect(try scenario.when(ClaimSentToBroker.sent()) == nil)
    }
  }

  @Test func `the broker sends it back or submits it to the insurer that covers it`() throws {
    var scenario = try ClaimScenario(.death, at: .submitted)
    #expect(
      try scenario.when(ClaimSubmittedToInsurer.submitted(to: .mapfre)) == "claim.other-insurer")
    #expect(try scenario.when(ClaimReturnedByBroker.returned()) == "claim.fields-missing")
    try scenario.given(ClaimReturnedByBroker.returned(.of(.balanceCertificate), .of(.idCopy)))
    #expect(try scenario.milestone == .documentsReviewed)
    #expect(try scenario.claim?.certificate == nil)
    try scenario.given(scenario.certified())
    #expect(try scenario.when(ClaimSentToBroker.sent()) == "claim.documents-missing")
    try scenario.given(ClaimDocumentsReceived.received([.idCopy]))
    try scenario.given(ClaimSentToBroker.sent())
    #expect(try scenario.when(ClaimSubmittedToInsurer.submitted(to: .laEquidad)) == nil)
  }

  @Test(arguments: [
    (ClaimCause.death, Int64(2_999_999), "claim.claimed-differs" as String?),
    (.death, 3_000_000, nil),
    (.death, 3_000_001, "claim.claimed-differs"),
    (.unemployment, 2_999_999, nil), (.unemployment, 3_000_000, nil),
    (.unemployment, 3_000_001, "claim.claimed-differs"),
    (.unemployment, 0, "claim.not-positive"),
  ])
  func `claimed is the certified saldo insoluto, of instalments no more than it`(
    cause: ClaimCause, units: Int64, code: String?
  ) throws {
    var scenario = try ClaimScenario(cause, at: .submitted)
    #expect(
      try scenario.when(ClaimSubmittedToInsurer.submitted(to: .laEquidad, claimed: units)) == code)
  }

  @Test func `an obligation that is not covered is certified but not claimed`() throws {
    let facts = ClaimFacts.died().changed {
      $0.credits.append(.credit("F-2") { $0.daysPastDue = 360 })
    }
    var scenario = try ClaimScenario(.death, at: .documentsReviewed, facts: facts)
    try scenario.given(ClaimBalancesCertified.certified(("F-100", 3_000_000), ("F-2", 500_000)))
    try scenario.given(ClaimSentToBroker.sent())
    #expect(
      try scenario.when(ClaimSubmittedToInsurer.submitted(to: .laEquidad, claimed: 3_500_000))
        == "claim.claimed-differs")
    #expect(try scenario.when(ClaimSubmittedToInsurer.submitted(to: .laEquidad)) == nil)
  }

  @Test func `an answer says what it has to`() throws {
    var scenario = try ClaimScenario(.death, at: .answered)
    #expect(
      try scenario.when(ClaimInsurerAnswered.answered(.unspecified)) == "claim.fields-missing")
    #expect(
      try scenario.when(ClaimInsurerAnswered.answered(.moreDocuments).changed { $0.documents = [] })
        == "claim.fields-missing")
    #expect(
      try scenario.when(ClaimInsurerAnswered.answered(.refuses).changed { $0.objection = "" })
        == "claim.fields-missing")
    #expect(
      try scenario.when(
        ClaimInsurerAnswered.answered(.pays).changed { $0.documents = [.of(.necropsy)] })
        == "claim.field-not-taken")
  }

  @Test func `a request for more goes to the client, and the documents come back the same way`()
    throws
  {
    var scenario = try ClaimScenario(.death, at: .answered)
    for event: any Message in [
      ClaimInsurerAnswered.answered(.moreDocuments), ClaimRequestPassedOn.passedOn(by: .broker),
      ClaimRequestPassedOn.passedOn(by: .central),
      ClaimRequestPassedOn.passedOn(by: .assignedAdviser),
    ] { try scenario.given(event) }
    #expect(try scenario.milestone == .documentsReceived)
    #expect(try scenario.claim?.missing(PolicyBook()).map(\.label) == ["Necropsia"])
    try scenario.given(ClaimDocumentsReceived.received([.necropsy]))
    try scenario.given(ClaimSentToBroker.sent())
    try scenario.given(ClaimSubmittedToInsurer.submitted(to: .laEquidad))
    #expect(try scenario.milestone == .answered)
  }

  @Test func `a refusal is closed only with the proof that its letter was received`() throws {
    for (delivery, proof): (ClaimDelivery, ClaimProofKind) in [
      (.inPerson, .receipt), (.certifiedMail, .courierGuide),
    ] {
      var scenario = try ClaimScenario(.death, at: .refusalDelivered)
      #expect(try scenario.when(ClaimRefusalClosed.closed(proof)) == "claim.not-delivered")
      #expect(
        try scenario.when(ClaimRefusalDelivered.delivered(.unspecified)) == "claim.fields-missing")
      #expect(
        try scenario.when(ClaimRefusalDelivered.delivered().changed { $0.recipient = "" })
          == "claim.fields-missing")
      try scenario.given(ClaimRefusalDelivered.delivered(.certifiedMail))
      try scenario.given(ClaimRefusalDelivered.delivered(delivery))
      #expect(
        try scenario.when(ClaimRefusalClosed.with { $0.actor = .person(.store) })
          == "claim.fields-missing")
      let other: ClaimProofKind = proof == .receipt ? .courierGuide : .receipt
      #expect(try scenario.when(ClaimRefusalClosed.closed(other)) == "claim.other-proof")
      let closed = ClaimRefusalClosed.closed(proof)
      #expect(
        try scenario.when(closed.changed { $0.proof.reference = "" }) == "claim.fields-missing")
      #expect(
        try scenario.when(closed.changed { $0.proof.receivedOn = "2019-04-02" })
          == "claim.in-the-future")
      #expect(
        try scenario.when(closed.changed { $0.proof.sha256 = "ABC" }) == "claim.not-a-sha256")
      let sha256 = String(repeating: "0f", count: 32)
      #expect(try scenario.when(closed.changed { $0.proof.sha256 = sha256 }) == nil)
      #expect(try scenario.claim?.progress.ending == .endedRefused)
    }
  }

  @Test func `the central administration puts the refusal into the ticket and informs the adviser`()
    throws
  {
    var scenario = try ClaimScenario(.death, at: .refusalAtBroker)
    #expect(
      try scenario.when(
        ClaimRefusalPassedOn.with { $0.actor = .person(.broker) }) == nil)
    let event = ClaimRefusalPassedOn.refusalPassedOn(by: .central)
    #expect(try scenario.when(event.changed { $0.ticket = "" }) == "claim.fields-missing")
    #expect(try scenario.when(event.changed { $0.clearInformed() }) == "claim.fields-missing")
    #expect(
      try scenario.when(event.changed { $0.informed = .person(.insurer) })
        == "claim.person-of-other-role")
    #expect(try scenario.when(event) == nil)
  }
}
