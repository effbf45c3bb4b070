import Events
import Foundation
import Processes
import Testing

@Suite("Calendar files")
struct CalendarFileTests {
  private static let file = """
    {"country": "MX", "years": [2025, 2026], "timezones": ["America/Mexico_City"],
     "weekend_iso_weekdays": [6, 7], "count": 2, "rule": {"ley": "LFT"},
     "holidays": [{"date": "2025-01-01", "weekday": 3, "name": "Año Nuevo"},
                  {"date": "2026-02-02", "weekday": 1, "name": "Constitución"}]}
    """

  private func calendar(_ json: String, zone: String = "America/Mexico_City") throws
    -> BusinessCalendar
  {
    try BusinessCalendar(json: Array(json.utf8), zone: Fixture.zone(zone))
  }

  @Test func `hold country, weekend, years and holidays`() throws {
    let calendar = try calendar(Self.file)
    #expect(calendar.country == "MX")
    #expect(calendar.zone.identifier == "America/Mexico_City")
    #expect(calendar.weekend == [6, 7])
    #expect(calendar.years == 2025...2026)
    #expect(calendar.holidays.map(\.name) == ["Año Nuevo", "Constitución"])
  }

  @Test func `serve only the zones of their country`() throws {
    #expect(
      throws: CalendarError.foreignZone(identifier: "America/Havana", country: "MX")
    ) {
      try calendar(Self.file, zone: "America/Havana")
    }
    let tijuana = try Fixture.zone("America/Tijuana")
    #expect(try BusinessCalendar.mexico(zone: tijuana).zone == tijuana)
  }

  @Test func `may name two holidays of one date`() throws {
    let json = Self.file.replacingOccurrences(
      of: #""2025-01-01", "weekday": 3"#, with: #""2026-02-02", "weekday": 1"#)
    let calendar = try calendar(json)
    #expect(calendar.holidays.count == 2)
    #expect(try !calendar.isBusinessDay(date("2026-02-02")))
    #expect(try calendar.isBusinessDay(date("2025-01-01")))
  }

  @Test(arguments: [
    (#""MX""#, #""mx""#, "country", "mx"),
    (#""MX""#, #""MEX""#, "country", "MEX"),
    (#""MX""#, "7", "country", "of another type"),
    (#""country": "MX","#, "", "country", "missing"),
    ("[2025, 2026]", "[2026, 2025]", "years", "[2026, 2025]"),
    ("[2025, 2026]", "[2025]", "years", "[2025]"),
    ("[2025, 2026]", "[2025, 9223372036854775807]", "years", "[2025, 9223372036854775807]"),
    ("[2025, 2026]", "null", "years", "null"),
    ("[6, 7]", "[0]", "weekend_iso_weekdays", "[0]"),
    ("[6, 7]", "[1, 2, 3, 4, 5, 6, 7]", "weekend_iso_weekdays", "[1, 2, 3, 4, 5, 6, 7]"),
    (#""count": 2"#, #""count": 3"#, "count", "3"),
    ("2025-01-01", "2025-13-01", "holidays.0.date", "2025-13-01"),
    ("2025-01-01", "2024-01-01", "holidays.0.date", "2024-01-01"),
    ("2025-01-01", "1 enero", "holidays.0.date", "1 enero"),
    ("2026-02-02", "2027-02-01", "holidays.1.date", "2027-02-01"),
    ("2026-02-02", "2026-02-05", "holidays.1.weekday", "1"),
    (#""Constitución""#, #""""#, "holidays.1.name", ""),
    (#""weekday": 1"#, #""weekday": "1""#, "holidays.1.weekday", "of another type"),
    ("}]}", "", "the file", "not JSON"),
  ])
  func `are refused by the first field that is wrong`(
    part: String, replacement: String, field: String, found: String
  ) {
    let json = Self.file.replacingOccurrences(of: part, with: replacement)
    #expect(json != Self.file)
    #expect(throws: CalendarError.malformed(field: field, found: found)) { try calendar(json) }
  }

  @Test func `are refused when holidays are out of order or repeated`() throws {
    let json = Self.file.replacingOccurrences(
      of: #""2026-02-02", "weekday": 1"#, with: #""2025-01-01", "weekday": 3"#)
    #expect(throws: Never.self) { try calendar(json) }
    let repeated = json.replacingOccurrences(of: "Constitución", with: "Año Nuevo")
    #expect(throws: CalendarError.malformed(field: "holidays.1.name", found: "Año Nuevo")) {
      try calendar(repeated)
    }
    let disordered = Self.file.replacingOccurrences(
      of: #""2025-01-01", "weekday": 3"#, with: #""2026-12-25", "weekday": 5"#)
    #expect(throws: CalendarError.malformed(field: "holidays.1.date", found: "2026-02-02")) {
      try calendar(disordered)
    }
  }

  @Test(arguments: [1, 2, 50, 400, 20_000])
  func `cut short are refused`(byteCount: Int) throws {
    let cut = Array(try Fixture.mexicanCalendarFile().prefix(byteCount))
    let zone = try Fixture.zone("America/Mexico_City")
    #expect(throws: CalendarError.malformed(field: "the file", found: "not JSON")) {
      try BusinessCalendar(json: cut, zone: zone)
    }
  }
}
