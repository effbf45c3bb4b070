import Events
import Processes
import Testing

/// Deadlines of the folios' stages, from the examples of “Time-based escalations”.
@Suite("Time limits")
struct TimeLimitTests {
  private func expect(_ limit: TimeLimit, entered: String, due: String) throws {
    let calendar = try Fixture.mexico()
    #expect(
      try limit.due(entered: moment(entered), calendar: calendar) == moment(due), "\(entered)")
  }

  @Test func `entered on a Friday, 3 business days are up on Thursday`() throws {
    try expect(
      .businessDays(3), entered: "2026-01-09T10:00:00-06:00", due: "2026-01-15T00:00:00-06:00")
  }

  @Test func `the whole nth day counts, also before a weekend`() throws {
    try expect(
      .businessDays(5), entered: "2026-01-09T10:00:00-06:00", due: "2026-01-17T00:00:00-06:00")
    try expect(
      .businessDays(0), entered: "2026-01-09T10:00:00-06:00", due: "2026-01-10T00:00:00-06:00")
  }

  @Test(arguments: [
    // Monday 2026-02-02 is Día de la Constitución.
    (3, "2026-01-30T18:00:00-06:00", "2026-02-06T00:00:00-06:00"),
    (20, "2026-01-05T09:00:00-06:00", "2026-02-04T00:00:00-06:00"),
    // Tuesday 2024-10-01 is the Transmisión del Poder Ejecutivo Federal.
    (1, "2024-09-30T09:00:00-06:00", "2024-10-03T00:00:00-06:00"),
  ])
  func `holidays do not count`(days: Int, entered: String, due: String) throws {
    try expect(.businessDays(days), entered: entered, due: due)
  }

  @Test(arguments: [
    ("2025-12-24T12:00:00-06:00", "2025-12-31T00:00:00-06:00"),
    ("2025-12-30T12:00:00-06:00", "2026-01-06T00:00:00-06:00"),
  ])
  func `3 business days go across the end of the year`(entered: String, due: String) throws {
    try expect(.businessDays(3), entered: entered, due: due)
  }

  @Test(arguments: [
    ("2026-01-10T11:00:00-06:00", "2026-01-13T00:00:00-06:00"),
    ("2026-01-11T11:00:00-06:00", "2026-01-13T00:00:00-06:00"),
    ("2026-02-02T11:00:00-06:00", "2026-02-04T00:00:00-06:00"),
  ])
  func `entered on a weekend or a holiday, the next business day is the first`(
    entered: String, due: String
  ) throws {
    try expect(.businessDays(1), entered: entered, due: due)
  }

  @Test(arguments: [
    ("2026-01-12T23:59:59.999999-06:00", "2026-01-14T00:00:00-06:00"),
    ("2026-01-13T00:00:00.000000-06:00", "2026-01-15T00:00:00-06:00"),
    ("2026-01-13T00:00:00.000001-06:00", "2026-01-15T00:00:00-06:00"),
    // Until 2022-10-30 it was -05:00 in summer: an hour of Sunday by a clock that stays at -06:00.
    ("2022-07-10T23:59:59.999999-05:00", "2022-07-12T00:00:00-05:00"),
    ("2022-07-11T00:00:00.000000-05:00", "2022-07-13T00:00:00-05:00"),
    ("2023-07-10T23:59:59.999999-06:00", "2023-07-12T00:00:00-06:00"),
    ("2023-07-11T00:00:00.000000-06:00", "2023-07-13T00:00:00-06:00"),
  ])
  func `local midnight decides the day of entry`(entered: String, due: String) throws {
    try expect(.businessDays(1), entered: entered, due: due)
  }

  @Test(arguments: [
    (TimeLimit.businessDays(3), "2022-10-28T12:00:00-05:00", "2022-11-03T00:00:00-06:00"),
    (.calendarDays(35), "2022-09-30T10:00:00-05:00", "2022-11-05T00:00:00-06:00"),
    (.calendarDays(1), "2022-10-28T10:00:00-05:00", "2022-10-30T00:00:00-05:00"),
    (.calendarDays(1), "2022-10-29T10:00:00-05:00", "2022-10-31T00:00:00-06:00"),
  ])
  func `the last change of the clock moves no deadline`(
    limit: TimeLimit, entered: String, due: String
  ) throws {
    try expect(limit, entered: entered, due: due)
  }

  @Test func `35 calendar days are up at the start of the 36th day`() throws {
    try expect(
      .calendarDays(35), entered: "2026-01-05T09:00:00-06:00", due: "2026-02-10T00:00:00-06:00")
    try expect(
      .calendarDays(35), entered: "2035-12-31T09:00:00-06:00", due: "2036-02-05T00:00:00-06:00")
  }

  @Test func `business days of unknown years are refused`() throws {
    let calendar = try Fixture.mexico()
    let entered = try moment("2035-12-28T09:00:00-06:00")
    #expect(
      try TimeLimit.businessDays(1).due(entered: entered, calendar: calendar)
        == moment("2036-01-01T00:00:00-06:00"))
    #expect(throws: CalendarError.outsideCoverage(try date("2036-01-01"), years: 2018...2035)) {
      try TimeLimit.businessDays(2).due(entered: entered, calendar: calendar)
    }
  }

  @Test(arguments: [-1, 3661, .max, .min])
  func `limits that no rule has are refused`(days: Int) throws {
    let calendar = try Fixture.mexico()
    let entered = try moment("2026-01-05T09:00:00-06:00")
    for limit in [TimeLimit.businessDays(days), .calendarDays(days)] {
      #expect(throws: CalendarError.daysOutOfRange(days)) {
        try limit.due(entered: entered, calendar: calendar)
      }
    }
  }
}
