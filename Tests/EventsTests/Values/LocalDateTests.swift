import Events
import Testing

@Suite("Local dates")
struct LocalDateTests {
  /// Counts the days of eight hundred years on its fingers.
  @Test func `of 1600 to 2400 go to numbers, components and text and back`() throws {
    var expected = try #require(LocalDate("1600-01-01")).daysSinceEpoch
    // 1600-01-01 was a Saturday.
    var weekday = 6
    for year in 1600...2400 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in zip(1...12, lengths) {
        for day in 1...length {
          let date = try #require(LocalDate(year: year, month: month, day: day))
          let isRight =
            date.daysSinceEpoch == expected && date.components == (year, month, day)
            && date.isoWeekday == weekday && LocalDate(date.description) == date
            && LocalDate(daysSinceEpoch: expected) == date
          if !isRight { Issue.record("\(year)-\(month)-\(day): \(date)") }
          expected += 1
          weekday = weekday % 7 + 1
        }
        if LocalDate(year: year, month: month, day: length + 1) != nil {
          Issue.record("\(year)-\(month) has no day \(length + 1)")
        }
      }
    }
  }

  @Test(arguments: [
    ("0001-01-01", -719_162, 1), ("1582-10-15", -141_427, 5), ("1858-11-17", -40_587, 3),
    ("1969-12-31", -1, 3), ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2),
    ("2026-01-09", 20_462, 5), ("9999-12-31", 2_932_896, 5),
  ])
  func `have a number and a weekday`(text: String, days: Int, weekday: Int) throws {
    let date = try #require(LocalDate(text))
    #expect(date.daysSinceEpoch == days)
    #expect(date.isoWeekday == weekday)
    #expect(date.description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-01", "2026-1-09", "2026-01-9", "26-01-09", "20260109", "2026/01/09",
    "2026-01-09T", " 2026-01-09", "2026-01-09 ", "2026-00-09", "2026-13-09", "2026-01-00",
    "2026-01-32", "2026-02-29", "2023-02-29", "1900-02-29", "2024-02-30", "2026-04-31",
    "0000-01-01", "-001-01-01", "+026-01-09", "2026--1-09", "2026-W02-5", "２０２６-01-09",
    "2026-01-0٩", "2026-01-\u{1F4C5}",
  ])
  func `are refused when the text is none`(text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test(arguments: [
    (2026, 2, 29), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (0, 1, 1), (10_000, 1, 1),
    (.min, .min, .min), (.max, .max, .max), (2026, .max, 1), (2026, 1, .min),
  ])
  func `are refused when there is no such day`(year: Int, month: Int, day: Int) {
    #expect(LocalDate(year: year, month: month, day: day) == nil)
  }

  @Test func `are counted and compared`() throws {
    let (friday, monday) = (
      try #require(LocalDate("2025-12-26")), try #require(LocalDate("2026-01-05"))
    )
    #expect(friday < monday)
    #expect(friday.adding(days: 10) == monday)
    #expect(monday.adding(days: -10) == friday)
    #expect(monday.days(since: friday) == 10)
    #expect(friday.days(since: monday) == -10)
  }

  @Test func `are read from a part of a text`() {
    #expect(LocalDate("2026-01-09T10:00:00Z".prefix(10)) == LocalDate("2026-01-09"))
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
    ("2026-01-31", 3, "2026-04-30"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-10-31", 4, "2027-02-28"),
    ("2026-05-15", 4, "2026-09-15"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
    ("2026-12-01", 1, "2027-01-01"),
    ("2026-01-01", -1, "2025-12-01"), ("2026-05-31", 0, "2026-05-31"),
  ])
  func `a month later is the same day, or the last day of a shorter month`(
    _ from: String, _ months: Int, _ to: String
  ) throws {
    #expect(try #require(LocalDate(from)).adding(months: months) == LocalDate(to))
  }

  @Test(arguments: [
    ("2026-02-10", "2026-02-01", "2026-02-28"), ("2028-02-29", "2028-02-01", "2028-02-29"),
    ("2100-02-01", "2100-02-01", "2100-02-28"), ("2000-02-01", "2000-02-01", "2000-02-29"),
    ("2026-12-31", "2026-12-01", "2026-12-31"),
  ])
  func `a month has a first and a last day`(_ day: String, _ first: String, _ last: String) throws {
    let month = try #require(LocalDate(day)).month
    #expect(month.lowerBound == LocalDate(first))
    #expect(month.upperBound == LocalDate(last))
  }

  @Test(arguments: [
    ("1950-06-15", "2026-06-14", 75), ("1950-06-15", "2026-06-15", 76),
    ("1960-02-29", "2025-02-28", 64), ("1960-02-29", "2025-03-01", 65),
    ("1960-02-29", "2024-02-29", 64), ("2000-01-01", "2000-12-31", 0),
  ])
  func `a birthday completes a year`(_ birth: String, _ on: String, _ years: Int) throws {
    #expect(try #require(LocalDate(on)).completedYears(since: #require(LocalDate(birth))) == years)
  }
}
