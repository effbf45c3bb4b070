import Events
import Testing

@testable import Projections

/// Source: receivables page, “Ledger rules”: debits = credits; amounts of two currencies never add.
@Suite("JournalEntry")
struct JournalEntryTests {
  private static func line(
    _ side: LedgerSide, _ amount: Int64, _ currency: Currency = .pen
  ) -> JournalEntry.Line {
    JournalEntry.Line(
      account: side.rawValue, side, Money(minorUnits: amount, currency), document: "1",
      movement: "sold")
  }

  private static func entry(_ lines: [JournalEntry.Line]) throws -> JournalEntry {
    JournalEntry(
      JournalEntry.ID(Position(7), 0), of: "till", stream: try StreamName("shop-1"),
      eventType: try EventType("Sold"), recorded: Timestamp(seconds: 0),
      effective: LocalDate("2026-01-05")!, holder: "Peña", key: "1", lines: lines, reverses: nil)
  }

  @Test func `balances with several lines on either side`() throws {
    let entry = try Self.entry([
      Self.line(.debit, 250), Self.line(.credit, 100), Self.line(.credit, 150),
    ])
    #expect(entry.amount == Money(minorUnits: 250, .pen))
    #expect(entry.currency == .pen)
    #expect(entry.postings.map(\.line) == [0, 1, 2])
    #expect(entry.postings.map(\.amount.minorUnits) == [250, 100, 150])
    #expect(entry.postings.allSatisfy { $0.holder == "Peña" && $0.position == Position(7) })
  }

  @Test func `cannot be made with more on one side`() async {
    await #expect(processExitsWith: .failure) {
      _ = try Self.entry([Self.line(.debit, 250), Self.line(.credit, 249)])
    }
  }

  @Test func `cannot be made of two currencies`() async {
    await #expect(processExitsWith: .failure) {
      _ = try Self.entry([Self.line(.debit, 250, .pen), Self.line(.credit, 250, .usd)])
    }
  }

  @Test func `cannot be made without lines`() async {
    await #expect(processExitsWith: .failure) { _ = try Self.entry([]) }
  }

  @Test func `cannot have a line of nothing`() async {
    await #expect(processExitsWith: .failure) { _ = Self.line(.debit, 0) }
  }

  @Test func `cannot have a line below nothing`() async {
    await #expect(processExitsWith: .failure) { _ = Self.line(.credit, -1) }
  }

  @Test func `comes back from its stored form as it was`() throws {
    var entry = try Self.entry([Self.line(.debit, 5), Self.line(.credit, 5)])
    #expect(JournalEntry(stored: entry.wire) == entry)
    entry.reversedBy = JournalEntry.ID(Position(9), 1)
    #expect(JournalEntry(stored: entry.wire) == entry)
    #expect(entry.reversedBy?.description == "9.1")
  }
}

@Suite("LedgerChart")
struct LedgerChartTests {
  private static let a = LedgerAccount("a", "A", grows: .debit)
  private static let b = LedgerAccount("b", "B", grows: .credit)

  private static func chart(
    _ accounts: [LedgerAccount], _ movements: [LedgerMovement]
  ) -> LedgerChart {
    LedgerChart(
      "test", "Prueba", holder: "cliente", document: "boleta", accounts: accounts,
      movements: movements)
  }

  private static func movement(_ name: String) -> LedgerMovement {
    LedgerMovement(name, on: "Sold", "Venta", debit: a, credit: b, source: "the test")
  }

  @Test func `finds accounts and movements by name`() {
    let chart = Self.chart([Self.a, Self.b], [Self.movement("m")])
    #expect(chart.account("b") == Self.b)
    #expect(chart.account("c") == nil)
    #expect(chart.movement("m")?.debit == Self.a)
    #expect(chart.movement("n") == nil)
  }

  @Test func `has no two accounts of one name`() async {
    await #expect(processExitsWith: .failure) { _ = Self.chart([Self.a, Self.a], []) }
  }

  @Test func `has no two movements of one name`() async {
    await #expect(processExitsWith: .failure) {
      _ = Self.chart([Self.a, Self.b], [Self.movement("m"), Self.movement("m")])
    }
  }

  @Test func `has no movement to an account of another chart`() async {
    await #expect(processExitsWith: .failure) {
      _ = Self.chart([Self.a], [Self.movement("m")])
    }
  }

  @Test func `has no movement that moves nothing`() async {
    await #expect(processExitsWith: .failure) {
      _ = LedgerMovement("m", on: "Sold", "Venta", debit: Self.a, credit: Self.a, source: "")
    }
  }
}
