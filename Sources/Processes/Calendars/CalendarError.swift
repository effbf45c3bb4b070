public import Events

/// Why a business calendar gives no answer, or is none.
public enum CalendarError: Error, Hashable, Sendable {
  /// The holidays of that date's year are not known. The same question has an answer once a
  /// calendar with more years is installed.
  case outsideCoverage(LocalDate, years: ClosedRange<Int>)
  /// A time limit of fewer than no days or of more than `TimeLimit.daysMax`.
  case daysOutOfRange(Int)
  /// The calendar's country keeps other time zones than this one.
  case foreignZone(identifier: String, country: String)
  /// The file is not a calendar: `field` is the path of the first thing wrong, e.g.
  /// `holidays.3.weekday`, and `found` what it holds.
  case malformed(field: String, found: String)
}

extension CalendarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outsideCoverage(let date, let years):
      "holidays are known from \(years.lowerBound) to \(years.upperBound), not for \(date):"
        + " install a version with a newer calendar"
    case .daysOutOfRange(let days):
      "a time limit has 0 to \(TimeLimit.daysMax) days, not \(days)"
    case .foreignZone(let identifier, let country):
      "\(identifier) is not a time zone of the calendar of \(country)"
    case .malformed(let field, let found):
      "the calendar is damaged: \(field) is \(found)"
    }
  }
}
