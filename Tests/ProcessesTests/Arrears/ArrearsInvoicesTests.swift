import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Mora of company clients”; post-sale page, I1–I3 and the charges of G7,
/// H7, H13 and K12.
@Suite("Invoices of company clients") struct ArrearsInvoicesTests {
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

  @Test(
    arguments: [
      Case("a proforma", Arrears.proforma()), Case("an invoice", Arrears.invoice("F-1")),
      Case("a contract", Arrears.contract()), Case("a charge", Arrears.charge("PV-1")),
      Case("an interaction", Arrears.interaction()),
    ])
  func `nothing comes before the client is recorded`(_ one: Case) throws {
    var scenario = try ArrearsScenario()
    #expect(try scenario.when(one.event) == "arrears.client-unknown")
  }

  @Test(
    arguments: [
      Case("whole", Arrears.recorded()),
      Case("without a name", Arrears.recorded(" "), "arrears.field-missing"),
      Case("without an executive", Arrears.recorded(executive: ""), "arrears.field-missing"),
      Case(
        "with another executive's role",
        Arrears.recorded().changed { $0.executive.role = .facturacion },
        "arrears.executive-other-role"),
    ])
  func `a client is recorded`(_ one: Case) throws {
    var scenario = try ArrearsScenario()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test(
    arguments: [
      Case("whole", Arrears.contract("K-2")),
      Case("again", Arrears.contract()),
      Case("without a number", Arrears.contract(""), "arrears.field-missing"),
      Case(
        "without products", Arrears.contract("K-2").changed { $0.products = [] },
        "arrears.field-missing"),
      Case(
        "with a product twice",
        Arrears.contract("K-2").changed { $0.products.append($0.products[0]) },
        "arrears.named-twice"),
      Case(
        "with a product of no kind",
        Arrears.contract("K-2").changed { $0.products[0].kind = .unspecified },
        "arrears.unknown-value"),
      Case("of another client", Arrears.contract("P-1"), "arrears.number-taken"),
    ])
  func `a contract is recorded`(_ one: Case) throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test(
    arguments: [
      Case("of a month that is over", Arrears.proforma()),
      Case("of the month that runs", Arrears.proforma(month: "2026-03")),
      Case("of a month to come", Arrears.proforma(month: "2026-04"), "arrears.date-to-come"),
      Case("of no month", Arrears.proforma(month: "2026-13"), "arrears.not-a-month"),
      Case("of a day", Arrears.proforma(month: "2026-02-01"), "arrears.not-a-month"),
      Case("of an unknown contract", Arrears.proforma("X"), "arrears.contract-unknown"),
      Case(
        "of an unknown product",
        Arrears.proforma().changed { $0.lines[0].product = "P-1-TF" }, "arrears.product-unknown"),
      Case(
        "of nothing", Arrears.proforma().changed { $0.lines = [] }, "arrears.field-missing"),
      Case(
        "of no amount", Arrears.proforma().changed { $0.lines[0].amount = Arrears.bob(0) },
        "arrears.amount-not-positive"),
      Case(
        "in dollars", Arrears.proforma().changed { $0.lines[0].amount.currencyCode = "USD" },
        "arrears.currency-not-taken"),
    ])
  func `there is a proforma a contract and month`(_ one: Case) throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test func `there is one proforma, and it is sent by e-mail, WhatsApp or on paper`() throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(Arrears.sent()) == "arrears.proforma-unknown")
    try scenario.given(Arrears.proforma())
    #expect(try scenario.when(Arrears.proforma()) == "arrears.proforma-there")
    for channel in [ArrearsChannel.correo, .whatsapp, .fisico] {
      #expect(try scenario.when(Arrears.sent(by: channel)) == nil)
    }
    #expect(try scenario.when(Arrears.sent(by: .llamada)) == "arrears.channel-not-taken")
    #expect(
      try scenario.when(Arrears.sent().changed { $0.recipient = "" }) == "arrears.field-missing")
  }

  @Test(
    arguments: [
      Case("of a month", Arrears.invoice("F-1")),
      Case("of today", Arrears.invoice("F-1", month: "2026-03", on: "2026-03-02")),
      Case("of tomorrow", Arrears.invoice("F-1", on: "2026-03-03"), "arrears.date-to-come"),
      Case("of no day", Arrears.invoice("F-1", on: "2026-02-29"), "arrears.not-a-date"),
      Case("of a month to come", Arrears.invoice("F-1", month: "2026-04"), "arrears.date-to-come"),
      Case("without a number", Arrears.invoice(""), "arrears.field-missing"),
      Case("with a number of blanks", Arrears.invoice("F 1"), "arrears.not-a-number"),
      Case("of nothing", Arrears.invoice("F-1", []), "arrears.field-missing"),
      Case(
        "without a concept",
        Arrears.invoice("F-1").changed { $0.lines[0].concept = "" }, "arrears.field-missing"),
      Case(
        "with an unknown charge",
        Arrears.invoice("F-1", [Arrears.line("TF", 1_200, charge: "X")]),
        "arrears.charge-unknown"),
    ])
  func `an invoice is issued`(_ one: Case) throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(one.event) == one.code)
  }

  @Test func `one invoice a contract and month stands`() throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.invoice("F-1"))
    #expect(try scenario.when(Arrears.invoice("F-2")) == "arrears.invoice-there")
    #expect(try scenario.when(Arrears.invoice("F-2", month: "2026-01")) == nil)
    try scenario.given(Arrears.annulled("F-1"))
    #expect(try scenario.when(Arrears.invoice("F-1")) == "arrears.number-taken")
    #expect(try scenario.when(Arrears.invoice("F-3")) == nil)
  }

  @Test func `an invoice takes up what waits for it`() throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(
      Arrears.charge("PV-7/2026-01"), Arrears.charge("PV-8", month: "2026-01"),
      Arrears.charge("PV-9", month: "2026-03"))
    let own = Arrears.line("TF", 7_000)
    let lines = ["PV-7/2026-01", "PV-8"].map { Arrears.line("TF", 1_200, charge: $0) }
    let refusal = try scenario.refusal(Arrears.invoice("F-1", [own, lines[0]]))
    #expect(refusal?.code == "arrears.charges-left-out")
    #expect(refusal?.message.contains("PV-8") == true)
    #expect(refusal?.message.contains("PV-9") == false)
    #expect(
      try scenario.when(Arrears.invoice("F-1", [own] + lines + [lines[0]]))
        == "arrears.named-twice")
    try scenario.given(Arrears.invoice("F-1", [own] + lines))
    #expect(try scenario.state().charges["PV-8"]?.standing == .invoiced("F-1"))
    #expect(try scenario.state().invoices["F-1"]?.amount.minorUnits == 9_400)
    #expect(try scenario.when(Arrears.withdrawn("PV-8")) == "arrears.charge-invoiced")
    // An annulled invoice gives its charges back.
    try scenario.given(Arrears.annulled("F-1"))
    #expect(try scenario.when(Arrears.invoice("F-2", [own])) == "arrears.charges-left-out")
    try scenario.given(Arrears.withdrawn("PV-8"))
    #expect(try scenario.when(Arrears.invoice("F-2", [own, lines[0]])) == nil)
  }

  @Test(
    arguments: [
      { $0.amount = Arrears.bob(1_201) }, { $0.product = "K-1-IN" },
    ] as [@Sendable (inout ArrearsLine) -> Void])
  func `a line is as its charge is`(change: @Sendable (inout ArrearsLine) -> Void) throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.charge("PV-7"))
    let line = Arrears.line("TF", 1_200, charge: "PV-7")
    #expect(
      try scenario.when(Arrears.invoice("F-1", [line.changed(change)]))
        == "arrears.charge-differs")
    #expect(try scenario.when(Arrears.invoice("F-1", [line])) == nil)
  }

  @Test func `a charge counts once, until it is withdrawn`() throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.charge("PV-7"))
    #expect(try scenario.when(Arrears.charge("PV-7")) == "arrears.charge-counted")
    #expect(
      try scenario.when(Arrears.charge("PV-7", contract: "P-1"), in: Arrears.alcaldia)
        == "arrears.charge-counted")
    try scenario.given(Arrears.withdrawn("PV-7"))
    #expect(try scenario.when(Arrears.withdrawn("PV-7")) == "arrears.charge-unknown")
    try scenario.given(Arrears.charge("PV-7"))
  }

  @Test(
    arguments: [
      Case("of the month to come", Arrears.charge("X", month: "2026-04")),
      Case("of no month", Arrears.charge("X", month: "marzo"), "arrears.not-a-month"),
      Case("that arises tomorrow", Arrears.charge("X", on: "2026-03-03"), "arrears.date-to-come"),
      Case("of nothing", Arrears.charge("X", 0), "arrears.amount-not-positive"),
      Case("without a number", Arrears.charge(""), "arrears.field-missing"),
      Case(
        "without a concept", Arrears.charge("X").changed { $0.concept = "" },
        "arrears.field-missing"),
      Case("on an unknown contract", Arrears.charge("X", contract: "P-1"), unknown),
      Case("on an unknown product", Arrears.charge("X", product: "TV"), "arrears.product-unknown"),
    ])
  func `a charge is added`(_ one: Case) throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(one.event) == one.code)
  }

  private static let unknown = "arrears.contract-unknown"

  @Test func `an invoice is annulled while it is owed`() throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(Arrears.annulled("F-1")) == "arrears.invoice-unknown")
    try scenario.given(Arrears.invoice("F-1"))
    #expect(try scenario.when(Arrears.annulled("F-1", on: "2026-02-27")) == "arrears.before-issue")
    #expect(try scenario.when(Arrears.annulled("F-1", on: "2026-03-03")) == "arrears.date-to-come")
    #expect(
      try scenario.when(Arrears.annulled("F-1").changed { $0.reason = "" })
        == "arrears.field-missing")
    try scenario.given(Arrears.payment("T-1", ("F-1", 31_900)))
    #expect(try scenario.when(Arrears.annulled("F-1")) == "arrears.already-paid")
    try scenario.given(Arrears.reversed("T-1"), Arrears.annulled("F-1"))
    #expect(try scenario.when(Arrears.annulled("F-1")) == "arrears.annulled")
  }
}
