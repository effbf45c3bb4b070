import Events
import Projections
import TestSupport
import Testing

@Suite("LedgerReader", .temporaryDirectory)
struct LedgerReaderTests {
  private static let till = TillBookkeeper.self

  /// A sale on 5 January, recorded that day; a payment that is true since 10 January and was
  /// recorded on the 20th; another sale, in dollars, and one of another holder.
  private func fixture() async throws -> TillFixture {
    let fixture = try TillFixture()
    fixture.log.clock.set(Timestamp(rfc3339: "2026-01-05T12:00:00Z")!)
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    fixture.log.clock.set(Timestamp(rfc3339: "2026-01-20T12:00:00Z")!)
    try await fixture.enter("Paid", "Peña|B1|40.00|PEN|2026-01-10|2")
    fixture.log.clock.set(Timestamp(rfc3339: "2026-01-20T15:00:00Z")!)
    try await fixture.enter("Sold", "Peña|B2|7.50|USD|2026-01-20|3")
    try await fixture.enter("Sold", "Ñandú|B3|60.00|PEN|2026-01-21|4")
    return fixture
  }

  struct Pair: Sendable, CustomStringConvertible {
    let effective: String?
    let recorded: String?
    let owed: String
    let ofOne: String

    var description: String { "\(effective ?? "—") / \(recorded ?? "—")" }
    var moment: LedgerMoment {
      LedgerMoment(
        effective: effective.map { LocalDate($0)! },
        recorded: recorded.map { Timestamp(rfc3339: $0)! })
    }
  }

  @Test(
    arguments: [
      Pair(effective: nil, recorded: nil, owed: "120.00", ofOne: "60.00"),
      Pair(effective: "2026-01-04", recorded: nil, owed: "0.00", ofOne: "0.00"),
      Pair(effective: "2026-01-05", recorded: nil, owed: "100.00", ofOne: "100.00"),
      Pair(effective: "2026-01-09", recorded: nil, owed: "100.00", ofOne: "100.00"),
      Pair(effective: "2026-01-10", recorded: nil, owed: "60.00", ofOne: "60.00"),
      // As it was known before the payment of the 10th was recorded.
      Pair(
        effective: "2026-01-10", recorded: "2026-01-20T11:59:59.999999Z", owed: "100.00",
        ofOne: "100.00"),
      Pair(
        effective: "2026-01-10", recorded: "2026-01-20T12:00:00Z", owed: "60.00", ofOne: "60.00"),
      Pair(effective: nil, recorded: "2026-01-20T14:59:59Z", owed: "60.00", ofOne: "60.00"),
      Pair(effective: nil, recorded: "2026-01-20T15:00:00Z", owed: "120.00", ofOne: "60.00"),
      Pair(
        effective: "2026-01-20", recorded: "2026-01-21T00:00:00Z", owed: "60.00", ofOne: "60.00"),
      Pair(effective: nil, recorded: "2026-01-05T11:59:59Z", owed: "0.00", ofOne: "0.00"),
      Pair(effective: nil, recorded: "1969-12-31T23:59:59Z", owed: "0.00", ofOne: "0.00"),
    ])
  func `gives a balance by the day it is true and the time it was recorded`(
    pair: Pair
  ) async throws {
    let fixture = try await fixture()
    #expect(try fixture.balance(Self.till.owed, at: pair.moment) == pair.owed)
    #expect(try fixture.balance(Self.till.owed, .holder("Peña"), at: pair.moment) == pair.ofOne)
    #expect(
      try fixture.balance(Self.till.owed, .document("B1", of: "Peña"), at: pair.moment)
        == pair.ofOne)
  }

  @Test func `keeps currencies apart`() async throws {
    let fixture = try await fixture()
    #expect(try fixture.balance(Self.till.owed, .holder("Peña"), .usd) == "7.50")
    #expect(try fixture.balance(Self.till.owed, .holder("Ñandú"), .usd) == "0.00")
    #expect(try fixture.balance(Self.till.owed, .account, .cop) == "0.00")
  }

  @Test func `has nothing for names that are nobody's`() async throws {
    let fixture = try await fixture()
    for name in ["", "Pe", "Peña ", "\u{0}", String(repeating: "x", count: 300)] {
      #expect(try fixture.balance(Self.till.owed, .holder(name)) == "0.00")
      #expect(try fixture.balance(Self.till.owed, .document(name, of: "Peña")) == "0.00")
    }
  }

  @Test func `lists accounts in the order of the chart, then by currency`() async throws {
    let fixture = try await fixture()
    let (rows, next) = try fixture.reader.trialBalance()
    #expect(
      rows.map { "\($0.account.name) \($0.balance.debits) \($0.balance.credits.decimal)" } == [
        "bank PEN 40.00 0.00", "owed PEN 160.00 40.00", "owed USD 7.50 0.00",
        "sales PEN 0.00 160.00", "sales USD 0.00 7.50",
      ])
    #expect(next.rawValue == fixture.log.log.head.count)
    let before = LedgerMoment(recorded: Timestamp(rfc3339: "2026-01-20T12:00:00Z")!)
    #expect(
      try fixture.reader.trialBalance(at: before).rows.map {
        "\($0.account.name) \($0.balance.net(on: $0.account.normalSide))"
      } == ["bank PEN 40.00", "owed PEN 60.00", "sales PEN 100.00"])
  }

  @Test(arguments: [1, 2, 3, 4, 10])
  func `gives the journal a page at a time`(limit: Int) async throws {
    let fixture = try await fixture()
    var ids: [String] = []
    var after: JournalEntry.ID?
    repeat {
      let page = try fixture.reader.journal(after: after, limit: limit)
      #expect(page.entries.count <= limit)
      ids += page.entries.map(\.key)
      after = page.after
    } while after != nil
    #expect(ids == ["1", "2", "3", "4"])
    #expect(try fixture.reader.journal(of: "Ñandú", limit: limit).entries.map(\.key) == ["4"])
    #expect(try fixture.reader.journal(of: "Pe", limit: limit).entries.isEmpty)
  }

  @Test func `gives the lines of an account by the day they are true`() async throws {
    let fixture = try await fixture()
    try await fixture.enter("Sold", "Aguirre|B4|1.00|PEN|2026-01-01|5")
    let all = try fixture.reader.movements(of: Self.till.owed, .pen, limit: 10)
    #expect(all.postings.map(\.document) == ["B4", "B1", "B1", "B3"])
    #expect(all.postings.map(\.side) == [.debit, .debit, .credit, .debit])
    #expect(all.opening == .zero(.pen))
    #expect(all.after == 0)
    let second = try fixture.reader.movements(of: Self.till.owed, .pen, after: 2, limit: 1)
    #expect(second.postings.map(\.movement) == ["paid"])
    #expect(second.opening.net(on: .debit).decimal == "101.00")
    #expect(second.after == 3)
    let ofOne = try fixture.reader.movements(of: Self.till.owed, .pen, .holder("Peña"), limit: 10)
    #expect(ofOne.postings.map(\.movement) == ["sold", "paid"])
    let by = LedgerMoment(effective: LocalDate("2026-01-09")!)
    #expect(
      try fixture.reader.movements(of: Self.till.owed, .pen, at: by, limit: 10).postings.count == 2)
  }

  @Test func `lists what each holder and document has`() async throws {
    let fixture = try await fixture()
    try await fixture.enter("Sold", "Aguirre|B4|1.00|PEN|2026-01-01|5")
    try await fixture.enter("Paid", "Aguirre|B4|1.00|PEN|2026-01-02|6")
    func shares(settled: Bool = false, holder: String? = nil, limit: Int = 10) throws -> [String] {
      var found: [String] = []
      var after: (holder: String, document: String)?
      while true {
        let page = try fixture.reader.shares(
          of: Self.till.owed, .pen, holder: holder, after: after, settled: settled, limit: limit)
        found += page.shares.map {
          "\($0.holder) \($0.document) \($0.balance.net(on: .debit).decimal)"
        }
        guard page.isMore else { return found }
        after = page.shares.last.map { ($0.holder, $0.document) }
      }
    }
    #expect(try shares() == ["Peña B1 60.00", "Ñandú B3 60.00"])
    #expect(
      try shares(settled: true) == ["Aguirre B4 0.00", "Peña B1 60.00", "Ñandú B3 60.00"])
    #expect(
      try shares(settled: true, limit: 1) == ["Aguirre B4 0.00", "Peña B1 60.00", "Ñandú B3 60.00"])
    #expect(try shares(holder: "Peña") == ["Peña B1 60.00"])
    #expect(try shares(holder: "Pe") == [])
    // What fits no key is behind nothing, so that the list begins anew.
    let unfit = String(repeating: "B", count: 200)
    #expect(
      try fixture.reader.shares(of: Self.till.owed, .pen, after: (unfit, ""), limit: 10)
        .shares.count == 2)
  }
}
