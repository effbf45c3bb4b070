import Events
import Processes
import Testing

@testable import eventd

@Suite("Times as files write them")
struct TimePatternTests {
  private func pattern(_ text: String, _ zone: String = "America/La_Paz") throws -> TimePattern {
    TimePattern(text, zone: try SystemTimeZones.load(zone))
  }

  @Test(arguments: [
    ("d/M/yyyy H:mm", "29/2/2016 01:16", "2016-02-29T05:16:00Z"),
    ("d/M/yyyy H:mm", "1/12/2016 9:05", "2016-12-01T13:05:00Z"),
    ("dd-MM-yyyy HH:mm:ss", "17-10-2022 08:59:07", "2022-10-17T12:59:07Z"),
    ("M/d/yyyy", "4/19/2010", "2010-04-19T04:00:00Z"),
    ("yyyy-MM-dd", "2008-01-22", "2008-01-22T04:00:00Z"),
  ])
  func `are read by their pattern, in their zone`(
    _ pattern: String, _ text: String, _ moment: String
  ) throws {
    #expect(try self.pattern(pattern).moment(text) == Timestamp(rfc3339: moment))
  }

  @Test(arguments: [
    "29/2/2015 01:16", "29-2-2016 01:16", "29/2/2016", "29/2/2016 24:00", "29/2/2016 1:60", "",
    "29/2/16 01:16", " 29/2/2016 01:16", "29/2/2016 01:16 ", "٢٩/2/2016 01:16", "29/2/2016 01:1",
  ])
  func `are none when written otherwise`(_ text: String) throws {
    #expect(try pattern("d/M/yyyy H:mm").moment(text) == nil)
  }

  @Test func `find the right side of a change of the clock`() throws {
    // 2022-04-03 02:00 became 03:00 in Mexico City, and 2022-10-30 02:00 became 01:00.
    let mexico = try pattern("yyyy-MM-dd HH:mm", "America/Mexico_City")
    #expect(mexico.moment("2022-04-03 01:30") == Timestamp(rfc3339: "2022-04-03T07:30:00Z"))
    #expect(mexico.moment("2022-04-03 04:00") == Timestamp(rfc3339: "2022-04-03T09:00:00Z"))
    #expect(mexico.moment("2022-10-30 00:30") == Timestamp(rfc3339: "2022-10-30T05:30:00Z"))
    #expect(mexico.moment("2022-10-30 03:00") == Timestamp(rfc3339: "2022-10-30T09:00:00Z"))
  }

  @Test func `have a date as it is local there`() throws {
    #expect(try pattern("d/M/yyyy H:mm").date("29/2/2016 23:16") == LocalDate("2016-02-29"))
    #expect(TimePattern.rfc3339.date("2016-02-29T23:16:00-04:00") == LocalDate("2016-02-29"))
  }

  @Test(arguments: [
    ("115744.7737", "115744.77"), ("0.005", "0.01"), ("0.004", "0.00"), ("-0.005", "-0.01"),
    ("12.5", "12.50"), ("7", "7.00"),
  ])
  func `amounts are rounded only when asked to`(_ text: String, _ rounded: String) throws {
    let form = MappingForm.money(.init(currency: "COP", round: true))
    let parts = rounded.split(separator: ".")
    guard case .object(let money) = try form.made(of: text), case .text(let units) = money["units"],
      case .integer(let nanos) = money["nanos"]
    else {
      Issue.record("not an object")
      return
    }
    #expect(abs(Int64(units) ?? -1) == abs(Int64(parts[0]) ?? -2))
    #expect(abs(nanos) == (Int64(parts[1]) ?? -1) * 10_000_000)
  }
}
