import Events
import Foundation
import Processes
import Testing

/// When and to what the zones of `timezones.json` changed, as another implementation read it.
private struct KnownTransitions {
  let identifier: String
  let initialOffsetMinutes: Int
  let transitions: [(at: Timestamp, offsetMinutes: Int)]

  static func all() throws -> [KnownTransitions] {
    let json = try JSONSerialization.jsonObject(with: Data(Fixture.bytes("timezones.json")))
    let zones = try #require((json as? [String: Any])?["zones"] as? [String: [String: Any]])
    return try zones.map { identifier, zone in
      KnownTransitions(
        identifier: identifier,
        initialOffsetMinutes: try #require(zone["offset_minutes"] as? Int),
        transitions: try #require(zone["transitions"] as? [[Any]]).map {
          (try moment(try #require($0[0] as? String)), try #require($0[1] as? Int))
        })
    }
  }
}

@Suite("Time zone transitions")
struct TimeZoneTransitionsTests {
  private static let start = Timestamp(seconds: 631_152_000)
  private static let end = Timestamp(seconds: 2_082_758_400)

  @Test func `of eight zones are those that Python reads`() throws {
    try expectTransitions(in: Fixture.zoneinfo, until: Self.end)
  }

  /// Of the past only: another release of the tz database may tell another future.
  @Test func `of the machine's tz database are those that Python reads`() throws {
    try expectTransitions(in: "/usr/share/zoneinfo", until: moment("2026-01-01T00:00:00Z"))
  }

  private func expectTransitions(in directory: String, until end: Timestamp) throws {
    let zones = try KnownTransitions.all()
    #expect(zones.count == 8)
    for known in zones {
      let rules = try SystemTimeZones.load(known.identifier, directory: directory)
      var offset = known.initialOffsetMinutes * 60
      #expect(rules.utcOffsetSeconds(at: Self.start) == offset)
      for (at, offsetMinutes) in known.transitions where at < end {
        let justBefore = Timestamp(microseconds: at.microseconds - 1)
        #expect(rules.utcOffsetSeconds(at: justBefore) == offset, "\(known.identifier) \(at)")
        offset = offsetMinutes * 60
        #expect(rules.utcOffsetSeconds(at: at) == offset, "\(known.identifier) \(at)")
      }
      #expect(rules.utcOffsetSeconds(at: end) == offset)
    }
  }

  @Test func `are the only changes of those zones`() throws {
    for known in try KnownTransitions.all() {
      let rules = try Fixture.zone(known.identifier)
      var remaining = known.transitions[...]
      var offset = known.initialOffsetMinutes * 60
      for hour in stride(from: Self.start.seconds, to: Self.end.seconds, by: 3600) {
        while let next = remaining.first, next.at.seconds <= hour {
          offset = next.offsetMinutes * 60
          remaining = remaining.dropFirst()
        }
        if rules.utcOffsetSeconds(at: Timestamp(seconds: hour)) != offset {
          Issue.record("\(known.identifier) at \(Timestamp(seconds: hour)) is not \(offset)")
        }
      }
    }
  }

  @Test(arguments: [
    ("1921-12-31T00:00:00Z", -23_796), ("1922-01-01T07:00:00Z", -25_200),
    ("2022-04-03T07:59:59.999999Z", -21_600), ("2022-04-03T08:00:00Z", -18_000),
    ("2022-10-30T06:59:59.999999Z", -18_000), ("2022-10-30T07:00:00Z", -21_600),
    ("2023-07-01T00:00:00Z", -21_600), ("2500-07-01T00:00:00Z", -21_600),
  ])
  func `Mexico City changed for the last time in October 2022`(text: String, offset: Int) throws {
    let mexico = try Fixture.zone("America/Mexico_City")
    #expect(mexico.utcOffsetSeconds(at: try moment(text)) == offset)
  }

  @Test(arguments: [
    ("2022-10-30T06:30:00Z", "2022-10-30", 5400), ("2022-10-30T07:30:00Z", "2022-10-30", 5400),
    ("2026-01-01T05:59:59.999999Z", "2025-12-31", 86_399),
    ("2026-01-01T06:00:00Z", "2026-01-01", 0),
    ("1965-06-01T05:59:59Z", "1965-05-31", 86_399),
  ])
  func `a moment has a date and a time on the wall`(
    text: String, day: String, second: Int
  ) throws {
    let mexico = try Fixture.zone("America/Mexico_City")
    let local = mexico.localDateTime(at: try moment(text))
    #expect(local.date == (try date(day)))
    #expect(local.secondOfDay == second)
    #expect(mexico.localDate(at: try moment(text)) == (try date(day)))
  }

  @Test func `the ends of time have a date`() throws {
    for identifier in Fixture.zones {
      let rules = try Fixture.zone(identifier)
      for microseconds in [Int64.min, .min + 1, .max - 1, .max] {
        let local = rules.localDateTime(at: Timestamp(microseconds: microseconds))
        #expect((0..<86_400).contains(local.secondOfDay))
        #expect(abs(local.date.daysSinceEpoch) <= 106_751_992)
      }
    }
  }
}
