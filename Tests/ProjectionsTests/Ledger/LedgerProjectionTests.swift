import Events
import Projections
import TestSupport
import Testing

@Suite("LedgerProjection", .temporaryDirectory)
struct LedgerProjectionTests {
  private static let till = TillBookkeeper.self

  @Test func `enters both sides of every movement`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|sale B1")
    let entry = try #require(try fixture.reader.journal(limit: 10).entries.first)
    #expect(entry.ledger == "till")
    #expect(entry.eventType.text == "Sold")
    #expect(entry.stream.text == "shop-1")
    #expect(entry.holder == "Peña")
    #expect(entry.key == "sale B1")
    #expect(entry.effective.description == "2026-01-05")
    #expect(entry.lines.map(\.account) == ["owed", "sales"])
    #expect(entry.lines.map(\.side) == [.debit, .credit])
    #expect(entry.lines.map(\.document) == ["B1", "B1"])
    #expect(entry.lines.map(\.movement) == ["sold", "sold"])
    #expect(try fixture.balance(Self.till.owed) == "100.00")
    #expect(try fixture.balance(Self.till.sales) == "100.00")
    #expect(try fixture.balance(Self.till.bank) == "0.00")
  }

  @Test func `enters a payment of several documents as one entry`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    try await fixture.enter("Sold", "Peña|B2|50.00|PEN|2026-01-05|2")
    try await fixture.enter("Paid", "Peña|B1+B2|100.00+20.00|PEN|2026-01-06|3")
    #expect(try fixture.reader.journal(limit: 10).entries.count == 3)
    #expect(try fixture.balance(Self.till.owed, .document("B1", of: "Peña")) == "0.00")
    #expect(try fixture.balance(Self.till.owed, .document("B2", of: "Peña")) == "30.00")
    #expect(try fixture.balance(Self.till.owed, .holder("Peña")) == "30.00")
    #expect(try fixture.balance(Self.till.bank) == "120.00")
  }

  @Test func `takes an entry back by one that names it`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    try await fixture.enter("Undone", "Peña|undo|0|PEN|2026-01-07|1")
    let entries = try fixture.reader.journal(limit: 10).entries
    #expect(entries[1].reverses == entries[0].id)
    #expect(entries[0].reversedBy == entries[1].id)
    #expect(entries[1].lines.map(\.side) == [.credit, .debit])
    #expect(entries[1].key == "undo")
    #expect(try fixture.balance(Self.till.owed) == "0.00")
    #expect(
      try fixture.balance(
        Self.till.owed, at: LedgerMoment(effective: LocalDate("2026-01-06")!)) == "100.00")
  }

  @Test func `takes a reversal back, and the entry counts again`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    try await fixture.enter("Undone", "Peña|undo|0|PEN|2026-01-07|1")
    try await fixture.enter("Undone", "Peña||0|PEN|2026-01-08|undo")
    #expect(try fixture.balance(Self.till.owed) == "100.00")
  }

  @Test(
    arguments: [
      ("Sold", "Peña|B1|nothing|PEN|2026-01-05|2", "an entry without movements"),
      ("Sold", "Peña|B1|0.00|PEN|2026-01-05|2", "PEN 0.00 is not positive"),
      ("Sold", "Peña|B1|-5.00|PEN|2026-01-05|2", "PEN -5.00 is not positive"),
      ("Sold", "Peña|B1|5.00|PEN|2026-02-30|2", "it cannot be read"),
      ("Stolen", "Peña|B1|5.00|PEN|2026-01-05|2", "the chart has no movement “stolen”"),
      ("Sold", "Pe\u{0}ña|B1|5.00|PEN|2026-01-05|2", "control characters"),
      (
        "Sold", "Peña|" + String(repeating: "B", count: 111) + "|5.00|PEN|2026-01-05|2",
        "too long for a key"
      ),
      ("Sold", "Peña|B2|5.00|PEN|2026-01-05|1", "Peña has an entry “1” already: 1.0"),
      ("Undone", "Peña||0|PEN|2026-01-05|2", "Peña has no entry “2” to reverse"),
      ("Undone", "Ñandú||0|PEN|2026-01-05|1", "Ñandú has no entry “1” to reverse"),
    ])
  func `stands still at an event that makes no entry`(
    type: String, payload: String, reason: String
  ) async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    await #expect {
      try await fixture.enter(type, payload)
    } throws: { error in
      guard case FollowerError.poison(Position(2), _, let text) = error else { return false }
      return text.contains(reason)
    }
    #expect(try fixture.balance(Self.till.owed) == "100.00")
    #expect(try fixture.reader.journal(limit: 10).entries.count == 1)
  }

  @Test func `takes an entry back from the beginning when no day is given`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    let before = fixture.log.clock.now
    fixture.log.clock.advance(seconds: 60)
    try await fixture.enter("Undone", "Peña||0|PEN||1")
    let day = LocalDate("2026-01-05")!
    #expect(try fixture.balance(Self.till.owed, at: LedgerMoment(effective: day)) == "0.00")
    #expect(
      try fixture.balance(Self.till.owed, at: LedgerMoment(effective: day, recorded: before))
        == "100.00")
  }

  @Test func `lets the key of a reversed entry be used again`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    try await fixture.enter("Undone", "Peña||0|PEN|2026-01-06|1")
    try await fixture.enter("Sold", "Peña|B1|90.00|PEN|2026-01-06|1")
    try await fixture.enter("Undone", "Peña||0|PEN|2026-01-07|1")
    let entries = try fixture.reader.journal(limit: 10).entries
    #expect(entries.map(\.reverses) == [nil, entries[0].id, nil, entries[2].id])
  }

  @Test func `stands still at a second reversal of one entry`() async throws {
    let fixture = try TillFixture()
    try await fixture.enter("Sold", "Peña|B1|100.00|PEN|2026-01-05|1")
    try await fixture.enter("Undone", "Peña||0|PEN|2026-01-05|1")
    await #expect(throws: FollowerError.self) {
      try await fixture.enter("Undone", "Peña||0|PEN|2026-01-05|1")
    }
  }

  @Test func `stands still before its sums become too large to be exact`() async throws {
    let fixture = try TillFixture()
    let largest = Array(repeating: "10000000000000.00", count: 1000).joined(separator: "+")
    let documents = Array(repeating: "B", count: 1000).joined(separator: "+")
    for key in 1...4 {
      try await fixture.enter("Sold", "Peña|\(documents)|\(largest)|PEN|2026-01-05|\(key)")
    }
    await #expect {
      try await fixture.enter("Sold", "Ñandú|\(documents)|\(largest)|PEN|2026-01-05|5")
    } throws: { "\($0)".contains("become too large") }
    #expect(try fixture.balance(Self.till.owed) == "40000000000000000.00")
  }
}
