import Events
import Testing

@Suite("Timestamps")
struct TimestampTests {
  /// RFC 3339 section 5.8. Its two examples with a leap second are refused, see below.
  @Test(arguments: [
    ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520000Z", 482_196_050_520_000),
    ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000000Z", 851_042_397_000_000),
    ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870000Z", -1_041_337_172_130_000),
  ])
  func `are read from the examples of RFC 3339`(
    text: String, utc: String, microseconds: Int64
  ) throws {
    let timestamp = try #require(Timestamp(rfc3339: text))
    #expect(timestamp.microseconds == microseconds)
    #expect(timestamp.description == utc)
    #expect(Timestamp(rfc3339: utc) == timestamp)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0), ("1970-01-01 00:00:00Z", 0),
      ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
      ("1969-12-31T00:01:00-23:59", 0), ("1969-12-31T23:59:59.999999Z", -1),
      ("1969-12-31T23:59:59Z", -1_000_000), ("1970-01-01T00:00:00.000001Z", 1),
      ("1970-01-01T00:00:00.1Z", 100_000), ("1970-01-01T00:00:00.123456789Z", 123_456),
      ("1970-01-01T00:00:00.0000009999999999999999999999999Z", 0),
      ("1969-12-31T23:59:59.9999999Z", -1),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
      ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ] as [(String, Int64)])
  func `are read with any offset and fraction`(text: String, microseconds: Int64) throws {
    let timestamp = try #require(Timestamp(rfc3339: text))
    #expect(timestamp.microseconds == microseconds)
    #expect(Timestamp(rfc3339: timestamp.description) == timestamp)
  }

  @Test(arguments: [
    "1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "", "1990-12-31", "1990-12-31T23:59:59",
    "1990-12-31T23:59Z", "1990-12-31T24:00:00Z", "1990-12-31T23:60:00Z", "1990-12-31_23:59:59Z",
    "1990-13-31T23:59:59Z", "1990-02-29T23:59:59Z", "1990-12-31T23:59:59.Z",
    "1990-12-31T23:59:59,5Z", "1990-12-31T23:59:59.5", "1990-12-31T23:59:59+0600",
    "1990-12-31T23:59:59+06", "1990-12-31T23:59:59+24:00", "1990-12-31T23:59:59+06:60",
    "1990-12-31T23:59:59 06:00", "1990-12-31T23:59:59ZZ", "1990-12-31T23:59:59Z ",
    " 1990-12-31T23:59:59Z", "1990-12-31T23.59.59Z", "1990-12-31T+3:59:59Z",
    "1990-12-31T23:59:5٩Z", "1990-12-31T23:59:59−06:00", "19901231T235959Z",
    "0000-01-01T00:00:00Z",
  ])
  func `are refused when the text is none`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: ["0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
  func `are refused when their year in UTC has not four digits`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(
    arguments: [
      (0, 0, 0), (1, 0, 1), (999_999, 0, 999_999), (1_000_000, 1, 0), (-1, -1, 999_999),
      (-1_000_000, -1, 0), (-1_000_001, -2, 999_999), (.max, 9_223_372_036_854, 775_807),
      (.min, -9_223_372_036_855, 224_192),
    ] as [(Int64, Int64, Int64)])
  func `have whole seconds towards the past, and a fraction`(
    microseconds: Int64, seconds: Int64, fraction: Int64
  ) {
    let timestamp = Timestamp(microseconds: microseconds)
    #expect(timestamp.seconds == seconds)
    #expect(timestamp.fraction == fraction)
  }

  @Test func `at the ends of time still have a description`() {
    #expect(Timestamp(microseconds: .max).description == "294247-01-10T04:00:54.775807Z")
    #expect(Timestamp(microseconds: .min).description.hasSuffix("T19:59:05.224192Z"))
  }

  @Test func `are moved and compared`() {
    let timestamp = Timestamp(seconds: 1, microseconds: 5)
    #expect(timestamp.microseconds == 1_000_005)
    #expect(timestamp.adding(seconds: -2).microseconds == -999_995)
    #expect(timestamp.adding(seconds: -2) < timestamp)
  }
}
