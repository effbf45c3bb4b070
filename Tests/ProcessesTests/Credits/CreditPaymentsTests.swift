import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Payments, charges and condonations") struct CreditPaymentsTests {
  /// On 20 September 2018, with two instalments due.
  private func due() throws -> CreditScenario {
    var scenario = try CreditScenario.withCredit()
    try scenario.at("2018-09-20")
    return scenario
  }

  @Test func `a bank reference counts once, whoever's it is and however it is written`() throws {
    var scenario = try due()
    try scenario.given(.registration("52987654"), in: "credit-52987654")
    try scenario.given(.credit("F-2"), in: "credit-52987654")
    try scenario.given(.payment("p-1", 1_000, on: "2018-09-20"))
    let again: CreditPaymentReceived = .payment("p-2", 1_000, on: "2018-09-20")
      .changed { $0.bankReference = "b - P-1" }
    #expect(try scenario.code(again) == "credit.counted-already")
    let others: CreditPaymentReceived = .payment("p-1", 1_000, on: "2018-09-20", of: "F-2")
    #expect(try scenario.code(others, in: "credit-52987654") == "credit.counted-already")
    // A receipt of the same number is another thing.
    #expect(try scenario.code(again.changed { $0.receipt = "B-p-1" }) == nil)
    #expect(try scenario.code(again.changed { $0.bankReference = "" }) == "credit.fields-missing")
    #expect(try scenario.code(again.changed { $0.reference = nil }) == "credit.fields-missing")
    // Reversed, it may count again.
    try scenario.given(.reversal("r-1", of: "p-1"))
    #expect(try scenario.code(others, in: "credit-52987654") == nil)
    #expect(try scenario.code(again) == nil)
  }

  @Test(
    arguments: [
      ("2018-07-14", "credit.before-disbursement"), ("2018-07-15", nil), ("2018-08-16", nil),
      ("2018-09-20", nil), ("2018-09-21", "credit.in-the-future"),
    ] as [(String, String?)])
  func `is effective since the disbursement, and not later than it is recorded`(
    _ date: String, _ code: String?
  ) throws {
    #expect(try due().code(.payment("p-1", 1_000, on: date)) == code)
  }

  @Test func `the day is that of Bogota`() throws {
    var scenario = try due()
    try scenario.at("2018-09-21", "04:59:59")
    #expect(
      try scenario.code(.payment("p-1", 1_000, on: "2018-09-21")) == "credit.in-the-future")
    try scenario.at("2018-09-21", "05:00:00")
    #expect(try scenario.code(.payment("p-1", 1_000, on: "2018-09-21")) == nil)
  }

  @Test func `is applied to obligations of the client, each once, and adds up`() throws {
    var scenario = try due()
    try scenario.given(.credit("F-2"))
    let both: CreditPaymentReceived = .payment("p-1", 3_000, on: "2018-09-20").changed {
      $0.applications = [.application("F-1", 1_000), .application("F-2", 2_000)]
    }
    #expect(try scenario.code(both) == nil)
    #expect(
      try scenario.code(both.changed { $0.amount = pesos(3_001).wire }) == "credit.sum-differs")
    #expect(
      try scenario.code(both.changed { $0.applications[1].invoice = "F-1" })
        == "credit.invoice-twice")
    #expect(
      try scenario.code(both.changed { $0.applications[1].invoice = "F-3" })
        == "credit.invoice-unknown")
    #expect(
      try scenario.code(both.changed { $0.applications = [] }) == "credit.fields-missing")
    #expect(try scenario.code(both.changed { $0.payer = .unspecified }) == "credit.fields-missing")
    #expect(
      try scenario.code(both.changed { $0.payer = .UNRECOGNIZED(9) }) == "credit.unknown-value")
    #expect(
      try scenario.code(both.changed { $0.applications[0].amount = pesos(0).wire })
        == "credit.not-positive")
  }

  @Test func `says to which concepts, or leaves it to the order`() throws {
    var scenario = try due()
    let explicit: CreditPaymentReceived = .payment(
      "p-1", 30_000, on: "2018-09-20", [.capital: 25_000, .intereses: 5_000])
    #expect(
      try scenario.code(explicit.changed { $0.applications[0].concepts[0].amount = pesos(1).wire })
        == "credit.sum-differs")
    #expect(
      try scenario.code(
        explicit.changed { $0.applications[0].concepts += .concepts([.capital: 1]) })
        == "credit.concept-twice")
    try scenario.given(explicit)
    #expect(try scenario.owed(on: "2018-09-20") == [575_000, 35_000, 0, 10_000])
    try scenario.given(.payment("p-2", 46_000, on: "2018-09-20"))
    #expect(try scenario.owed(on: "2018-09-20") == [574_000, 0, 0, 0])
  }

  @Test func `is never more than is owed, on any day`() throws {
    var scenario = try due()
    #expect(try scenario.code(.payment("p-1", 750_000, on: "2018-09-20")) == nil)
    #expect(
      try scenario.code(.payment("p-1", 750_001, on: "2018-09-20")) == "credit.exceeds-debt")
    try scenario.given(.payment("p-1", 500_000, on: "2018-09-20", [.capital: 500_000]))
    // With effect before it, what it took is gone all the same.
    let refusal = try #require(
      try scenario.when(.payment("p-2", 100_001, on: "2018-08-01", [.capital: 100_001])))
    #expect(refusal.code == "credit.exceeds-debt")
    #expect(refusal.allowed.contains("capital COP 100000.00"))
    #expect(
      try scenario.when(.payment("p-2", 100_000, on: "2018-08-01", [.capital: 100_000])) == nil)
    for date in ["2018-07-15", "2018-08-01", "2018-09-20", "2019-01-15"] {
      #expect(try scenario.owed(on: date)[0] >= 0)
    }
  }

  @Test func `with effect in the past gives the balance of every pair of days`() throws {
    var scenario = try due()
    try scenario.given(.payment("p-1", 125_000, on: "2018-08-15"))
    let obligation = try #require(try scenario.accounts().obligation("F-1"))
    let before = try #require(Timestamp(rfc3339: "2018-09-20T14:59:59Z"))
    for (date, now, then): (String, Int64, Int64) in [
      ("2018-08-14", 600_000, 600_000), ("2018-08-15", 500_000, 625_000),
      ("2018-09-15", 525_000, 650_000), ("2018-09-20", 525_000, 650_000),
    ] {
      #expect(obligation.outstanding(on: day(date)) == pesos(now))
      #expect(obligation.outstanding(on: day(date), knownBy: before) == pesos(then))
    }
    #expect(obligation.daysPastDue(on: day("2018-09-20")) == 5)
    #expect(obligation.daysPastDue(on: day("2018-09-20"), knownBy: before) == 36)
  }

  @Test func `charges are default interest or charges, with a reason`() throws {
    var scenario = try due()
    for concept in CreditConcept.all {
      let code = try scenario.code(.charge("m-1", concept, 1_000, on: "2018-09-20"))
      let isCharge = concept == .interesesDeMora || concept == .cargos
      #expect(code == (isCharge ? nil : "credit.not-a-charge"))
    }
    let charge: CreditChargeAdded = .charge("m-1", .interesesDeMora, 1_000, on: "2018-09-20")
    #expect(try scenario.code(charge.changed { $0.reason = "" }) == "credit.fields-missing")
    #expect(
      try scenario.code(charge.changed { $0.effectiveDate = "2018-07-14" })
        == "credit.before-disbursement")
    try scenario.given(charge)
    #expect(try scenario.owed(on: "2018-09-20") == [600_000, 40_000, 1_000, 10_000])
  }

  @Test func `all of what is owed may be condoned until a policy says otherwise`() throws {
    var scenario = try due()
    let condonation: CreditCondoned = .condonation(
      "c-1", [.intereses: 40_000, .cargos: 10_000], on: "2018-09-20")
    #expect(try scenario.code(condonation) == nil)
    #expect(try scenario.code(condonation.changed { $0.approval = "" }) == "credit.fields-missing")
    #expect(
      try scenario.code(.condonation("c-1", [.capital: 600_001], on: "2018-09-20"))
        == "credit.exceeds-debt")

    // From 1 September on half of the interest, and no capital.
    for (figure, hundredths) in [
      ("condonation-intereses", UInt32(5_000)), ("condonation-capital", 0),
    ] {
      try scenario.given(
        PolicyFigureAdopted.with {
          $0.actor.name = "Gerencia"
          $0.figure = figure
          $0.percentHundredths = hundredths
          $0.validFrom = "2018-09-01"
          $0.source = "Política de Condonaciones 2018"
        }, in: "policy-credit")
    }
    let refusal = try #require(
      try scenario.when(.condonation("c-1", [.intereses: 20_001], on: "2018-09-20")))
    #expect(refusal.code == "credit.beyond-policy")
    #expect(refusal.source == "Política de Condonaciones 2018")
    #expect(refusal.allowed == ["COP 20000.00"])
    #expect(
      try scenario.code(.condonation("c-1", [.capital: 1], on: "2018-09-20"))
        == "credit.beyond-policy")
    #expect(
      try scenario.code(
        .condonation("c-1", [.intereses: 20_000, .cargos: 10_000], on: "2018-09-20")) == nil)
  }
}
