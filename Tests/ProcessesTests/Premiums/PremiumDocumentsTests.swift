import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Statement of account for brokers”, Cuota and Liquidación de prima.
@Suite("Cuotas and liquidaciones") struct PremiumDocumentsTests {
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let event: any Message & Sendable
    let code: String?

    init(_ description: String, _ event: any Message & Sendable, _ code: String? = nil) {
      self.description = description
      self.event = event
      self.code = code
    }
  }

  private static let g = Premiums.cuota("9", policy: "G-1", hasValidity: false)
  private static let v = Premiums.cuota("9")

  @Test(
    arguments: [
      Case("of Vida with its vigencia", v),
      Case("of Salud with its vigencia", v.changed { $0.policy = "S-1" }),
      Case("of Seguros Generales without", g),
      Case("of Vida without", v.changed { $0.clearValidity() }, "premium.validity-missing"),
      Case(
        "of Salud without",
        v.changed {
          $0.policy = "S-1"
          $0.clearValidity()
        }, "premium.validity-missing"),
      Case(
        "of Seguros Generales with", v.changed { $0.policy = "G-1" }, "premium.validity-not-taken"),
      Case(
        "whose vigencia is one day",
        v.changed { $0.validity = Premiums.validity("2026-01-01", "2026-01-01") }),
      Case(
        "whose vigencia ends before it starts",
        v.changed { $0.validity = Premiums.validity("2026-01-02", "2026-01-01") },
        "premium.ends-before-start"),
      Case(
        "whose vigencia is no date", v.changed { $0.validity.end = "2026-13-01" },
        "premium.not-a-date"),
      Case("of an unknown policy", v.changed { $0.policy = "X" }, "premium.policy-unknown"),
      Case("without a number", v.changed { $0.number = "" }, "premium.field-missing"),
      Case("with a number of blanks", v.changed { $0.number = "4 7" }, "premium.not-a-number"),
      Case(
        "with a number of 40 characters",
        v.changed { $0.number = String(repeating: "9", count: 40) }),
      Case(
        "with a number of 41", v.changed { $0.number = String(repeating: "9", count: 41) },
        "premium.not-a-number"),
      Case("in dollars", v.changed { $0.amount = Premiums.usd(1) }),
      Case(
        "in euros", v.changed { $0.amount = Premiums.money(1, "EUR") },
        "premium.currency-not-taken"),
      Case("in nothing", v.changed { $0.clearAmount() }, "premium.not-money"),
      Case("of nothing", v.changed { $0.amount = Premiums.pen(0) }, "premium.amount-not-positive"),
      Case(
        "below nothing", v.changed { $0.amount = Premiums.pen(-1) }, "premium.amount-not-positive"),
      Case(
        "of half a céntimo", v.changed { $0.amount.nanos = 5_000_000 }, "premium.not-money"),
      Case("issued today", v.changed { ($0.issuedOn, $0.dueOn) = ("2026-03-02", "2026-03-02") }),
      Case(
        "issued tomorrow", v.changed { ($0.issuedOn, $0.dueOn) = ("2026-03-03", "2026-03-03") },
        "premium.date-to-come"),
      Case(
        "due before its issue", v.changed { $0.dueOn = "2026-01-14" }, "premium.due-before-issue"),
      Case("due on no day", v.changed { $0.dueOn = "2026-02-29" }, "premium.not-a-date"),
    ])
  func `a cuota is issued`(_ one: Case) throws {
    var scenario = try PremiumScenario.insured()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test(
    arguments: [
      Case("of Vida", Premiums.settlement("L1")),
      Case(
        "of Salud", Premiums.settlement("L1", policy: "S-1"), "premium.settlement-only-vida"),
      Case(
        "of Seguros Generales", Premiums.settlement("L1", policy: "G-1"),
        "premium.settlement-only-vida"),
      Case(
        "whose period ends before it starts",
        Premiums.settlement("L1").changed { $0.periodEnd = "2025-12-31" },
        "premium.ends-before-start"),
      Case(
        "of a period of one day",
        Premiums.settlement("L1").changed { $0.periodEnd = "2026-01-01" }),
      Case(
        "without a period", Premiums.settlement("L1").changed { $0.periodStart = "" },
        "premium.not-a-date"),
    ])
  func `a liquidación de prima is issued only for Vida`(_ one: Case) throws {
    var scenario = try PremiumScenario.insured()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test func `numbers are unique in the whole category`() throws {
    var scenario = try PremiumScenario.insured()
    try scenario.given(Premiums.cuota("1"), Premiums.settlement("1"))
    #expect(try scenario.when(Premiums.cuota("1")) == "premium.number-taken")
    #expect(try scenario.when(Premiums.settlement("1")) == "premium.number-taken")
    let other = "premium-45678901"
    try scenario.given(Premiums.policy("V-2"), in: other)
    let refusal = try scenario.refusal(Premiums.cuota("1", policy: "V-2"), in: other)
    #expect(refusal?.code == "premium.number-taken")
    #expect(refusal?.message.contains(Premiums.client) == true)
    #expect(try scenario.when(Premiums.policy("V-1"), in: other) == "premium.number-taken")
    #expect(try scenario.when(Premiums.cuota("2", policy: "V-2"), in: other) == nil)
  }

  @Test func `a policy may pass to another broker, and keeps its line`() throws {
    var scenario = try PremiumScenario.insured()
    #expect(try scenario.when(Premiums.policy(broker: "C-9")) == nil)
    #expect(try scenario.when(Premiums.policy("V-1", .epsSalud)) == "premium.line-fixed")
  }

  @Test(
    arguments: [
      Case(
        "no line", Premiums.policy("P").changed { $0.line = .unspecified }, "premium.unknown-value"),
      Case("no number", Premiums.policy(""), "premium.field-missing"),
      Case("no broker", Premiums.policy("P", broker: ""), "premium.field-missing"),
      Case(
        "no name of the broker", Premiums.policy("P").changed { $0.broker.name = " " },
        "premium.field-missing"),
      Case("no name of the client", Premiums.policy("P", client: ""), "premium.field-missing"),
    ])
  func `a policy is recorded whole`(_ one: Case) throws {
    var scenario = try PremiumScenario()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test func `a cuota is amended while it is owed`() throws {
    var scenario = try PremiumScenario.insured()
    #expect(try scenario.when(Premiums.amended("1")) == "premium.document-unknown")
    try scenario.given(Premiums.cuota("1"))
    #expect(
      try scenario.when(Premiums.amended("1").changed { $0.reason = "" }) == "premium.field-missing"
    )
    #expect(
      try scenario.when(Premiums.amended("1", hasValidity: false)) == "premium.validity-missing")
    #expect(try scenario.when(Premiums.amended("1", policy: "X")) == "premium.policy-unknown")
    #expect(
      try scenario.when(Premiums.amended("1", due: "2026-01-14")) == "premium.due-before-issue")
    try scenario.given(Premiums.amended("1"))
    #expect(try scenario.state().debts[.cuota("1")]?.amount.minorUnits == 26_000)
    try scenario.given(Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(26_000))))
    #expect(try scenario.when(Premiums.amended("1")) == "premium.already-paid")
  }

  @Test func `what is owed is annulled, and nothing is owed on it then`() throws {
    var scenario = try PremiumScenario.insured()
    try scenario.given(Premiums.cuota("1"), Premiums.settlement("L1"))
    #expect(try scenario.when(Premiums.annulled(.cuota("2"))) == "premium.document-unknown")
    #expect(
      try scenario.when(Premiums.annulled(.cuota("1"), on: "2026-01-14"))
        == "premium.before-issue")
    #expect(
      try scenario.when(Premiums.annulled(.cuota("1"), on: "2026-03-03"))
        == "premium.date-to-come")
    #expect(
      try scenario.when(Premiums.annulled(.cuota("1")).changed { $0.reason = "" })
        == "premium.field-missing")
    #expect(
      try scenario.when(Premiums.annulled(PremiumDocument())) == "premium.unknown-value")
    try scenario.given(Premiums.annulled(.cuota("1"), on: "2026-01-15"))
    try scenario.given(Premiums.annulled(.settlement("L1")))
    #expect(try scenario.when(Premiums.annulled(.cuota("1"))) == "premium.annulled")
    #expect(try scenario.when(Premiums.amended("1")) == "premium.annulled")
    #expect(
      try scenario.when(Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(25_000))))
        == "premium.annulled")
    #expect(try scenario.when(Premiums.cuota("1")) == "premium.number-taken")
  }
}
