import Events
import Testing

@testable import eventd

@Suite("Office hours")
struct OfficeHoursTests {
  private func after(_ start: String, minutes: Int) throws -> Timestamp {
    OfficeHours.after(
      try #require(Timestamp(rfc3339: start)), workSeconds: minutes * 60)
  }

  /// 2026-01-05 is a Monday.
  @Test(arguments: [
    ("2026-01-05T09:00:00-06:00", 30, "2026-01-05T09:30:00-06:00"),
    ("2026-01-05T18:20:00-06:00", 30, "2026-01-06T08:50:00-06:00"),
    ("2026-01-05T07:00:00-06:00", 0, "2026-01-05T08:30:00-06:00"),
    ("2026-01-05T08:30:00-06:00", 600, "2026-01-06T08:30:00-06:00"),
    ("2026-01-09T18:00:00-06:00", 60, "2026-01-12T09:00:00-06:00"),
    ("2026-01-10T10:00:00-06:00", 15, "2026-01-12T08:45:00-06:00"),
    ("2026-01-09T12:00:00-06:00", 1200, "2026-01-13T12:00:00-06:00"),
  ])
  func `counts only the working time of weekdays`(
    start: String, minutes: Int, expected: String
  ) throws {
    #expect(try after(start, minutes: minutes) == Timestamp(rfc3339: expected))
  }

  @Test func `tells the local date across midnight in UTC`() throws {
    let evening = try #require(Timestamp(rfc3339: "2026-01-06T01:30:00Z"))
    let local = OfficeHours.local(evening)
    #expect(local.date == LocalDate("2026-01-05"))
    #expect(local.secondOfDay == 19 * 3600 + 1800)
    #expect(OfficeHours.moment(local.date, secondOfDay: local.secondOfDay) == evening)
  }
}
