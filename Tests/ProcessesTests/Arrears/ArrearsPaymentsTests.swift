import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Mora of company clients”, ways to pay, and “Ledger rules”.
@Suite("Payments of company clients") struct ArrearsPaymentsTests {
  private func scenario() throws -> ArrearsScenario {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.invoice("F-1"), Arrears.invoice("F-2", month: "2026-01"))
    try scenario.given(
      Arrears.invoice("F-9", contract: "P-1"),
      Arrears.invoice("F-8", contract: "P-1", month: "2026-01"),
      in: Arrears.alcaldia)
    return scenario
  }

  @Test(
    arguments: [
      (.web, nil), (.banco, nil), (.sigep, "arrears.sigep-only-public"),
      (.unspecified, "arrears.unknown-value"),
    ] as [(ArrearsPaymentWay, String?)])
  func `a company pays by the web page or a bank`(way: ArrearsPaymentWay, code: String?) throws {
    var scenario = try scenario()
    let refusal = try scenario.streams.when(
      Arrears.payment("T-1", way, ("F-1", 31_900)), in: Arrears.client, as: .binary)
    #expect(refusal?.code == code)
  }

  @Test func `a public institution may pay by SIGEP, once the form was stamped`() throws {
    var scenario = try scenario()
    let payment = Arrears.payment("T-1", .sigep, ("F-9", 31_900), ("F-8", 31_900))
    let stream = Arrears.alcaldia
    #expect(try scenario.when(payment, in: stream) == "arrears.sigep-not-stamped")
    try scenario.given(Arrears.stamped("S-1", "F-9"), in: stream)
    #expect(try scenario.when(payment, in: stream) == "arrears.sigep-not-stamped")
    try scenario.given(Arrears.stamped("S-2", "F-8"), in: stream)
    #expect(try scenario.when(payment, in: stream) == nil)
    #expect(
      try scenario.when(Arrears.payment("T-2", .banco, ("F-9", 31_900)), in: stream)
        == "arrears.already-paid")
  }

  @Test func `a form is stamped for a public institution, about what is owed`() throws {
    var scenario = try scenario()
    #expect(try scenario.when(Arrears.stamped("S-1", "F-1")) == "arrears.sigep-only-public")
    let stream = Arrears.alcaldia
    #expect(try scenario.when(Arrears.stamped("S-1"), in: stream) == "arrears.field-missing")
    #expect(
      try scenario.when(Arrears.stamped("S-1", "F-1"), in: stream) == "arrears.invoice-unknown")
    #expect(
      try scenario.when(Arrears.stamped("S-1", "F-9", on: "2026-02-27"), in: stream)
        == "arrears.before-issue")
    #expect(
      try scenario.when(Arrears.stamped("S-1", "F-9", on: "2026-03-03"), in: stream)
        == "arrears.date-to-come")
    #expect(
      try scenario.when(Arrears.stamped("S-1", "F-9", "F-9"), in: stream)
        == "arrears.named-twice")
    try scenario.given(Arrears.stamped("S-1", "F-9"), in: stream)
    #expect(try scenario.when(Arrears.stamped("S-1", "F-8"), in: stream) == "arrears.number-taken")
  }

  @Test(
    arguments: [
      (31_899, "arrears.not-whole"), (31_900, nil), (31_901, "arrears.not-whole"),
    ] as [(Int64, String?)])
  func `an invoice is paid whole`(amount: Int64, code: String?) throws {
    var scenario = try scenario()
    #expect(try scenario.when(Arrears.payment("T-1", ("F-1", amount))) == code)
  }

  @Test func `one payment may pay several invoices, and all that came in is applied`() throws {
    var scenario = try scenario()
    let both = Arrears.payment("T-1", ("F-1", 31_900), ("F-2", 31_900))
    #expect(
      try scenario.when(both.changed { $0.applications.removeLast() })
        == "arrears.not-all-applied")
    #expect(
      try scenario.when(both.changed { $0.applications[1] = $0.applications[0] })
        == "arrears.named-twice")
    #expect(
      try scenario.when(both.changed { $0.applications = [] }) == "arrears.field-missing")
    #expect(
      try scenario.when(both.changed { $0.amount.currencyCode = "USD" })
        == "arrears.currency-not-taken")
    #expect(try scenario.when(both) == nil)
  }

  @Test func `a reference counts once in the whole category, and comes back with the reversal`()
    throws
  {
    var scenario = try scenario()
    try scenario.given(Arrears.payment("T-1", ("F-1", 31_900)))
    let other = Arrears.payment("t-1", ("F-9", 31_900))
    #expect(try scenario.when(other, in: Arrears.alcaldia) == "arrears.payment-counted")
    #expect(try scenario.when(Arrears.reversed("T-2")) == "arrears.payment-unknown")
    #expect(
      try scenario.when(Arrears.reversed("T-1", on: "2026-02-28")) == "arrears.before-payment")
    #expect(try scenario.when(Arrears.reversed("T-1", on: "2026-03-03")) == "arrears.date-to-come")
    try scenario.given(Arrears.reversed("T-1"))
    #expect(try scenario.state().invoices["F-1"]?.standing == .owed)
    #expect(try scenario.when(other, in: Arrears.alcaldia) == nil)
  }

  @Test(
    arguments: [
      ("2026-02-27", "arrears.before-issue"), ("2026-02-28", nil), ("2026-03-02", nil),
      ("2026-03-03", "arrears.date-to-come"),
    ] as [(String, String?)])
  func `a payment lies between the issue and today`(date: String, code: String?) throws {
    var scenario = try scenario()
    #expect(try scenario.when(Arrears.payment("T-1", on: date, ("F-1", 31_900))) == code)
  }

  @Test(
    arguments: zip(
      ["2026-03-03T03:59:59.999999Z", "2026-03-03T04:00:00Z"], ["arrears.date-to-come", nil]))
  func `today is the day in La Paz`(now: String, code: String?) throws {
    var scenario = try scenario()
    scenario.streams.now = try moment(now)
    #expect(try scenario.when(Arrears.payment("T-1", on: "2026-03-03", ("F-1", 31_900))) == code)
  }
}
