import Events
import Projections
import Schemas
import Testing

/// Source: receivables page, “Statement of account for brokers”, Search: from the same day two months
/// ago, or that month's last day, to today, both included (a).
@Suite("PremiumSearch") struct PremiumSearchTests {
  @Test(
    arguments: [
      ("2026-03-10", "2026-01-10"), ("2026-03-01", "2026-01-01"), ("2026-03-31", "2026-01-31"),
      // February has no such day.
      ("2026-04-28", "2026-02-28"), ("2026-04-29", "2026-02-28"), ("2026-04-30", "2026-02-28"),
      ("2024-04-28", "2024-02-28"), ("2024-04-29", "2024-02-29"), ("2024-04-30", "2024-02-29"),
      // From a short month into a longer one.
      ("2026-02-28", "2025-12-28"), ("2024-02-29", "2023-12-29"),
      // June, August and November have two months before them one with fewer days or as many.
      ("2026-08-31", "2026-06-30"), ("2026-07-31", "2026-05-31"), ("2026-12-31", "2026-10-31"),
      ("2026-11-30", "2026-09-30"),
      // Over the turn of the year.
      ("2026-01-15", "2025-11-15"), ("2026-01-31", "2025-11-30"), ("2026-02-01", "2025-12-01"),
    ])
  func `looks through the last two months unless told otherwise`(
    today: String, from: String
  ) {
    let today = LocalDate(today)!
    #expect(PremiumSearch().paymentDates(today: today) == DayRange(from, "\(today)"))
  }

  @Test func `looks through the dates that are given, and through all when they are cleared`() {
    let today = LocalDate("2026-03-10")!
    var search = PremiumSearch()
    for range in [
      DayRange(), DayRange("2026-01-01", nil), DayRange(nil, "2026-01-01"),
      DayRange("2026-01-01", "2026-01-02"),
    ] {
      search.paymentDates = range
      #expect(search.paymentDates(today: today) == range)
    }
  }

  @Test(
    arguments: [
      { $0.policy = "V-1" }, { $0.client = "2051" }, { $0.number = "1" }, { $0.receipt = "F1" },
      { $0.dueDates = DayRange() },
    ] as [@Sendable (inout PremiumSearch) -> Void])
  func `looks through all dates in an exact search, unless they are given`(
    exact: @Sendable (inout PremiumSearch) -> Void
  ) {
    let today = LocalDate("2026-03-10")!
    var search = PremiumSearch()
    exact(&search)
    #expect(search.paymentDates(today: today) == DayRange())
    search.paymentDates = DayRange("2026-01-01", nil)
    #expect(search.paymentDates(today: today) == DayRange("2026-01-01", nil))
  }

  @Test func `includes both ends of a range`() {
    let range = DayRange("2026-01-10", "2026-03-10")
    #expect(!range.contains(LocalDate("2026-01-09")!))
    #expect(range.contains(LocalDate("2026-01-10")!))
    #expect(range.contains(LocalDate("2026-03-10")!))
    #expect(!range.contains(LocalDate("2026-03-11")!))
    #expect(DayRange().contains(LocalDate("0001-01-01")!))
  }

  @Test(
    arguments: zip(
      [-1, 0, 1, 30, 31, 60, 61, 90, 91, 1000],
      [nil, nil, .upTo30, .upTo30, .upTo60, .upTo60, .upTo90, .upTo90, .over90, .over90]
        as [PremiumAge?]))
  func `knows the ages of what is overdue`(days: Int, age: PremiumAge?) {
    #expect(PremiumAge(days: days) == age)
  }

  @Test func `has no gap between the ages`() {
    for (age, next) in zip(PremiumAge.allCases, PremiumAge.allCases.dropFirst()) {
      #expect(age.days.to.map { $0 + 1 } == next.days.from)
    }
    #expect(PremiumAge.over90.days.to == nil)
  }
}
