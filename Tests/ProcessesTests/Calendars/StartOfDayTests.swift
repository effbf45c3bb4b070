import Events
import Processes
import Testing

@Suite("The start of a day")
struct StartOfDayTests {
  /// Expected moments worked out with Python's `zoneinfo`, second by second.
  @Test(arguments: [
    ("America/Mexico_City", "2022-04-03", "2022-04-03T06:00:00Z"),
    ("America/Mexico_City", "2022-10-30", "2022-10-30T05:00:00Z"),
    ("America/Mexico_City", "2022-10-31", "2022-10-31T06:00:00Z"),
    ("America/Mexico_City", "2035-12-31", "2035-12-31T06:00:00Z"),
  ])
  func `is midnight where the clock changes later`(
    zone: String, day: String, start: String
  ) throws {
    #expect(try Fixture.zone(zone).startOfDay(try date(day)) == moment(start))
  }

  @Test(arguments: [
    ("America/Havana", "2025-03-09", "2025-03-09T05:00:00Z"),
    ("America/Havana", "2050-03-13", "2050-03-13T05:00:00Z"),
    ("America/Asuncion", "2023-10-01", "2023-10-01T04:00:00Z"),
    ("America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z"),
    ("America/Santiago", "2050-09-04", "2050-09-04T04:00:00Z"),
  ])
  func `is one o'clock where midnight is left out`(
    zone: String, day: String, start: String
  ) throws {
    let rules = try Fixture.zone(zone)
    let begins = rules.startOfDay(try date(day))
    #expect(try begins == moment(start))
    #expect(rules.localDateTime(at: begins).secondOfDay == 3600)
  }

  @Test(arguments: [
    // 01:00 becomes 00:00: midnight comes twice, an hour apart.
    ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),
    // 24:00 becomes 23:00: the day before goes on for an hour.
    ("America/Asuncion", "2024-03-24", "2024-03-24T04:00:00Z"),
    ("America/Santiago", "2024-04-07", "2024-04-07T04:00:00Z"),
    ("America/Nuuk", "2050-10-30", "2050-10-30T02:00:00Z"),
    // 00:01 becomes 23:01 of the day before: the day begins, stops and begins again.
    ("America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z"),
  ])
  func `is the first one where midnight comes twice`(
    zone: String, day: String, start: String
  ) throws {
    #expect(try Fixture.zone(zone).startOfDay(try date(day)) == moment(start))
  }

  @Test func `is that of the next day for a date the zone left out`() throws {
    let apia = try Fixture.zone("Pacific/Apia")
    let start = try moment("2011-12-30T10:00:00Z")
    #expect(apia.startOfDay(try date("2011-12-30")) == start)
    #expect(apia.startOfDay(try date("2011-12-31")) == start)
    #expect(apia.localDate(at: start) == (try date("2011-12-31")))
  }

  @Test(arguments: Fixture.zones)
  func `has the date, and no moment of the 26 hours before has it`(zone: String) throws {
    let rules = try Fixture.zone(zone)
    let (first, last) = (try date("1965-01-01"), try date("2045-01-01"))
    for day in first.daysSinceEpoch...last.daysSinceEpoch {
      let date = LocalDate(daysSinceEpoch: day)
      let start = rules.startOfDay(date)
      let isLeftOut = zone == "Pacific/Apia" && date.description == "2011-12-30"
      let hasDate = rules.localDate(at: start) == date
      let isFirst = [1, 1_800_000_000, 5_400_000_000, 93_600_000_000].allSatisfy {
        rules.localDate(at: Timestamp(microseconds: start.microseconds - $0)) < date
      }
      if hasDate == isLeftOut || !isFirst {
        Issue.record("\(zone): \(date) does not begin at \(start)")
      }
    }
  }

  @Test func `is found centuries away`() throws {
    let havana = try Fixture.zone("America/Havana")
    for text in ["0001-01-01", "9999-12-31"] {
      #expect(havana.localDate(at: havana.startOfDay(try date(text))) == (try date(text)))
    }
  }
}
