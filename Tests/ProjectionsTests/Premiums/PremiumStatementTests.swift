import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Statement of account for brokers”.
@Suite("PremiumStatement", .temporaryDirectory)
struct PremiumStatementTests {
  /// Three clients of two brokers, in all lines.
  private func fixture() async throws -> StatementFixture {
    let fixture = try StatementFixture()
    try await fixture.given(
      Premiums.policy(), Premiums.policy("G-1", .segurosGenerales),
      Premiums.cuota("1", due: "2026-01-09"),
      Premiums.cuota("2", due: "2026-01-10"),
      Premiums.cuota("3", due: "2026-03-09"),
      Premiums.cuota("4", due: "2026-03-10"),
      Premiums.cuota("5", due: "2026-03-11"),
      Premiums.cuota(
        "6", policy: "G-1", Premiums.usd(7_550), due: "2026-03-10", hasValidity: false),
      Premiums.settlement("L1", due: "2026-02-28"))
    try await fixture.given(
      Premiums.policy("S-1", .epsSalud, broker: "C-9", client: "Núñez Aguirre, José"),
      Premiums.cuota("7", policy: "S-1", due: "2026-03-01"), in: "premium-45678901")
    try await fixture.given(
      Premiums.payment(
        "OP-1", on: "2026-01-10", (.cuota("1"), Premiums.pen(25_000))),
      Premiums.payment(
        "OP-2", on: "2026-01-09", (.cuota("4"), Premiums.pen(25_000))),
      Premiums.receipt("F001-17", .cuota("1")),
      Premiums.annulled(.cuota("3")))
    return fixture
  }

  @Test func `shows by default what was paid or is due in the last two months`() async throws {
    let fixture = try await fixture()
    #expect(
      try fixture.find() == [
        // Paid on the first of the days; due the day before.
        "1 pagada 2026-01-10", "2 vencida 2026-01-10", "L1 vencida 2026-02-28",
        "7 vencida 2026-03-01", "3 anulada 2026-03-09", "6 pendiente 2026-03-10",
      ])
  }

  @Test(arguments: [1, 2, 3, 8, 9, 100])
  func `shows everything when the dates are cleared, a page at a time`(limit: Int) async throws {
    let fixture = try await fixture()
    #expect(
      try fixture.find(limit: limit) { $0.paymentDates = DayRange() } == [
        "4 pagada 2026-01-09", "1 pagada 2026-01-10", "2 vencida 2026-01-10",
        "L1 vencida 2026-02-28", "7 vencida 2026-03-01", "3 anulada 2026-03-09",
        "6 pendiente 2026-03-10", "5 pendiente 2026-03-11",
      ])
  }

  @Test func `shows what is due up to today as overdue from tomorrow on`() async throws {
    let fixture = try await fixture()
    func status(today: String) throws -> [String] {
      try fixture.find(today: today) { $0.number = "5" }
    }
    #expect(try status(today: "2026-03-10") == ["5 pendiente 2026-03-11"])
    #expect(try status(today: "2026-03-11") == ["5 pendiente 2026-03-11"])
    #expect(try status(today: "2026-03-12") == ["5 vencida 2026-03-11"])
  }

  @Test func `filters by line, status and kind`() async throws {
    let fixture = try await fixture()
    #expect(try fixture.find { $0.line = .segurosGenerales } == ["6 pendiente 2026-03-10"])
    #expect(try fixture.find { $0.line = .epsSalud } == ["7 vencida 2026-03-01"])
    #expect(try fixture.find { $0.status = .pagada } == ["1 pagada 2026-01-10"])
    #expect(try fixture.find { $0.status = .anulada } == ["3 anulada 2026-03-09"])
    #expect(
      try fixture.find {
        $0.status = .vencida
        $0.line = .vida
      } == ["2 vencida 2026-01-10", "L1 vencida 2026-02-28"])
    #expect(try fixture.find { $0.kind = .liquidacion } == ["L1 vencida 2026-02-28"])
    #expect(
      try fixture.find {
        $0.paymentDates = DayRange("2026-01-09", "2026-01-09")
      } == ["4 pagada 2026-01-09"])
    #expect(
      try fixture.find { $0.paymentDates = DayRange("2026-03-11", nil) }
        == ["5 pendiente 2026-03-11"])
    #expect(
      try fixture.find { $0.paymentDates = DayRange(nil, "2026-01-09") } == ["4 pagada 2026-01-09"])
  }

  @Test func `finds by policy, client, number, receipt and due dates`() async throws {
    let fixture = try await fixture()
    #expect(try fixture.find { $0.policy = "G-1" } == ["6 pendiente 2026-03-10"])
    #expect(try fixture.find { $0.client = "45678901" } == ["7 vencida 2026-03-01"])
    #expect(try fixture.find { $0.number = "4" } == ["4 pagada 2026-01-09"])
    #expect(try fixture.find { $0.number = "L1" } == ["L1 vencida 2026-02-28"])
    #expect(try fixture.find { $0.receipt = "F001-17" } == ["1 pagada 2026-01-10"])
    #expect(
      try fixture.find { $0.dueDates = DayRange("2026-01-09", "2026-01-09") }
        == ["1 pagada 2026-01-10"])
    #expect(
      try fixture.find {
        $0.policy = "V-1"
        $0.status = .pagada
      } == ["4 pagada 2026-01-09", "1 pagada 2026-01-10"])
    for text in ["", "G", "G-1 ", "\u{0}", String(repeating: "9", count: 200)] {
      #expect(try fixture.find { $0.policy = text } == [])
      #expect(try fixture.find { $0.client = text } == [])
      #expect(try fixture.find { $0.number = text } == [])
      #expect(try fixture.find { $0.receipt = text } == [])
      #expect(try fixture.find { $0.broker = text.isEmpty ? "x" : text } == [])
    }
  }

  @Test func `shows a broker the own portfolio and nothing else`() async throws {
    let fixture = try await fixture()
    let all = try fixture.find { $0.paymentDates = DayRange() }
    let first = try fixture.find {
      $0.paymentDates = DayRange()
      $0.broker = "C-77"
    }
    let second = try fixture.find {
      $0.paymentDates = DayRange()
      $0.broker = "C-9"
    }
    #expect(second == ["7 vencida 2026-03-01"])
    #expect(first == all.filter { !second.contains($0) })
    let today = LocalDate("2026-03-10")!
    for criterion: (inout PremiumSearch) -> Void in [
      { $0.number = "1" }, { $0.policy = "V-1" }, { $0.receipt = "F001-17" },
      { $0.client = "20512345678" },
    ] {
      let found = try fixture.find {
        criterion(&$0)
        $0.broker = "C-9"
      }
      #expect(found == [])
    }
    #expect(try fixture.reader.receipt("F001-17", broker: "C-9", today: today).page == nil)
    #expect(try fixture.reader.receipt("F001-17", broker: "C-77", today: today).page != nil)
    #expect(try fixture.reader.settlement("L1", broker: "C-9", today: today).row == nil)
    #expect(try fixture.reader.settlement("L1", broker: "C-77", today: today).row != nil)
  }

  @Test func `moves what a policy owes to its new broker`() async throws {
    let fixture = try await fixture()
    try await fixture.given(Premiums.policy(broker: "C-9", client: "Peña S.A."))
    let kept = try fixture.find {
      $0.paymentDates = DayRange()
      $0.broker = "C-77"
    }
    #expect(kept == ["6 pendiente 2026-03-10"])
    let moved = try fixture.find {
      $0.policy = "V-1"
      $0.broker = "C-9"
    }
    #expect(moved.count == 6)
    var search = PremiumSearch()
    search.number = "1"
    let row = try fixture.reader.statement(search, today: LocalDate("2026-03-10")!, limit: 1).rows[
      0]
    #expect(row.clientName == "Peña S.A.")
    #expect(row.broker.name == "Corredora C-9")
  }

  @Test func `keeps all there is to know of a cuota and a liquidación`() async throws {
    let fixture = try await fixture()
    let today = LocalDate("2026-03-10")!
    var search = PremiumSearch()
    search.number = "1"
    let cuota = try fixture.reader.statement(search, today: today, limit: 1).rows[0]
    #expect(cuota.document == .cuota("1"))
    #expect(cuota.policy == "V-1")
    #expect(cuota.line == .vida)
    #expect(cuota.client == "20512345678")
    #expect(cuota.amount == Premiums.pen(25_000))
    #expect(cuota.issuedOn == "2026-01-15")
    #expect(cuota.validity == Premiums.validity("2026-01-01", "2026-12-31"))
    #expect(cuota.bankReference == "OP-1")
    #expect(cuota.receipt == "F001-17")
    #expect(cuota.ageDays == 0)
    let settlement = try #require(try fixture.reader.settlement("L1", today: today).row)
    #expect(settlement.periodStart == "2026-01-01")
    #expect(settlement.periodEnd == "2026-01-31")
    #expect(!settlement.hasValidity)
    #expect(settlement.ageDays == 10)
    #expect(try fixture.reader.settlement("1", today: today).row == nil)
  }

  @Test func `gives a receipt by its number, and says when its payment did not hold`() async throws
  {
    let fixture = try await fixture()
    let today = LocalDate("2026-03-10")!
    let before = try #require(try fixture.reader.receipt("F001-17", today: today).page)
    #expect(before.issuedOn == "2026-02-11")
    #expect(before.paidOn == "2026-01-10")
    #expect(before.bank == "BCP")
    #expect(before.amount == Premiums.pen(25_000))
    #expect(before.row.document.number == "1")
    #expect(!before.reversed)
    try await fixture.given(Premiums.reversed("op-1"))
    let after = try #require(try fixture.reader.receipt("F001-17", today: today).page)
    #expect(after.reversed)
    #expect(after.row.status == .vencida)
    #expect(after.paidOn == "2026-01-10")
    #expect(try fixture.find { $0.number = "1" } == ["1 vencida 2026-01-09"])
    #expect(try fixture.find { $0.receipt = "F001-17" } == [])
    #expect(try fixture.reader.receipt("F001-18", today: today).page == nil)
  }

  @Test func `shows an amended cuota as it is now`() async throws {
    let fixture = try await fixture()
    try await fixture.given(Premiums.amended("2", Premiums.pen(1_000), due: "2026-03-12"))
    #expect(try fixture.find { $0.number = "2" } == ["2 pendiente 2026-03-12"])
    #expect(try fixture.find { $0.dueDates = DayRange("2026-01-10", "2026-01-10") } == [])
  }

  @Test(
    arguments: [
      (Premiums.cuota("9", policy: "X"), Premiums.client, "was not assigned"),
      (Premiums.cuota("1"), Premiums.client, "was issued before"),
      (Premiums.cuota("9", due: "2026-02-30"), Premiums.client, "is no day"),
      (Premiums.cuota("9\u{0}"), Premiums.client, "control characters"),
      (Premiums.cuota("9"), "premium-ñ", "not named for a client"),
      (Premiums.annulled(.cuota("8")), Premiums.client, "was not issued"),
      (Premiums.annulled(.cuota("7")), Premiums.client, "was not issued"),
      (Premiums.reversed("OP-9"), Premiums.client, "no payment"),
      (Premiums.receipt("F2", .cuota("2")), Premiums.client, "is not paid"),
    ] as [(any Message & Sendable, String, String)])
  func `stands still at what admission refuses`(
    message: any Message & Sendable, stream: String, reason: String
  ) async throws {
    let fixture = try await fixture()
    try await fixture.log.append(stream, message)
    #expect {
      try fixture.statement.catchUp()
    } throws: { "\($0)".contains(reason) }
  }
}
