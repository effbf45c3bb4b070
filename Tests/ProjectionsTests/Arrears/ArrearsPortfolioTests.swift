import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("ArrearsPortfolio", .temporaryDirectory)
struct ArrearsPortfolioTests {
  private func followers() throws -> (log: TestLog, portfolio: Follower, ledger: Follower) {
    let log = try TestLog()
    return (
      log,
      try Follower(
        ArrearsPortfolio(), path: TemporaryDirectory.path + "/portfolio.mdb", log: log.log),
      try Follower(
        LedgerProjection(ArrearsBookkeeper()), path: TemporaryDirectory.path + "/ledger.mdb",
        log: log.log)
    )
  }

  @Test(
    arguments: [
      (Arrears.sent(), Arrears.client, "refers to something"),
      (Arrears.withdrawn("PV-1"), Arrears.client, "refers to something"),
      (Arrears.annulled("F-9"), Arrears.client, "refers to something"),
      (
        Arrears.payment("T-1", .banco, on: "2026-03-01", ("F-9", 1)), Arrears.client,
        "refers to something"
      ),
      (Arrears.reversed("T-9"), Arrears.client, "refers to something"),
      (Arrears.stamped("S-1", "F-9"), Arrears.client, "refers to something"),
      (Arrears.invoice("F-2", []), Arrears.client, "no amount"),
      (Arrears.recorded(), "arrears-ñ", "not named for a NIT"),
    ] as [(any Message & Sendable, String, String)])
  func `stands still at what admission refuses`(
    message: any Message & Sendable, stream: String, reason: String
  ) async throws {
    let (log, portfolio, _) = try followers()
    try await log.appendAll(
      Arrears.client, [Arrears.recorded(), Arrears.contract(), Arrears.invoice("F-1")])
    try await log.append(stream, message)
    #expect {
      try portfolio.catchUp()
    } throws: { "\($0)".contains(reason) }
    let page = try ArrearsReader(portfolio.store).page(ArrearsNIT("1023456028")!).page
    #expect(page?.invoices.count == 1)
    #expect(page?.revision == 2)
  }

  @Test func `has no page of whom nobody knows`() throws {
    let (_, portfolio, _) = try followers()
    #expect(try ArrearsReader(portfolio.store).page(ArrearsNIT("1")!).page == nil)
    #expect(try ArrearsReader(portfolio.store).debts(limit: 1).debts.isEmpty)
  }

  @Test func `names an event of the schema in every row of the table`() {
    for movement in ArrearsAccounts.movements {
      #expect(ArrearsEvent.types.contains(movement.event), "\(movement.name)")
      #expect(!movement.source.isEmpty)
    }
  }

  @Test func `enters a charge on its day, and the invoice that takes it up on its own`()
    async throws
  {
    let (log, _, ledger) = try followers()
    try await log.appendAll(
      Arrears.client,
      [
        Arrears.recorded(), Arrears.contract(), Arrears.charge("PV-7", on: "2026-02-10"),
        Arrears.invoice(
          "F-1", on: "2026-02-28",
          [Arrears.line("TF", 7_000), Arrears.line("TF", 1_200, charge: "PV-7")]),
      ])
    try ledger.catchUp()
    let books = LedgerReader(ledger.store, ArrearsAccounts.chart)
    func balances(_ day: String) throws -> [String] {
      try [ArrearsAccounts.cargos, ArrearsAccounts.facturas].map { account in
        try books.balance(
          of: account, .bob, at: LedgerMoment(effective: LocalDate(day)!)
        ).balance.net(on: .debit).decimal
      }
    }
    #expect(try balances("2026-02-09") == ["0.00", "0.00"])
    #expect(try balances("2026-02-10") == ["12.00", "0.00"])
    #expect(try balances("2026-02-28") == ["0.00", "82.00"])
    let charge = try books.balance(
      of: ArrearsAccounts.cargos, .bob, .document("cargo PV-7", of: "1023456028"))
    #expect(charge.balance.net(on: .debit).isZero)
  }
}
