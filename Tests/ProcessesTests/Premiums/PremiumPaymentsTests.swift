import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Ledger rules”: a payment is identified by its bank reference and counts
/// once; amounts of two currencies never add.
@Suite("Payments of premiums") struct PremiumPaymentsTests {
  private static let whole = Premiums.pen(25_000)

  private func scenario() throws -> PremiumScenario {
    var scenario = try PremiumScenario.insured()
    try scenario.given(
      Premiums.cuota("1"), Premiums.cuota("2"), Premiums.cuota("U", Premiums.usd(5_000)),
      Premiums.settlement("L1"))
    return scenario
  }

  @Test func `one payment may pay several documents of the client`() throws {
    var scenario = try scenario()
    try scenario.given(
      Premiums.payment(
        "OP-1", (.cuota("1"), Self.whole), (.cuota("2"), Self.whole),
        (.settlement("L1"), Premiums.pen(90_000))))
    let debts = try scenario.state().debts
    #expect(debts[.cuota("1")]?.standing == .paid("OP-1"))
    #expect(debts[.cuota("U")]?.standing == .owed)
    #expect(
      try scenario.when(Premiums.payment("OP-2", (.cuota("1"), Self.whole)))
        == "premium.already-paid")
  }

  @Test(arguments: ["OP-1", "op-1", "Op-1"])
  func `a bank reference counts once in the whole category`(reference: String) throws {
    var scenario = try scenario()
    let other = "premium-45678901"
    try scenario.given(
      Premiums.policy("V-2"), Premiums.cuota("9", policy: "V-2"),
      Premiums.payment("OP-1", (.cuota("9"), Self.whole)), in: other)
    let payment = Premiums.payment(reference, (.cuota("1"), Self.whole))
    let refusal = try scenario.refusal(payment)
    #expect(refusal?.code == "premium.payment-counted")
    #expect(refusal?.message.contains(other) == true)
    // The reversal gives it back.
    try scenario.given(Premiums.reversed(reference), in: other)
    #expect(try scenario.when(payment) == nil)
  }

  @Test(
    arguments: [
      (24_999, "premium.not-whole"), (25_000, nil), (25_001, "premium.not-whole"),
    ] as [(Int64, String?)])
  func `a cuota is paid whole`(amount: Int64, code: String?) throws {
    var scenario = try scenario()
    let payment = Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(amount)))
    #expect(try scenario.when(payment) == code)
  }

  @Test func `what the bank took in is what is applied`() throws {
    var scenario = try scenario()
    let payment = Premiums.payment("OP-1", (.cuota("1"), Self.whole), (.cuota("2"), Self.whole))
    #expect(
      try scenario.when(payment.changed { $0.amount = Premiums.pen(50_001) })
        == "premium.not-all-applied")
    #expect(
      try scenario.when(payment.changed { $0.applications.removeLast() })
        == "premium.not-all-applied")
    #expect(try scenario.when(payment) == nil)
  }

  @Test func `a payment names something, and nothing twice`() throws {
    var scenario = try scenario()
    #expect(
      try scenario.when(
        Premiums.payment("OP-1", (.cuota("1"), Self.whole)).changed { $0.applications = [] })
        == "premium.field-missing")
    #expect(
      try scenario.when(
        Premiums.payment("OP-1", (.cuota("1"), Self.whole), (.cuota("1"), Self.whole)))
        == "premium.paid-twice")
    #expect(
      try scenario.when(Premiums.payment("OP-1", (.cuota("X"), Self.whole)))
        == "premium.document-unknown")
  }

  @Test func `soles and dollars never mix`() throws {
    var scenario = try scenario()
    #expect(
      try scenario.when(
        Premiums.payment(
          "OP-1", (.cuota("1"), Self.whole), (.cuota("U"), Premiums.pen(5_000))))
        == "premium.other-currency")
    #expect(
      try scenario.when(
        Premiums.payment("OP-1", (.cuota("U"), Premiums.usd(5_000))).changed {
          $0.applications[0].amount = Premiums.pen(5_000)
          $0.amount = Premiums.usd(5_000)
        }) == "premium.not-whole")
    #expect(
      try scenario.when(
        Premiums.payment("OP-1", (.cuota("1"), Premiums.usd(25_000))))
        == "premium.other-currency")
    #expect(
      try scenario.when(Premiums.payment("OP-1", (.cuota("U"), Premiums.usd(5_000)))) == nil)
  }

  @Test(
    arguments: [
      ("2026-01-14", "premium.before-issue"), ("2026-01-15", nil), ("2026-03-02", nil),
      ("2026-03-03", "premium.date-to-come"), ("2026-02-30", "premium.not-a-date"),
    ] as [(String, String?)])
  func `a payment may lie before its recording, and after the issue`(
    date: String, code: String?
  ) throws {
    var scenario = try scenario()
    #expect(
      try scenario.when(Premiums.payment("OP-1", on: date, (.cuota("1"), Self.whole))) == code)
  }

  @Test(
    arguments: zip(
      ["2026-03-03T04:59:59.999999Z", "2026-03-03T05:00:00Z"], ["premium.date-to-come", nil]))
  func `today is the day in Lima`(now: String, code: String?) throws {
    var scenario = try scenario()
    scenario.streams.now = try moment(now)
    #expect(
      try scenario.when(
        Premiums.payment("OP-1", on: "2026-03-03", (.cuota("1"), Self.whole))) == code)
  }

  @Test(
    arguments: [
      ("", "premium.field-missing"), ("A B", "premium.not-a-number"),
      (String(repeating: "9", count: 40), nil),
      (String(repeating: "9", count: 41), "premium.not-a-number"), ("ñ", "premium.not-a-number"),
      ("OP/17.3-4", nil),
    ] as [(String, String?)])
  func `a bank reference is a number`(reference: String, code: String?) throws {
    var scenario = try scenario()
    #expect(
      try scenario.when(Premiums.payment(reference, (.cuota("1"), Self.whole))) == code)
  }

  @Test func `a payment names its bank`() throws {
    var scenario = try scenario()
    #expect(
      try scenario.when(Premiums.payment("OP-1", bank: " ", (.cuota("1"), Self.whole)))
        == "premium.field-missing")
  }

  @Test func `a reversal names the payment that it takes back`() throws {
    var scenario = try scenario()
    try scenario.given(Premiums.payment("OP-1", (.cuota("1"), Self.whole)))
    let refusal = try scenario.refusal(Premiums.reversed("OP-2"))
    #expect(refusal?.code == "premium.payment-unknown")
    #expect(refusal?.allowed == ["OP-1"])
    #expect(
      try scenario.when(Premiums.reversed("OP-1", on: "2026-02-09")) == "premium.before-payment")
    #expect(
      try scenario.when(Premiums.reversed("OP-1", on: "2026-03-03")) == "premium.date-to-come")
    #expect(
      try scenario.when(Premiums.reversed("OP-1").changed { $0.reason = "" })
        == "premium.field-missing")
    try scenario.given(Premiums.reversed("OP-1", on: "2026-02-10"))
    #expect(try scenario.state().debts[.cuota("1")]?.standing == .owed)
    #expect(try scenario.when(Premiums.reversed("OP-1")) == "premium.payment-unknown")
    try scenario.given(Premiums.payment("OP-1", (.cuota("1"), Self.whole)))
  }

  @Test func `a payment of another client is not this client's to reverse`() throws {
    var scenario = try scenario()
    try scenario.given(Premiums.payment("OP-1", (.cuota("1"), Self.whole)))
    #expect(
      try scenario.when(Premiums.reversed("OP-1"), in: "premium-45678901")
        == "premium.payment-unknown")
  }
}

/// Source: receivables page: receipts exist from August 2017 on; one dated before 2017-08-01 is refused
/// with that reason (a).
@Suite("Receipts of premiums") struct PremiumReceiptsTests {
  private func scenario(paid: String = "2026-02-10") throws -> PremiumScenario {
    var scenario = try PremiumScenario.insured()
    try scenario.given(
      Premiums.cuota("1", issued: "2017-01-01", due: "2017-08-15"), Premiums.cuota("2"),
      Premiums.payment("OP-1", on: paid, (.cuota("1"), Premiums.pen(25_000))))
    return scenario
  }

  @Test(
    arguments: [
      ("2017-07-31", "premium.receipt-too-early"), ("2017-08-01", nil), ("2017-06-30", early),
      ("2017-08-02", nil),
    ] as [(String, String?)])
  func `there are receipts from August 2017 on`(date: String, code: String?) throws {
    var scenario = try scenario(paid: "2017-06-30")
    let refusal = try scenario.refusal(Premiums.receipt("F1", .cuota("1"), on: date))
    #expect(refusal?.code == code)
    if code != nil { #expect(refusal?.message.contains("2017-08-01") == true) }
  }

  private static let early = "premium.receipt-too-early"

  @Test func `the first day may be changed by a circular`() throws {
    var scenario = try scenario(paid: "2017-06-30")
    try scenario.streams.given(
      PolicyFigureAdopted.with {
        $0.actor.key = "gerencia"
        $0.figure = "receipts-from"
        $0.date = "2018-01-01"
        $0.validFrom = "2026-03-01"
        $0.source = "circular 7-2026"
      }, in: "policy-premium")
    let refusal = try scenario.refusal(Premiums.receipt("F1", .cuota("1"), on: "2017-12-31"))
    #expect(refusal?.code == "premium.receipt-too-early")
    #expect(refusal?.source == "circular 7-2026")
    #expect(try scenario.when(Premiums.receipt("F1", .cuota("1"), on: "2018-01-01")) == nil)
  }

  @Test func `a receipt is for what is paid, and there is one`() throws {
    var scenario = try scenario()
    #expect(try scenario.when(Premiums.receipt("F1", .cuota("2"))) == "premium.not-paid")
    #expect(try scenario.when(Premiums.receipt("F1", .cuota("9"))) == "premium.document-unknown")
    #expect(
      try scenario.when(Premiums.receipt("F1", .cuota("1"), on: "2026-02-09"))
        == "premium.before-payment")
    #expect(
      try scenario.when(Premiums.receipt("F1", .cuota("1"), on: "2026-03-03"))
        == "premium.date-to-come")
    try scenario.given(Premiums.receipt("F1", .cuota("1"), on: "2026-02-10"))
    #expect(try scenario.when(Premiums.receipt("F2", .cuota("1"))) == "premium.receipt-there")
    try scenario.given(Premiums.payment("OP-2", (.cuota("2"), Premiums.pen(25_000))))
    #expect(try scenario.when(Premiums.receipt("F1", .cuota("2"))) == "premium.number-taken")
  }

  @Test func `a payment that is recorded anew needs a new receipt`() throws {
    var scenario = try scenario()
    try scenario.given(Premiums.receipt("F1", .cuota("1")), Premiums.reversed("OP-1"))
    #expect(try scenario.when(Premiums.receipt("F2", .cuota("1"))) == "premium.not-paid")
    try scenario.given(Premiums.payment("OP-2", (.cuota("1"), Premiums.pen(25_000))))
    #expect(try scenario.when(Premiums.receipt("F1", .cuota("1"))) == "premium.number-taken")
    try scenario.given(Premiums.receipt("F2", .cuota("1")))
  }
}
