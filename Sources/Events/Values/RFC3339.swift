/// Reading and writing a `Timestamp` as text.
///
/// Source: RFC 3339 section 5.6 (`date-time`). Leap seconds (`:60`) are refused, since POSIX time
/// has none.
extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with six decimals, e.g. `2026-01-05T16:00:00.000000Z`.
  public var description: String {
    let day = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    let second = Int(seconds) - day * 86_400
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return "\(LocalDate(daysSinceEpoch: day))T\(clock.joined(separator: ":"))"
      + ".\(padded(fraction, 6))Z"
  }

  /// - Parameter text: an RFC 3339 date-time with any offset; more than six decimals are cut.
  /// - Returns: `nil` when it is not one, or names a moment outside the years 1 to 9999 of UTC.
  public init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 0x20,
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = LocalDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Self.digits(bytes[11..<13]), let minute = Self.digits(bytes[14..<16]),
      let second = Self.digits(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }

    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let decimals = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !decimals.isEmpty else { return nil }
      let kept = decimals.prefix(6)
      guard let value = Self.digits(kept) else { return nil }
      fraction = (0..<(6 - kept.count)).reduce(value) { scaled, _ in scaled * 10 }
      rest = rest.dropFirst(decimals.count)
    }
    guard let offset = Self.offsetSeconds(Array(rest)) else { return nil }
    let seconds =
      Int64(date.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second - offset
    // Beyond, `description` would write a year that this cannot read.
    guard Self.writableSeconds.contains(seconds) else { return nil }
    self.init(seconds: seconds, microseconds: fraction)
  }

  /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  private static let writableSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  private static func offsetSeconds(_ bytes: [UInt8]) -> Int64? {
    if bytes.count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hours = digits(bytes[1..<3]), let minutes = digits(bytes[4..<6]),
      hours < 24, minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
