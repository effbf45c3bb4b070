public import Events

/// How long something may wait before it moves on by itself.
///
/// The local date of entry is day 0, whatever the hour, and the whole last day still counts.
///
/// **Source:** domain page folios, “Time-based escalations” (circular 39-2022/10-27 and the
/// assumptions below it).
public enum TimeLimit: Hashable, Sendable {
  /// Days of the calendar less weekends and holidays.
  case businessDays(Int)
  /// Days of the calendar, weekends and holidays among them.
  case calendarDays(Int)
  /// Elapsed time, to the microsecond, whatever the clock on the wall shows.
  case minutes(Int)

  /// The longest limit, in days: ten years.
  public static let daysMax = 3660

  /// When the time is up. Of days: 00:00 local time of the date after the last day. That date may be a
  /// weekend or a holiday.
  ///
  /// Entered on a Friday, 3 business days (Monday to Wednesday) are up on Thursday 00:00, and 5 on
  /// Saturday 00:00. 35 calendar days are up at the start of the 36th date after that of entry.
  ///
  /// - Parameter entered: the moment of entry.
  /// - Throws: `outsideCoverage` when a business day to be counted is not known;
  ///   `daysOutOfRange` below 0 and above `daysMax`.
  public func due(
    entered: Timestamp, calendar: BusinessCalendar
  ) throws(CalendarError) -> Timestamp {
    let entry = calendar.zone.localDate(at: entered)
    switch self {
    case .businessDays(let days):
      let last = try calendar.adding(businessDays: Self.checked(days), to: entry)
      return calendar.zone.startOfDay(last.adding(days: 1))
    case .calendarDays(let days):
      let last = entry.adding(days: try Self.checked(days))
      return calendar.zone.startOfDay(last.adding(days: 1))
    case .minutes(let minutes):
      _ = try Self.checked(minutes / 1440)
      return entered.adding(seconds: Int64(minutes) * 60)
    }
  }

  private static func checked(_ days: Int) throws(CalendarError) -> Int {
    guard (0...daysMax).contains(days) else { throw .daysOutOfRange(days) }
    return days
  }
}
