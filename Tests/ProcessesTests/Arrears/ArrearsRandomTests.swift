import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Random events, many of them refused. What is admitted must leave views that can follow, books
/// that balance, and nothing that waits for ever.
@Suite("Arrears, random histories", .temporaryDirectory)
struct ArrearsRandomTests {
  private static let streams = [Arrears.client, Arrears.alcaldia]
  private static let contracts = [["K-1", "K-2"], ["P-1"]]
  private static let invoices = (1...15).map { "F-\($0)" }
  private static let months = ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]

  @Test func `follow, balance, agree with each other, and come back the same`() async throws {
    var random = SeededRandom.printed()
    let fixture = try ArrearsFixture()
    var now = try moment("2026-03-02T14:00:00Z")
    for (index, stream) in Self.streams.enumerated() {
      try await fixture.given(Arrears.recorded(isPublic: index == 1), in: stream)
      for contract in Self.contracts[index] {
        try await fixture.given(Arrears.contract(contract), in: stream)
      }
    }
    var admitted = 0
    for _ in 0..<500 {
      now = now.adding(seconds: Int64.random(in: 0...20_000, using: &random))
      try await fixture.advance(to: now)
      let index = Int.random(in: 0..<Self.streams.count, using: &random)
      let today = try Fixture.zone("America/La_Paz").localDate(at: now)
      let page = try fixture.page(Self.streams[index])
      let event = Self.event(page, Self.contracts[index], today: today, &random)
      if try await fixture.when(event, in: Self.streams[index]) == nil { admitted += 1 }
      try requireBalanced(fixture)
    }
    #expect(admitted > 60)
    try await fixture.advance(to: now.adding(seconds: 86_400 * 400))
    try agree(fixture)
    try comeBack(fixture)
  }

  private func requireBalanced(_ fixture: ArrearsFixture) throws {
    let rows = try fixture.books.trialBalance().rows
    let net = rows.reduce(Money.zero(.bob)) { $0 + $1.balance.net(on: .debit) }
    try #require(net.isZero)
  }

  /// What the portfolio shows as owed is what the ledger has, by contract and by product; charges
  /// that wait likewise; every week is over.
  private func agree(_ fixture: ArrearsFixture) throws {
    for byProduct in [false, true] {
      let debts = try fixture.reader.debts(byProduct: byProduct, limit: 1000).debts
      let owed = try debts.reduce(Money.zero(.bob)) { $0 + (try Money($1.amount)) }
      #expect(try fixture.balance(ArrearsAccounts.facturas) == owed.decimal)
    }
    try agreeOnEveryDay(fixture)
    let waiting = try Self.streams.flatMap { try fixture.page($0).charges }
      .filter { !$0.withdrawn && $0.invoice.isEmpty }
    let charges = try waiting.reduce(Money.zero(.bob)) { $0 + (try Money($1.amount)) }
    #expect(try fixture.balance(ArrearsAccounts.cargos) == charges.decimal)
    #expect(try fixture.reader.commitments(limit: 100).rows.isEmpty)
    #expect(try fixture.engine.nextDue() == nil)
    #expect(try fixture.engine.incidents().isEmpty)
  }

  /// An invoice is owed on a day when the ledger has it, and not when it has nothing or, as when it
  /// was paid a second time before the first payment was reversed, less.
  private func agreeOnEveryDay(_ fixture: ArrearsFixture) throws {
    let first = try #require(LocalDate("2026-02-20"))
    for stream in Self.streams {
      let page = try fixture.page(stream)
      for (invoice, day) in page.invoices.flatMap({ one in (0...150).map { (one, $0) } }) {
        let date = first.adding(days: day)
        let books = try fixture.books.balance(
          of: ArrearsAccounts.facturas, .bob,
          .document("factura \(invoice.invoice)", of: page.nit),
          at: LedgerMoment(effective: date)
        ).balance.net(on: .debit)
        try #require(invoice.isOwed(on: date) == books.isPositive, "\(invoice.invoice) \(date)")
      }
    }
  }

  private func comeBack(_ fixture: ArrearsFixture) throws {
    let path = TemporaryDirectory.path
    let portfolio = try Follower(
      ArrearsPortfolio(), path: path + "/anew.mdb", log: fixture.log.log)
    try portfolio.catchUp()
    #expect(try portfolio.store.digest() == fixture.portfolio.store.digest())
    let ledger = try Follower(
      LedgerProjection(ArrearsBookkeeper()), path: path + "/books-anew.mdb", log: fixture.log.log)
    try ledger.catchUp()
    #expect(try ledger.store.digest() == fixture.ledger.store.digest())
  }

  private static func event(
    _ page: ArrearsPage, _ contracts: [String], today: LocalDate, _ random: inout SeededRandom
  ) -> any Message {
    let contract = contracts.randomElement(using: &random)!
    let month = months.randomElement(using: &random)!
    let past = "\(today.adding(days: Int.random(in: -5...0, using: &random)))"
    let number = invoices.randomElement(using: &random)!
    let owed = page.invoices.filter(\.isOwed).shuffled(using: &random).prefix(2)
    let reference = "T-\(Int.random(in: 1...8, using: &random))"
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1, 2:
      let waiting = page.charges.filter {
        !$0.withdrawn && $0.invoice.isEmpty && $0.contract == contract
          && ($0.month <= month || Bool.random(using: &random))
      }
      let lines = waiting.map { charge in
        Arrears.line("TF", 1_200, charge: charge.charge, contract: contract)
      }
      return Arrears.invoice(
        number, contract: contract, month: month, on: past,
        lines + [Arrears.line("IN", 24_900, contract: contract)])
    case 3, 4:
      return Arrears.charge(
        "PV-\(Int.random(in: 1...12, using: &random))", month: month, contract: contract, on: past)
    case 5: return Arrears.withdrawn("PV-\(Int.random(in: 1...12, using: &random))")
    case 6: return Arrears.annulled(owed.first?.invoice ?? number, on: past)
    case 7:
      return Arrears.commitment("C-\(page.commitments.count)", owed.first?.invoice ?? number)
    case 8: return Arrears.reversed(reference, on: past)
    case 9: return Arrears.stamped("S-\(Int.random(in: 1...9, using: &random))", number, on: past)
    default:
      let parts = owed.map { invoice in
        (
          invoice.invoice,
          invoice.amount.units * 100 + Int64(invoice.amount.nanos / 10_000_000)
        )
      }
      let way = ArrearsPaymentWay.all.randomElement(using: &random)!
      return Arrears.payment(reference, way, on: past, parts)
    }
  }
}
