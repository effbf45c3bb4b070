import Events
import Processes
import Projections
import Schemas
import TestSupport
import Testing

/// The monthly round from the proforma to the payment, on a log with rules, deadlines and views.
///
/// Source: receivables page, “Mora of company clients”; post-sale page, I1–I7.
@Suite("The round from proforma to payment", .temporaryDirectory)
struct ArrearsWalkTests {
  private func fixture() async throws -> ArrearsFixture {
    let fixture = try ArrearsFixture()
    try await fixture.given(Arrears.recorded(), Arrears.contract(), Arrears.contract("K-2"))
    return fixture
  }

  @Test func `a company is told, commits, does not pay within the week, and pays late`()
    async throws
  {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.proforma(), Arrears.sent(), Arrears.charge("PV-7"),
      Arrears.invoice(
        "F-1",
        [
          Arrears.line("TF", 7_000), Arrears.line("TF", 1_200, charge: "PV-7"),
          Arrears.line("IN", 24_900),
        ]),
      Arrears.invoice("F-2", contract: "K-2"), Arrears.interaction(),
      Arrears.commitment("C-1", "F-1", "F-2"))
    #expect(
      try fixture.debts() == ["K-1 331.00 1 2026-02", "K-2 319.00 1 2026-02"])
    #expect(
      try fixture.debts(byProduct: true) == [
        "K-1 K-1-IN 249.00 1 2026-02", "K-1 K-1-TF 82.00 1 2026-02",
        "K-2 K-2-IN 249.00 1 2026-02", "K-2 K-2-TF 70.00 1 2026-02",
      ])
    #expect(try fixture.balance(ArrearsAccounts.facturas) == "650.00")
    #expect(try fixture.balance(ArrearsAccounts.cargos) == "0.00")
    let open = try fixture.reader.commitments(limit: 10).rows
    #expect(open.map(\.commitment.commitment) == ["C-1"])
    #expect(open.map { $0.commitment.owed } == [Arrears.bob(65_000)])

    try await fixture.advance(to: moment("2026-03-05T14:00:00Z"))
    try await fixture.given(Arrears.payment("T-1", .web, on: "2026-03-05", ("F-2", 31_900)))
    try await fixture.advance(to: moment("2026-03-10T03:59:59Z"))
    #expect(try !fixture.page().commitments[0].hasBroken)
    try await fixture.advance(to: moment("2026-03-10T04:00:00Z"))
    let broken = try fixture.page().commitments[0]
    #expect(broken.hasBroken)
    #expect(broken.owed == Arrears.bob(33_100))
    #expect(try fixture.reader.commitments(limit: 10).rows.isEmpty)
    #expect(try fixture.reader.commitments(settled: true, limit: 10).rows.count == 1)

    try await fixture.given(
      Arrears.letter("M-1", "F-1"),
      Arrears.payment("T-2", on: "2026-03-09", ("F-1", 33_100)),
      Arrears.interaction(round: "2026-02"))
    #expect(try fixture.debts().isEmpty)
    #expect(try fixture.balance(ArrearsAccounts.facturas) == "0.00")
    #expect(try fixture.balance(ArrearsAccounts.web) == "319.00")
    #expect(try fixture.balance(ArrearsAccounts.banco) == "331.00")
    let page = try fixture.page()
    #expect(page.letters.map(\.copy) == ["Archivo Empresas, carpeta 3"])
    #expect(page.proformas.map(\.channel) == [.correo])
    // The proforma that was sent is one too.
    #expect(page.interactions.map(\.round) == ["", "", "2026-02"])
    #expect(page.interactions.map(\.channel) == [.correo, .llamada, .llamada])
    #expect(broken.deadline == page.commitments[0].deadline)
    #expect(try Timestamp(broken.deadline) == moment("2026-03-10T04:00:00Z"))
    #expect(!page.commitments[0].hasOwed)
  }

  @Test func `a public institution pays by SIGEP`() async throws {
    let fixture = try ArrearsFixture()
    let stream = Arrears.alcaldia
    try await fixture.given(
      Arrears.recorded("Gobierno Autónomo Municipal", isPublic: true), Arrears.contract("P-1"),
      Arrears.invoice("F-9", contract: "P-1"), Arrears.stamped("S-1", "F-9"),
      Arrears.payment("T-9", .sigep, ("F-9", 31_900)), in: stream)
    #expect(try fixture.page(stream).invoices.map(\.sigepForm) == ["S-1"])
    #expect(try fixture.balance(ArrearsAccounts.sigep) == "319.00")
    #expect(try fixture.debts().isEmpty)
  }

  @Test func `what is kept is no deadline`() async throws {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.invoice("F-1"), Arrears.commitment("C-1", "F-1"),
      Arrears.payment("T-1", ("F-1", 31_900)))
    try await fixture.advance(to: moment("2026-04-01T14:00:00Z"))
    #expect(try !fixture.page().commitments[0].hasBroken)
    #expect(try fixture.engine.nextDue() == nil)
  }

  @Test func `an annulled invoice gives its charge back, in the books too`() async throws {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.charge("PV-7"),
      Arrears.invoice("F-1", [Arrears.line("TF", 1_200, charge: "PV-7")]))
    #expect(try fixture.balance(ArrearsAccounts.cargos) == "0.00")
    #expect(
      try fixture.balance(
        ArrearsAccounts.cargos, .document("cargo PV-7", of: "1023456028")) == "0.00")
    try await fixture.given(Arrears.annulled("F-1"))
    #expect(try fixture.balance(ArrearsAccounts.cargos) == "12.00")
    #expect(try fixture.balance(ArrearsAccounts.facturas) == "0.00")
    #expect(try fixture.page().charges.map(\.invoice) == [""])
    try await fixture.given(Arrears.withdrawn("PV-7"))
    #expect(try fixture.balance(ArrearsAccounts.cargos) == "0.00")
    #expect(try fixture.balance(ArrearsAccounts.ingresosCargos) == "0.00")
  }

  @Test func `debts are listed by client, contract and executive`() async throws {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.invoice("F-1"), Arrears.invoice("F-2", month: "2025-12"),
      Arrears.invoice("F-3", contract: "K-2"))
    try await fixture.given(
      Arrears.recorded("Clínica Ñuflo", executive: "jteran"), Arrears.contract("Z-1"),
      Arrears.invoice("F-4", contract: "Z-1"), in: "arrears-2000")
    let all = [
      "K-1 638.00 2 2025-12", "K-2 319.00 1 2026-02", "Z-1 319.00 1 2026-02",
    ]
    for limit in [1, 2, 3, 10] { #expect(try fixture.debts(limit: limit) == all) }
    #expect(try fixture.debts(executive: "jteran") == [all[2]])
    #expect(try fixture.debts(executive: "nadie") == [])
    #expect(try fixture.debts(of: "1023456028") == Array(all.prefix(2)))
    #expect(try fixture.debts(of: "1023") == [])
    #expect(try fixture.debts(of: "ñ") == [])
    #expect(try fixture.debts(contract: "K-2") == [all[1]])
    // The portfolio passes to another executive.
    try await fixture.given(
      Arrears.recorded("Clínica Ñuflo", executive: "vrojas"), in: "arrears-2000")
    #expect(try fixture.debts(executive: "jteran") == [])
    #expect(try fixture.debts(executive: "vrojas") == all)
  }

  /// What was owed on a day, by what is known now: issue, payment and reversal count from the dates
  /// that they give, and the portfolio says what the ledger says.
  @Test(
    arguments: [
      ("2026-02-27", "0.00"), ("2026-02-28", "319.00"), ("2026-03-01", "0.00"),
      ("2026-03-02", "0.00"), ("2026-03-03", "319.00"), ("2026-03-04", "319.00"),
      ("2026-03-05", "0.00"), ("2026-03-06", "0.00"),
    ])
  func `debts are those of a day, as in the books`(day: String, owed: String) async throws {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.invoice("F-1"), Arrears.payment("T-1", on: "2026-03-01", ("F-1", 31_900)))
    try await fixture.advance(to: moment("2026-03-06T14:00:00Z"))
    try await fixture.given(
      Arrears.reversed("T-1", on: "2026-03-03"),
      Arrears.payment("T-2", on: "2026-03-05", ("F-1", 31_900)))
    let date = try #require(LocalDate(day))
    let debts = try fixture.reader.debts(on: date, limit: 10).debts
    let sum = try debts.reduce(Money.zero(.bob)) { $0 + (try Money($1.amount)) }
    #expect(sum.decimal == owed)
    let books = try fixture.books.balance(
      of: ArrearsAccounts.facturas, .bob, .account, at: LedgerMoment(effective: date))
    #expect(books.balance.net(on: .debit).decimal == owed)
    let reversed = try fixture.page().invoices[0].reversed
    #expect(reversed.map(\.reference) == ["T-1"])
    #expect(reversed.map(\.reversedOn) == ["2026-03-03"])
    #expect(reversed.map(\.way) == [.banco])
  }

  @Test func `who owes nothing today may have owed on another day`() async throws {
    let fixture = try await fixture()
    try await fixture.given(
      Arrears.invoice("F-1"), Arrears.payment("T-1", on: "2026-03-02", ("F-1", 31_900)))
    #expect(try fixture.debts().isEmpty)
    let day = try #require(LocalDate("2026-03-01"))
    #expect(try fixture.reader.debts(on: day, limit: 10).debts.map(\.contract) == ["K-1"])
    #expect(try fixture.reader.debts(on: day, executive: "vrojas", limit: 10).debts.count == 1)
    #expect(try fixture.reader.debts(on: day, executive: "jteran", limit: 10).debts.isEmpty)
    #expect(try fixture.reader.debts(on: day, of: "1023456028", limit: 10).debts.count == 1)
  }
}
