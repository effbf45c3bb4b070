import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Ledger rules”; accounts are (a).
@Suite("Ledger of premiums", .temporaryDirectory)
struct PremiumLedgerTests {
  private typealias Accounts = PremiumAccounts

  @Test(
    arguments: zip(
      [PremiumLine.segurosGenerales, .vida, .epsSalud],
      [
        PremiumAccounts.primasGenerales, .init("primas-vida", "Primas de Vida", grows: .credit),
        PremiumAccounts.primasSalud,
      ]))
  func `enters a cuota by its line`(line: PremiumLine, account: LedgerAccount) async throws {
    let fixture = try StatementFixture()
    try await fixture.given(Premiums.policy("P", line), Premiums.cuota("1", policy: "P"))
    #expect(try fixture.balance(Accounts.cuotas) == "250.00")
    #expect(try fixture.balance(account) == "250.00")
    let entry = try fixture.books.journal(limit: 1).entries[0]
    #expect(entry.effective.description == "2026-01-15")
    #expect(entry.holder == "20512345678")
    #expect(entry.lines.map(\.document) == ["cuota 1", "cuota 1"])
  }

  @Test func `enters payments of several documents, true since they were paid`() async throws {
    let fixture = try StatementFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.cuota("1"), Premiums.settlement("L1"),
      Premiums.payment(
        "OP-1", on: "2026-02-10", (.cuota("1"), Premiums.pen(25_000)),
        (.settlement("L1"), Premiums.pen(90_000))))
    #expect(try fixture.balance(Accounts.bancos) == "1150.00")
    #expect(try fixture.balance(Accounts.cuotas) == "0.00")
    #expect(try fixture.balance(Accounts.liquidaciones) == "0.00")
    #expect(try fixture.balance(Accounts.primasVida) == "1150.00")
    let before = LedgerMoment(effective: LocalDate("2026-02-09")!)
    #expect(
      try fixture.books.balance(of: Accounts.cuotas, .pen, at: before).balance.net(on: .debit)
        .decimal == "250.00")
  }

  @Test func `takes back what is reversed, annulled and amended`() async throws {
    let fixture = try StatementFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.cuota("1"), Premiums.cuota("2"),
      Premiums.payment("op-1", on: "2026-02-10", (.cuota("1"), Premiums.pen(25_000))),
      Premiums.reversed("OP-1"))
    #expect(try fixture.balance(Accounts.bancos) == "0.00")
    #expect(try fixture.balance(Accounts.cuotas) == "500.00")
    try await fixture.given(Premiums.annulled(.cuota("2")))
    #expect(try fixture.balance(Accounts.cuotas) == "250.00")
    let recorded = fixture.log.clock.now
    fixture.log.clock.advance(seconds: 1)
    try await fixture.given(Premiums.amended("1", Premiums.pen(26_000)))
    #expect(try fixture.balance(Accounts.cuotas) == "260.00")
    // It was 260.00 from the beginning, but nobody knew it.
    let day = LocalDate("2026-01-20")!
    let reader = fixture.books
    #expect(
      try reader.balance(
        of: Accounts.cuotas, .pen, .document("cuota 1", of: "20512345678"),
        at: LedgerMoment(effective: day)
      ).balance.net(on: .debit).decimal == "260.00")
    #expect(
      try reader.balance(
        of: Accounts.cuotas, .pen, .document("cuota 1", of: "20512345678"),
        at: LedgerMoment(effective: day, recorded: recorded)
      ).balance.net(on: .debit).decimal == "250.00")
    // The reference may be used again.
    try await fixture.given(
      Premiums.payment("OP-1", on: "2026-03-02", (.cuota("1"), Premiums.pen(26_000))))
    #expect(try fixture.balance(Accounts.cuotas) == "0.00")
  }

  @Test func `keeps soles and dollars apart`() async throws {
    let fixture = try StatementFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.cuota("1"), Premiums.cuota("2", Premiums.usd(100)))
    #expect(try fixture.balance(Accounts.cuotas, .pen) == "250.00")
    #expect(try fixture.balance(Accounts.cuotas, .usd) == "1.00")
  }

  @Test func `names an event of the schema in every row of the table`() {
    for movement in Accounts.movements {
      #expect(PremiumEvent.types.contains(movement.event), "\(movement.name)")
      #expect(!movement.source.isEmpty)
    }
  }
}
