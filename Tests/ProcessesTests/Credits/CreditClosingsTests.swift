import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Write-off, write-down, paz y salvo, certificates and reversals.
@Suite("Closing and certifying") struct CreditClosingsTests {
  private func due() throws -> CreditScenario {
    var scenario = try CreditScenario.withCredit()
    try scenario.at("2018-09-20")
    return scenario
  }

  private func settled() throws -> CreditScenario {
    var scenario = try due()
    try scenario.given(.payment("p-1", 600_000, on: "2018-09-20", [.capital: 600_000]))
    try scenario.given(
      .condonation("c-1", [.intereses: 40_000, .cargos: 10_000], on: "2018-09-20"))
    return scenario
  }

  @Test func `a write-down needs a payment and its condonation, and leaves nothing`() throws {
    var scenario = try due()
    try scenario.given(.payment("p-1", 600_000, on: "2018-09-20", [.capital: 600_000]))
    let refusal = try #require(try scenario.when(.writeDown("b-1", payment: "p-1")))
    #expect(refusal.code == "credit.still-owed")
    #expect(refusal.message.contains("intereses COP 40000.00"))
    try scenario.given(
      .condonation("c-1", [.intereses: 40_000, .cargos: 10_000], on: "2018-09-20"))

    #expect(try scenario.code(.writeDown("b-1", payment: "p-9")) == "credit.id-unknown")
    #expect(try scenario.code(.writeDown("b-1", payment: "c-1")) == "credit.not-reversible")
    #expect(
      try scenario.code(.writeDown("b-1", payment: "p-1", condonations: ["c-9"]))
        == "credit.id-unknown")
    #expect(
      try scenario.code(
        CreditWrittenDown.writeDown("b-1", payment: "").changed { $0.paymentMade = nil })
        == "credit.fields-missing")
    try scenario.given(.writeDown("b-1", payment: "p-1", condonations: ["c-1"]))
    #expect(try scenario.owed(on: "2019-01-15") == [0, 0, 0, 0])
    #expect(try scenario.accounts().obligations[0].state == .paidOff)
  }

  @Test func `nothing follows on a closed obligation`() throws {
    var scenario = try settled()
    try scenario.given(.writeDown("b-1", payment: "p-1", condonations: ["c-1"]))
    for event: any Message in [
      CreditPaymentReceived.payment("p-2", 1, on: "2018-09-20"),
      CreditChargeAdded.charge("m-1", .cargos, 1, on: "2018-09-20"),
      CreditCondoned.condonation("c-2", [.cargos: 1], on: "2018-09-20"),
      CreditWrittenOff.writeOff("k-1", on: "2018-09-20"),
      CreditWrittenDown.writeDown("b-2", payment: "p-1"),
    ] {
      #expect(try scenario.code(event) == "credit.closed")
    }
    // But the document.
    try scenario.given(.clearance("z-1", on: "2018-09-20"))
    #expect(try scenario.code(.clearance("z-2", on: "2018-09-20")) == "credit.closed")
  }

  @Test func `a write-down of one obligation names no payment of another`() throws {
    var scenario = try settled()
    try scenario.given(.credit("F-2", on: "2018-09-20", first: "2018-10-15"))
    #expect(
      try scenario.code(.writeDown("b-1", payment: "p-1", of: "F-2")) == "credit.not-of-invoice")
  }

  @Test func `a paz y salvo is issued when nothing is owed`() throws {
    var scenario = try due()
    #expect(try scenario.code(.clearance("z-1", on: "2018-09-20")) == "credit.still-owed")
    try scenario.given(.payment("p-1", 250_000, on: "2018-09-20"))
    #expect(try scenario.code(.clearance("z-1", on: "2018-09-20")) == "credit.still-owed")
    try scenario.given(.payment("p-2", 400_000, on: "2018-09-20", [.capital: 400_000]))
    // On 19 September it was still owed.
    #expect(try scenario.code(.clearance("z-1", on: "2018-09-19")) == "credit.still-owed")
    #expect(try scenario.code(.clearance("z-1", on: "2018-09-21")) == "credit.in-the-future")
    #expect(
      try scenario.code(
        CreditClearanceIssued.clearance("z-1", on: "2018-09-20").changed { $0.number = "" })
        == "credit.fields-missing")
    try scenario.given(.clearance("z-1", on: "2018-09-20"))
    #expect(try scenario.accounts().obligations[0].state == .paidOff)
  }

  @Test func `what is castigada was vigente, and can still be paid`() throws {
    var scenario = try due()
    try scenario.given(.writeOff("k-1", on: "2018-09-20"))
    #expect(try scenario.code(.writeOff("k-2", on: "2018-09-20")) == "credit.closed")
    try scenario.given(.payment("p-1", 1_000, on: "2018-09-20"))
    try scenario.given(.reversal("r-1", of: "k-1"))
    #expect(try scenario.accounts().obligations[0].state == .current)
    #expect(try scenario.code(.writeOff("k-2", on: "2018-09-20")) == nil)
  }

  // Certificates.

  @Test func `a certificate names all that is owed, as the ledger has it on that day`() throws {
    var scenario = try due()
    try scenario.given(.credit("F-2", on: "2018-09-01", first: "2018-10-01"))
    #expect(
      try scenario.code(.certificate(on: "2018-09-20", ["F-1": 650_000, "F-2": 600_000])) == nil)
    let wrong = try #require(
      try scenario.when(.certificate(on: "2018-09-20", ["F-1": 650_001, "F-2": 600_000])))
    #expect(wrong.code == "credit.not-the-ledgers")
    #expect(wrong.allowed == ["COP 650000.00"])
    let missing = try #require(try scenario.when(.certificate(on: "2018-09-20", ["F-1": 650_000])))
    #expect(missing.code == "credit.certificate-incomplete")
    #expect(missing.allowed == ["F-2"])
    #expect(
      try scenario.code(
        .certificate(on: "2018-09-20", ["F-1": 650_000, "F-2": 600_000, "F-3": 1]))
        == "credit.certificate-of-others")
    // On 31 August F-2 was not there yet, and one instalment had fallen due.
    #expect(
      try scenario.code(.certificate(on: "2018-08-31", ["F-1": 625_000, "F-2": 600_000]))
        == "credit.certificate-of-others")
    #expect(try scenario.code(.certificate(on: "2018-08-31", ["F-1": 625_000])) == nil)
    #expect(
      try scenario.code(.certificate(on: "2018-09-21", ["F-1": 625_000])) == "credit.in-the-future")
  }

  @Test func `a certificate names what is closed no more, and what was then`() throws {
    var scenario = try settled()
    try scenario.given(.writeDown("b-1", payment: "p-1", condonations: ["c-1"]))
    #expect(try scenario.code(.certificate(on: "2018-09-20", [:])) == nil)
    #expect(
      try scenario.code(.certificate(on: "2018-09-20", ["F-1": 0]))
        == "credit.certificate-of-others")
    #expect(try scenario.code(.certificate(on: "2018-09-19", ["F-1": 650_000])) == nil)
  }

  // Reversals.

  @Test func `a reversal names what moved something, once, with a reason`() throws {
    var scenario = try due()
    try scenario.given(.contact("x-1"))
    try scenario.given(.payment("p-1", 125_000, on: "2018-09-20"))
    #expect(try scenario.code(.reversal("r-1", of: "p-9")) == "credit.id-unknown")
    #expect(try scenario.code(.reversal("r-1", of: "x-1")) == "credit.not-reversible")
    #expect(
      try scenario.code(CreditReversed.reversal("r-1", of: "p-1").changed { $0.reason = " " })
        == "credit.fields-missing")
    try scenario.given(.reversal("r-1", of: "p-1"))
    #expect(try scenario.owed(on: "2018-09-20") == [600_000, 40_000, 0, 10_000])
    #expect(try scenario.code(.reversal("r-2", of: "p-1")) == "credit.taken-back-already")
    #expect(try scenario.code(.reversal("r-2", of: "r-1")) == "credit.not-reversible")
  }

  @Test func `what something rests on is reversed after it`() throws {
    var scenario = try settled()
    try scenario.given(.writeDown("b-1", payment: "p-1", condonations: ["c-1"]))
    try scenario.given(.clearance("z-1", on: "2018-09-20"))
    for id in ["p-1", "c-1", "b-1", "otorgado-F-1"] {
      #expect(try scenario.code(.reversal("r-1", of: id)) == "credit.reverse-first", "\(id)")
    }
    for (index, id) in ["z-1", "b-1", "c-1", "p-1", "otorgado-F-1"].enumerated() {
      try scenario.given(.reversal("r-\(index)", of: id))
    }
    #expect(try scenario.accounts().obligations[0].state == .annulled)
    #expect(try scenario.accounts().obligations[0].outstanding(on: day("2019-01-15")).isZero)
  }

  @Test func `a charge that was paid is reversed after the payment`() throws {
    var scenario = try due()
    try scenario.given(.charge("m-1", .interesesDeMora, 3_000, on: "2018-09-18"))
    try scenario.given(.charge("m-2", .interesesDeMora, 1_000, on: "2018-09-19"))
    try scenario.given(
      .payment("p-1", 2_000, on: "2018-09-20", [.interesesDeMora: 2_000]))
    #expect(try scenario.code(.reversal("r-1", of: "m-1")) == "credit.reverse-first")
    #expect(try scenario.code(.reversal("r-1", of: "m-2")) == nil)
    try scenario.given(.reversal("r-1", of: "p-1"))
    #expect(try scenario.code(.reversal("r-2", of: "m-1")) == nil)
  }
}
