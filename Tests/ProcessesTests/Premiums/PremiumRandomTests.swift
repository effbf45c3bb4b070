import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Random events, many of them refused. What is admitted must leave views that can follow, books that
/// balance, and nothing that waits for ever.
@Suite("Premiums, random histories", .temporaryDirectory)
struct PremiumRandomTests {
  private static let clients = ["premium-1", "premium-2"]
  private static let numbers = (1...24).map { "N\($0)" }
  private static let references = (1...6).map { "OP-\($0)" }

  @Test func `follow, balance, agree with each other, and come back the same`() async throws {
    var random = SeededRandom.printed()
    let fixture = try PremiumFixture()
    var now = try moment("2026-03-02T15:00:00Z")
    var admitted = 0
    for (index, client) in Self.clients.enumerated() {
      for line in PremiumLine.all {
        let policy = Premiums.policy(
          "P\(index)\(line.rawValue)", line, broker: "C-\(Int.random(in: 1...2, using: &random))")
        try await fixture.given(policy, in: client)
      }
    }
    for _ in 0..<500 {
      now = now.adding(seconds: Int64.random(in: 0...40_000, using: &random))
      try await fixture.advance(to: now)
      let index = Int.random(in: 0..<Self.clients.count, using: &random)
      let today = try Fixture.zone("America/Lima").localDate(at: now)
      let event = Self.event(index, today: today, &random)
      if try await fixture.when(event, in: Self.clients[index]) == nil { admitted += 1 }
      try requireBalanced(fixture)
    }
    #expect(admitted > 60)
    try await fixture.advance(to: now.adding(seconds: 86_400 * 400))
    let zone = try Fixture.zone("America/Lima")
    try agree(fixture, today: zone.localDate(at: fixture.log.clock.now))
    try comeBack(fixture)
  }

  private func requireBalanced(_ fixture: PremiumFixture) throws {
    var nets: [Currency: Int64] = [:]
    for row in try fixture.books.trialBalance().rows {
      nets[row.currency, default: 0] += row.balance.net(on: .debit).minorUnits
    }
    try #require(nets.values.allSatisfy { $0 == 0 })
  }

  /// What the statement shows as owed is what the ledger has, and all of it was found overdue.
  private func agree(_ fixture: PremiumFixture, today: LocalDate) throws {
    var search = PremiumSearch()
    search.paymentDates = DayRange()
    let rows = try fixture.reader.statement(search, today: today, limit: 1000).rows
    for (kind, account) in [
      (PremiumDocumentKind.cuota, PremiumAccounts.cuotas),
      (.liquidacion, PremiumAccounts.liquidaciones),
    ] {
      for currency in [Currency.pen, .usd] {
        let owed = try rows.filter {
          $0.document.kind == kind && $0.status == .vencida
            && $0.amount.currencyCode == currency.code
        }.reduce(Money.zero(currency)) { $0 + (try Money($1.amount)) }
        #expect(try fixture.balance(account, currency) == owed, "\(kind) \(currency)")
      }
    }
    #expect(!rows.contains { $0.status == .pendiente })
    #expect(!rows.contains { $0.status == .vencida && !$0.hasOverdueSince })
    let waiting = ProcessReader(fixture.engine.manager, try fixture.engine.host.store())
    #expect(try waiting.timers(limit: 9).isEmpty)
    #expect(try fixture.engine.incidents().isEmpty)
    let reports = try PremiumLine.all.flatMap { line in
      try fixture.reader.report(.cuotasVencidas, line, today: today, limit: 1000).report.rows
    }
    #expect(
      Set(reports.map(\.document.number))
        == Set(
          rows.filter { $0.document.kind == .cuota && $0.status == .vencida }
            .map(\.document.number)))
  }

  private func comeBack(_ fixture: PremiumFixture) throws {
    let path = TemporaryDirectory.path
    let statement = try Follower(
      PremiumStatement(), path: path + "/anew.mdb", log: fixture.log.log)
    try statement.catchUp()
    #expect(try statement.store.digest() == fixture.statement.store.digest())
    let ledger = try Follower(
      LedgerProjection(PremiumBookkeeper()), path: path + "/books-anew.mdb", log: fixture.log.log)
    try ledger.catchUp()
    #expect(try ledger.store.digest() == fixture.ledger.store.digest())
  }

  private static func event(
    _ client: Int, today: LocalDate, _ random: inout SeededRandom
  ) -> any Message {
    let number = numbers.randomElement(using: &random)!
    let line = PremiumLine.all.randomElement(using: &random)!
    let policy = "P\(client)\(line.rawValue)"
    let document =
      Bool.random(using: &random)
      ? PremiumDocument.cuota(number) : PremiumDocument.settlement(number)
    let issued = "\(today.adding(days: Int.random(in: -40...0, using: &random)))"
    let due = "\(today.adding(days: Int.random(in: -10...40, using: &random)))"
    let past = "\(today.adding(days: Int.random(in: -20...0, using: &random)))"
    // Few amounts, so that a payment often fits.
    func amount(_ random: inout SeededRandom) -> WireMoney {
      [Premiums.pen(10_000), Premiums.usd(10_000)].randomElement(using: &random)!
    }
    let reference = references.randomElement(using: &random)!
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1, 2:
      return Premiums.cuota(
        number, policy: policy, amount(&random), issued: issued, due: due,
        hasValidity: line.hasValidity)
    case 3:
      return Premiums.settlement(
        number, policy: "P\(client)2", amount(&random), issued: issued, due: due)
    case 4:
      return Premiums.amended(
        number, policy: policy, amount(&random), issued: issued, due: due,
        hasValidity: line.hasValidity)
    case 5: return Premiums.annulled(document, on: past)
    case 6: return Premiums.reversed(reference, on: past)
    case 7:
      return Premiums.receipt("F\(Int.random(in: 1...40, using: &random))", document, on: past)
    case 8:
      return Premiums.policy(policy, line, broker: "C-\(Int.random(in: 1...2, using: &random))")
    default:
      let part = amount(&random)
      let other =
        Bool.random(using: &random)
        ? [(PremiumDocument.cuota(numbers.randomElement(using: &random)!), part)] : []
      return Premiums.payment(reference, on: past, [(document, part)] + other)
    }
  }
}
