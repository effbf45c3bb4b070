import Events
import Testing

@Suite("YearMonth") struct YearMonthTests {
  @Test(arguments: ["2026-03", "0001-01", "9999-12", "2024-02"])
  func `reads what it writes`(_ text: String) throws {
    #expect(try #require(YearMonth(text)).description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-3", "2026-13", "2026-00", "0000-01", "2026-03-01", "26-03", "2026/03",
    "+026-03",
  ])
  func `reads nothing else`(_ text: String) {
    #expect(YearMonth(text) == nil)
  }

  @Test(arguments: [("2026-02", 28), ("2024-02", 29), ("1900-02", 28), ("2026-12", 31)])
  func `has the days of its month`(_ text: String, _ last: Int) throws {
    let month = try #require(YearMonth(text))
    #expect(month.days.lowerBound == LocalDate("\(text)-01"))
    #expect(month.days.upperBound == LocalDate("\(text)-\(last)"))
    #expect(YearMonth(month.days.upperBound) == month)
  }

  @Test(arguments: [("2026-01", "2026-02"), ("2026-12", "2027-01"), ("2026-01", "2026-02")])
  func `is followed by the next and comes before it`(_ text: String, _ next: String) throws {
    let month = try #require(YearMonth(text))
    #expect(month.next.description == next)
    #expect(month < month.next)
    #expect(!(month.next < month))
  }
}
