import Events
import Projections
import TestSupport
import Testing

/// Source: receivables page, “Ledger rules”, and section 3: the balance of any past date must come
/// out right by two times, when it is true and when it was recorded.
@Suite("Ledger, random histories", .temporaryDirectory)
struct LedgerRandomTests {
  private static let till = TillBookkeeper.self
  private static let holders = ["Peña", "Pe", "Ñandú", "Núñez e Hijos S.A.C."]
  private static let day = LocalDate("2026-01-05")!

  /// What was entered, to be added up line by line.
  private struct Witness {
    var postings: [Posting] = []
    /// Entries that stand, by holder and key.
    var standing: [(holder: String, key: String)] = []
    var keys = 0

    func balance(
      _ account: LedgerAccount, _ currency: Currency, _ scope: LedgerScope, _ moment: LedgerMoment
    ) -> LedgerBalance {
      var (debits, credits) = (Money.zero(currency), Money.zero(currency))
      for posting in postings {
        guard posting.account == account.name, posting.currency == currency,
          moment.effective.map({ posting.effective <= $0 }) ?? true,
          moment.recorded.map({ posting.recorded <= $0 }) ?? true
        else { continue }
        switch scope {
        case .account: break
        case .holder(let holder): if posting.holder != holder { continue }
        case .document(let document, let holder):
          if posting.holder != holder || posting.document != document { continue }
        }
        if posting.side == .debit { debits = debits + posting.amount }
        if posting.side == .credit { credits = credits + posting.amount }
      }
      return LedgerBalance(debits: debits, credits: credits)
    }
  }

  @Test func `balance at every position, as of any pair, and when built anew`() async throws {
    var random = SeededRandom.printed()
    let fixture = try TillFixture()
    var witness = Witness()
    for _ in 0..<300 {
      fixture.log.clock.advance(seconds: Int64.random(in: 0...50_000, using: &random))
      try await enterOne(fixture, &witness, &random)
      try requireBalanced(fixture)
      if let entry = try fixture.reader.journal(limit: 1000).entries.last,
        entry.id.position.rawValue + 1 == fixture.log.log.head.count
      {
        witness.postings += entry.postings
      }
    }
    for _ in 0..<400 { try checkAnyPair(fixture, witness, &random) }
    let anew = try Follower(
      LedgerProjection(TillBookkeeper()), path: TemporaryDirectory.path + "/anew.mdb",
      log: fixture.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == fixture.follower.store.digest())
  }

  private func requireBalanced(_ fixture: TillFixture) throws {
    var debits: [Currency: Int64] = [:]
    for row in try fixture.reader.trialBalance().rows {
      debits[row.currency, default: 0] += row.balance.debits.minorUnits
      debits[row.currency, default: 0] -= row.balance.credits.minorUnits
    }
    try #require(debits.values.allSatisfy { $0 == 0 })
  }

  private func checkAnyPair(
    _ fixture: TillFixture, _ witness: Witness, _ random: inout SeededRandom
  ) throws {
    let moment = LedgerMoment(
      effective: Bool.random(using: &random)
        ? Self.day.adding(days: Int.random(in: -40...90, using: &random)) : nil,
      recorded: Bool.random(using: &random)
        ? witness.postings.randomElement(using: &random)!.recorded
          .adding(seconds: [-1, 0, 1, 86_400].randomElement(using: &random)!) : nil)
    let holder = Self.holders.randomElement(using: &random)!
    let document = "B\(Int.random(in: 0..<4, using: &random))"
    for scope in [LedgerScope.account, .holder(holder), .document(document, of: holder)] {
      for account in Self.till.tillChart.accounts {
        for currency in [Currency.pen, .usd] {
          let found = try fixture.reader.balance(of: account, currency, scope, at: moment).balance
          let expected = witness.balance(account, currency, scope, moment)
          try #require(found == expected, "\(account.name) \(currency) \(scope) \(moment)")
          if scope == .account {
            let rows = try fixture.reader.trialBalance(at: moment).rows
            let row = rows.first { $0.account == account && $0.currency == currency }
            try #require((row?.balance ?? .zero(currency)) == expected)
          }
          let lines = try fixture.reader.movements(
            of: account, currency, scope, at: moment, limit: 10_000
          ).postings
          try #require(
            lines.filter { $0.side == .debit }.reduce(.zero(currency)) { $0 + $1.amount }
              == expected.debits)
        }
      }
    }
  }

  /// A sale, a payment of one or two documents that may be true since long before it is recorded, or
  /// the reversal of an entry, which may be a reversal itself.
  private func enterOne(
    _ fixture: TillFixture, _ witness: inout Witness, _ random: inout SeededRandom
  ) async throws {
    let effective = Self.day.adding(days: Int.random(in: -30...60, using: &random))
    let currency = ["PEN", "USD"].randomElement(using: &random)!
    witness.keys += 1
    let key = "k\(witness.keys)"
    if Int.random(in: 0..<4, using: &random) == 0, !witness.standing.isEmpty {
      let index = Int.random(in: 0..<witness.standing.count, using: &random)
      let (holder, undone) = witness.standing.remove(at: index)
      try await fixture.enter("Undone", "\(holder)|\(key)|0|PEN|\(effective)|\(undone)")
      witness.standing.append((holder, key))
      return
    }
    let holder = Self.holders.randomElement(using: &random)!
    let count = Int.random(in: 1...2, using: &random)
    let documents = (0..<count).map { _ in "B\(Int.random(in: 0..<4, using: &random))" }
    let amounts = (0..<count).map { _ in "\(Int.random(in: 0...999, using: &random)).01" }
    let type = ["Sold", "Paid"].randomElement(using: &random)!
    try await fixture.enter(
      type,
      "\(holder)|\(documents.joined(separator: "+"))|\(amounts.joined(separator: "+"))"
        + "|\(currency)|\(effective)|\(key)")
    witness.standing.append((holder, key))
  }
}
