import Events
import Projections
import Testing

@Suite("Bolivian time") struct BolivianTimeTests {
  @Test(arguments: [
    ("2026-03-01T03:59:59Z", "2026-02-28"), ("2026-03-01T04:00:00Z", "2026-03-01"),
    ("1970-01-01T03:59:59.999999Z", "1969-12-31"), ("1969-12-31T04:00:00Z", "1969-12-31"),
    ("1950-07-01T03:00:00Z", "1950-06-30"),
  ])
  func `a day begins at four in UTC`(_ moment: String, _ date: String) throws {
    let date = try #require(LocalDate(date))
    #expect(BolivianTime.date(at: try #require(Timestamp(rfc3339: moment))) == date)
    #expect(BolivianTime.date(at: BolivianTime.startOfDay(date)) == date)
    let before = Timestamp(microseconds: BolivianTime.startOfDay(date).microseconds - 1)
    #expect(BolivianTime.date(at: before) == date.adding(days: -1))
  }
}
