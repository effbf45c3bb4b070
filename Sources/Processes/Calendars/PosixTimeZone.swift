import Events

/// The rule of a zone for all times to come: one offset, or two that alternate every year.
///
/// Source: POSIX.1-2017 section 8.3 (`TZ`); RFC 9636 section 3.3.1 for its extension.
struct PosixTimeZone: Hashable, Sendable {
  /// Seconds east of UTC, contrary to the sign in the text.
  let standardOffset: Int
  /// `nil` when the zone has no daylight saving time.
  let daylight: Daylight?

  struct Daylight: Hashable, Sendable {
    /// Seconds east of UTC; below the standard offset where winter time is the exception (Dublin).
    let offset: Int
    /// In standard time.
    let start: Change
    /// In daylight saving time.
    let end: Change
  }

  /// A day of every year, and the second of that day in local time: -604,799 to 604,799, as rules
  /// like “the Saturday before the last Sunday” reach into other days.
  struct Change: Hashable, Sendable {
    let day: Day
    let second: Int
  }

  enum Day: Hashable, Sendable {
    /// `Jn`: day 1 to 365 of a year without 29 February.
    case julian(Int)
    /// `n`: days after 1 January, 0 to 365.
    case sinceNewYear(Int)
    /// `Mm.w.d`: the `week`th (5 = last) `weekday` (0 = Sunday) of `month`.
    case weekday(Int, week: Int, month: Int)
  }

  /// - Parameter second: since the epoch.
  /// - Returns: seconds east of UTC.
  func offset(at second: Int64) -> Int {
    guard let daylight else { return standardOffset }
    let applies = periods(of: daylight, around: second).contains { $0.contains(second) }
    return applies ? daylight.offset : standardOffset
  }

  /// A moment after `second` before which the offset does not change.
  /// - Returns: `nil` when it never changes again.
  func nextChange(after second: Int64) -> Int64? {
    guard let daylight else { return nil }
    return periods(of: daylight, around: second).flatMap { [$0.lowerBound, $0.upperBound] }
      .filter { $0 > second }.min()
  }

  /// The daylight saving times that begin in the two years before that of `second`, in its own and
  /// in the two after. South of the equator one ends in the year after the one it began in.
  private func periods(of daylight: Daylight, around second: Int64) -> [Range<Int64>] {
    // The Gregorian calendar repeats, weekdays too, after 400 years. So any time is worked out as
    // its like between 2000 and 2399, far from the ends of what a `LocalDate` can name.
    let firstDay: Int64 = 10_957
    let daysPerCycle: Int64 = 146_097
    let day = second.quotientRoundedDown(by: 86_400)
    let cycle = (day - firstDay).quotientRoundedDown(by: daysPerCycle)
    let year = LocalDate(daysSinceEpoch: Int(day - cycle * daysPerCycle)).components.year
    let shift = cycle * daysPerCycle * 86_400

    return (year - 2...year + 2).map { year in
      let start = daylight.start.second(year: year, offset: standardOffset)
      var end = daylight.end.second(year: year, offset: daylight.offset)
      if end < start { end = daylight.end.second(year: year + 1, offset: daylight.offset) }
      return start + shift..<max(start, end) + shift
    }
  }
}

extension PosixTimeZone.Change {
  /// - Parameter offset: seconds east of UTC of the local time the rule is stated in.
  /// - Returns: seconds since the epoch.
  fileprivate func second(year: Int, offset: Int) -> Int64 {
    Int64(day.daysSinceEpoch(year: year)) * 86_400 + Int64(second - offset)
  }
}

extension PosixTimeZone.Day {
  /// - Parameter year: 1 to 9998.
  fileprivate func daysSinceEpoch(year: Int) -> Int {
    let newYear = Self.first(of: 1, year)
    switch self {
    case .julian(let number):
      // In a leap year, 1 March is still number 60.
      let isLeapYear = Self.first(of: 1, year + 1).days(since: newYear) == 366
      return newYear.daysSinceEpoch + number - (isLeapYear && number >= 60 ? 0 : 1)
    case .sinceNewYear(let days):
      return newYear.daysSinceEpoch + days
    case .weekday(let weekday, let week, let month):
      let first = Self.first(of: month, year)
      let next = month == 12 ? Self.first(of: 1, year + 1) : Self.first(of: month + 1, year)
      var day = first.adding(days: (weekday - first.isoWeekday + 7) % 7 + 7 * (week - 1))
      if day >= next { day = day.adding(days: -7) }
      return day.daysSinceEpoch
    }
  }

  private static func first(of month: Int, _ year: Int) -> LocalDate {
    guard let date = LocalDate(year: year, month: month, day: 1) else {
      preconditionFailure("no first day of month \(month) in year \(year)")
    }
    return date
  }
}

extension Int64 {
  func quotientRoundedDown(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return quotient * divisor > self ? quotient - 1 : quotient
  }
}
