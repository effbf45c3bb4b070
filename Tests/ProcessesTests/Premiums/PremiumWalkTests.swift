import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// From the first event to the end, on a log with rules, deadlines and views.
///
/// Source: receivables page, “Statement of account for brokers”.
@Suite("Premiums from issue to receipt", .temporaryDirectory)
struct PremiumWalkTests {
  @Test func `a cuota is issued, overdue, paid, and has its receipt`() async throws {
    let fixture = try PremiumFixture()
    try await fixture.given(Premiums.policy(), Premiums.cuota("1", due: "2026-03-15"))
    #expect(try fixture.row("1", today: "2026-03-15")?.status == .pendiente)
    try await fixture.advance(to: moment("2026-03-16T04:59:59Z"))
    #expect(try fixture.row("1", today: "2026-03-15")?.hasOverdueSince == false)
    try await fixture.advance(to: moment("2026-03-16T05:00:00Z"))
    let overdue = try #require(try fixture.row("1", today: "2026-03-16"))
    #expect(overdue.status == .vencida)
    #expect(overdue.ageDays == 1)
    let midnight = try moment("2026-03-16T05:00:00Z")
    #expect(Timestamp(overdue.overdueSince) == midnight)
    try await fixture.advance(to: moment("2026-04-01T15:00:00Z"))
    // The bank was paid on the day itself; it was recorded two weeks later.
    try await fixture.given(
      Premiums.payment("OP-1", on: "2026-03-15", (.cuota("1"), Premiums.pen(25_000))),
      Premiums.receipt("F001-1", .cuota("1"), on: "2026-04-01"))
    let paid = try #require(try fixture.row("1", today: "2026-04-01"))
    #expect(paid.status == .pagada)
    #expect(paid.paidOn == "2026-03-15")
    #expect(paid.receipt == "F001-1")
    #expect(paid.ageDays == 0)
    let owed = try fixture.books.balance(
      of: PremiumAccounts.cuotas, .pen,
      at: LedgerMoment(
        effective: date("2026-03-20"), recorded: moment("2026-03-20T12:00:00Z"))
    ).balance
    #expect(owed.net(on: .debit).minorUnits == 25_000)
    let known = try fixture.books.balance(
      of: PremiumAccounts.cuotas, .pen, at: LedgerMoment(effective: date("2026-03-20"))
    ).balance
    #expect(known.net(on: .debit).isZero)
  }

  @Test func `a liquidación de prima is issued, paid, its payment reversed, and it is annulled`()
    async throws
  {
    let fixture = try PremiumFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.settlement("L1"),
      Premiums.payment("OP-1", (.settlement("L1"), Premiums.pen(90_000))),
      Premiums.receipt("F1", .settlement("L1")))
    #expect(try fixture.balance(PremiumAccounts.bancos).minorUnits == 90_000)
    try await fixture.given(Premiums.reversed("OP-1"))
    // It was due on 28 February, and is overdue the moment that it is owed again.
    try await fixture.advance(to: fixture.log.clock.now)
    let row = try #require(
      try fixture.reader.settlement("L1", today: date("2026-03-02")).row)
    #expect(row.status == .vencida)
    #expect(row.hasOverdueSince)
    try await fixture.given(Premiums.annulled(.settlement("L1")))
    #expect(
      try fixture.reader.settlement("L1", today: date("2026-03-02")).row?.status == .anulada)
    for account in PremiumAccounts.chart.accounts {
      #expect(try fixture.balance(account).isZero)
    }
    #expect(try fixture.reader.receipt("F1", today: date("2026-03-02")).page?.reversed == true)
  }

  @Test func `a deadline that was missed while the daemon was down is met once`() async throws {
    let fixture = try PremiumFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.cuota("1", due: "2026-03-15"),
      Premiums.cuota("2", due: "2026-03-16"))
    let later = try moment("2026-05-01T15:00:00Z")
    try await fixture.advance(to: later)
    try await fixture.advance(to: later)
    let events = try fixture.log.log.events(from: Position(0))
      .filter { $0.type.text == "premium.v1.DeadlinePassed" }
    #expect(events.count == 2)
    let passed = try events.map {
      try PremiumDeadlinePassed(jsonString: String(decoding: $0.data, as: UTF8.self))
    }
    #expect(passed.map(\.document.number) == ["1", "2"])
    let dues = try [moment("2026-03-16T05:00:00Z"), moment("2026-03-17T05:00:00Z")]
    #expect(passed.map { Timestamp($0.escalation.due) } == dues)
    #expect(passed.allSatisfy { Timestamp($0.escalation.fired) == later })
  }
}
