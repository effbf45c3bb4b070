/// Reading a POSIX `TZ` string, e.g. `CST6`, `<-03>3` or `EST5EDT,M3.2.0,M11.1.0/1`.
///
/// Source: POSIX.1-2017 section 8.3; RFC 9636 section 3.3.1 lets the time of a change be -167 to
/// 167 hours. Daylight saving time without its rule is refused, since POSIX leaves the rule open.
extension PosixTimeZone {
  /// - Returns: `nil` when `text` is not such a string to its last byte.
  init?(_ text: some Sequence<UInt8>) {
    var scanner = Scanner(rest: Array(text)[...])
    guard scanner.name(), let west = scanner.clock(hoursMax: 24) else { return nil }
    standardOffset = -west
    if scanner.rest.isEmpty {
      daylight = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = standardOffset + 3600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let west = scanner.clock(hoursMax: 24) else { return nil }
      offset = -west
    }
    guard let start = scanner.change(), let end = scanner.change(), scanner.rest.isEmpty else {
      return nil
    }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

private struct Scanner {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Three letters or more; in angle brackets digits and signs too.
  mutating func name() -> Bool {
    let isQuoted = skip("<")
    let name = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): isQuoted
      default: false
      }
    }
    rest = rest.dropFirst(name.count)
    return name.count >= 3 && (!isQuoted || skip(">"))
  }

  /// `,date[/time]`; the time is 02:00:00 when left out.
  mutating func change() -> PosixTimeZone.Change? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return PosixTimeZone.Change(day: day, second: 7200) }
    guard let second = clock(hoursMax: 167) else { return nil }
    return PosixTimeZone.Change(day: day, second: second)
  }

  private mutating func day() -> PosixTimeZone.Day? {
    if skip("J") { return number(1...365).map { .julian($0) } }
    guard skip("M") else { return number(0...365).map { .sinceNewYear($0) } }
    guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
      let weekday = number(0...6)
    else { return nil }
    return .weekday(weekday, week: week, month: month)
  }

  /// `[+-]hh[:mm[:ss]]`, in seconds.
  mutating func clock(hoursMax: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(0...hoursMax) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// One to three digits.
  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return range.contains(value) ? value : nil
  }
}
