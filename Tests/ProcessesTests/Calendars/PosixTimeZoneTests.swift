import Events
import Processes
import Testing

/// The rule at the end of a TZif file; RFC 9636 section 3.3.1 and POSIX.1-2017 section 8.3.
@Suite("The rule for later times")
struct PosixTimeZoneTests {
  @Test(arguments: [
    ("CST6", -21_600), ("<-03>3", -10_800), ("<+0545>-5:45", 20_700), ("<+00>0", 0),
    ("IST-05:30:00", 19_800), ("LMT+0:00:36", -36), ("AAAA24", -86_400), ("abc-24:59:59", 89_999),
  ])
  func `without daylight saving time is one offset, its sign turned round`(
    footer: String, offset: Int
  ) throws {
    let zone = try TZifBuilder.zone(footer)
    for text in ["1900-01-01T00:00:00Z", "2026-07-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      #expect(zone.utcOffsetSeconds(at: try moment(text)) == offset)
    }
  }

  @Test(arguments: [
    // Rule, first moment of daylight saving time, its offset, its end, standard offset.
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400, "2026-11-01T06:00:00Z", -18_000),
    (
      "CST5CDT,M3.2.0/0,M11.1.0/1", "2026-03-08T05:00:00Z", -14_400, "2026-11-01T05:00:00Z", -18_000
    ),
    ("PST8PDT,M3.2.0,M11.1.0", "2026-03-08T10:00:00Z", -25_200, "2026-11-01T09:00:00Z", -28_800),
    // South of the equator; at 24:00 of a Saturday.
    (
      "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-09-06T04:00:00Z", -10_800, "2027-04-04T03:00:00Z",
      -14_400
    ),
    // Before the day begins: at 22:00 of the Saturday before the last Sunday.
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600, "2026-10-25T01:00:00Z",
      -7200
    ),
    // 26 hours after the start of a Thursday.
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800, "2026-10-24T23:00:00Z", 7200),
    // Winter time is the exception, and an hour behind.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00:00Z", 0, "2027-03-28T01:00:00Z", 3600),
    // Half an hour; an offset of its own.
    (
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30:00Z", 39_600,
      "2027-04-03T15:00:00Z", 37_800
    ),
  ])
  func `with daylight saving time changes twice a year`(
    footer: String, start: String, daylight: Int, end: String, standard: Int
  ) throws {
    let zone = try TZifBuilder.zone(footer)
    let (start, end) = (try moment(start), try moment(end))
    #expect(zone.utcOffsetSeconds(at: start.adding(seconds: -1)) == standard)
    #expect(zone.utcOffsetSeconds(at: start) == daylight)
    #expect(zone.utcOffsetSeconds(at: end.adding(seconds: -1)) == daylight)
    #expect(zone.utcOffsetSeconds(at: end) == standard)
  }

  @Test(arguments: [
    // 1 March is day 60 of every year for `Jn`, and 59 or 60 days after New Year for `n`.
    ("XXX0YYY,J60/0,J61/0", "2027-03-01", "2028-03-01"),
    ("XXX0YYY,J59/0,J60/0", "2027-02-28", "2028-02-28"),
    ("XXX0YYY,59/0,60/0", "2027-03-01", "2028-02-29"),
    ("XXX0YYY,0/0,1/0", "2027-01-01", "2028-01-01"),
    ("XXX0YYY,J365/0,J1/0", "2027-12-31", "2028-12-31"),
    // Day 365 of a year that has none is the first of the next.
    ("XXX0YYY,365/0,365/24", "2028-01-01", "2028-12-31"),
    ("XXX0YYY,M2.5.2/0,M2.5.2/24", "2027-02-23", "2028-02-29"),
    ("XXX0YYY,M12.5.5/0,M12.5.5/24", "2027-12-31", "2028-12-29"),
  ])
  func `names days by number or by weekday`(footer: String, first: String, second: String) throws {
    let zone = try TZifBuilder.zone(footer)
    for day in [first, second] {
      let midnight = try moment("\(day)T00:00:00Z")
      #expect(zone.utcOffsetSeconds(at: midnight.adding(seconds: -1)) == 0)
      #expect(zone.utcOffsetSeconds(at: midnight) == 3600)
    }
  }

  @Test(arguments: ["XXX3EDT4,0/0,J365/23", "EST5EDT,0/0,J365/25"])
  func `may be daylight saving time all year`(footer: String) throws {
    let zone = try TZifBuilder.zone(footer)
    let offset = zone.utcOffsetSeconds(at: try moment("2026-07-01T00:00:00Z"))
    #expect(offset == -14_400)
    let newYear = try moment("2026-12-31T00:00:00Z")
    for minute in 0..<(3 * 1440) {
      let moment = newYear.adding(seconds: Int64(minute) * 60)
      if zone.utcOffsetSeconds(at: moment) != offset { Issue.record("\(footer) at \(moment)") }
    }
  }

  /// The tables go on to 2037, so they say what the rule alone ought to. Not before 2028, since
  /// Cuba keeps its summer time through the winter of 2026.
  @Test(arguments: [
    "America/Havana", "America/Mexico_City", "America/Nuuk", "America/Santiago",
    "America/St_Johns", "America/Tijuana", "Europe/Dublin",
  ])
  func `agrees with the table before it`(identifier: String) throws {
    let bytes = try Fixture.bytes("zoneinfo/\(identifier)")
    let text = String(
      decoding: bytes.dropLast().suffix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let (table, rule) = (try Fixture.zone(identifier), try TZifBuilder.zone(text))
    let (start, end) = (try moment("2027-12-01T00:00:00Z"), try moment("2032-01-01T00:00:00Z"))
    for second in stride(from: start.seconds, to: end.seconds, by: 1800) {
      let moment = Timestamp(seconds: second)
      if table.utcOffsetSeconds(at: moment) != rule.utcOffsetSeconds(at: moment) {
        Issue.record("\(identifier) at \(moment)")
      }
    }
  }

  @Test(arguments: [
    "C6", "CS6", "CST", "6", "CST25", "CST6:60", "CST6:00:60", "CST6 ", "CST1000", "CS16",
    "<-03", "<-3>3", "<-0_>3", "<>3", "CST6CDT", "CST6CDT5", "CST6CDT,", "CST6CDT,M3.2.0",
    "CST6CDT,M3.2.0,", "CST6CDT,M3.2.0,M11.1.0,", "CST6CDT,M0.2.0,M11.1.0",
    "CST6CDT,M13.2.0,M11.1.0", "CST6CDT,M3.0.0,M11.1.0", "CST6CDT,M3.6.0,M11.1.0",
    "CST6CDT,M3.2.7,M11.1.0", "CST6CDT,M3.2,M11.1.0", "CST6CDT,J0,J365", "CST6CDT,J1,J366",
    "CST6CDT,0,366", "CST6CDT,M3.2.0/168,M11.1.0", "CST6CDT,M3.2.0/-168,M11.1.0",
    "CST6CDT,M3.2.0/,M11.1.0", "CST6CDT,M3.2.0/2:,M11.1.0", ":America/Mexico_City", "CST--6",
    "CST6\0", "ÑÑÑ6",
  ])
  func `is refused when it is not one of POSIX`(footer: String) {
    #expect(throws: TimeZoneError.malformed(identifier: "Test/\(footer)", .footer(footer))) {
      try TZifBuilder.zone(footer)
    }
  }

  @Test func `keeps its years apart from the limits of dates`() throws {
    let zone = try TZifBuilder.zone("EST5EDT,M3.2.0,M11.1.0")
    // 400 years later or earlier the calendar is the same.
    let cycle: Int64 = 146_097 * 86_400
    let start = try moment("2026-03-08T07:00:00Z")
    for cycles in [-700, -20, -6, -1, 1, 6, 20, 700] as [Int64] {
      let moment = start.adding(seconds: cycles * cycle)
      #expect(zone.utcOffsetSeconds(at: moment) == -14_400)
      #expect(zone.utcOffsetSeconds(at: moment.adding(seconds: -1)) == -18_000)
    }
  }
}

extension Collection {
  /// The longest end of the collection whose elements all meet `condition`.
  fileprivate func suffix(while condition: (Element) -> Bool) -> [Element] {
    reversed().prefix(while: condition).reversed()
  }
}
