/// A day of the proleptic Gregorian calendar, without a time and without a zone.
///
/// Source of the day arithmetic: ISO 8601; the algorithm is Howard Hinnant's
/// `days_from_civil` / `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms").
public struct LocalDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let daysSinceEpoch: Int

  public init(daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

  /// - Returns: `nil` when there is no such day, e.g. 2023-02-29 or month 13. Years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
    guard components == (year, month, day) else { return nil }
  }

  /// Reads `YYYY-MM-DD`, and nothing else (ISO 8601 calendar date, extended format).
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// ISO 8601: 1 = Monday … 7 = Sunday.
  public var isoWeekday: Int {
    // 1970-01-01 was a Thursday.
    let offset = (daysSinceEpoch + 3) % 7
    return (offset < 0 ? offset + 7 : offset) + 1
  }

  public static func < (a: LocalDate, b: LocalDate) -> Bool {
    a.daysSinceEpoch < b.daysSinceEpoch
  }

  public func adding(days: Int) -> LocalDate { LocalDate(daysSinceEpoch: daysSinceEpoch + days) }

  public func days(since other: LocalDate) -> Int { daysSinceEpoch - other.daysSinceEpoch }

  /// The same day of a later or earlier month, or that month's last day where it has no such day:
  /// one month after 31 January is 28 or 29 February. A year is twelve months.
  /// Traps outside the years 1 to 9999.
  public func adding(months: Int) -> LocalDate {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let last = Self.days(in: newMonth, of: newYear)
    guard let date = LocalDate(year: newYear, month: newMonth, day: min(day, last)) else {
      preconditionFailure("\(months) months after \(self) is outside the calendar")
    }
    return date
  }

  /// The first and the last day of the month.
  public var month: ClosedRange<LocalDate> {
    let (year, month, day) = components
    let first = adding(days: 1 - day)
    return first...first.adding(days: Self.days(in: month, of: year) - 1)
  }

  /// Whole years from `birth` to this day; a birthday completes one, that of 29 February on 1 March
  /// where the year has no such day.
  public func completedYears(since birth: LocalDate) -> Int {
    let (from, to) = (birth.components, components)
    let hadBirthday = (to.month, to.day) >= (from.month, from.day)
    return to.year - from.year - (hadBirthday ? 0 : 1)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension LocalDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// `value` in decimal with leading zeros up to `width` digits.
func padded(_ value: some BinaryInteger, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
