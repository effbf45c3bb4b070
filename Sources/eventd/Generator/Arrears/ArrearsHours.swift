import Events

/// When people work in Bolivia: Monday to Friday from 8:30 to 18:30. Holidays are worked here,
/// which harms nothing: the days of a commitment are days of the calendar.
///
/// **Source:** IANA tz database: America/La_Paz is at −04:00 all year since 1932.
enum ArrearsHours {
  private static let offsetSeconds: Int64 = -4 * 3600

  static func moment(_ date: LocalDate, secondOfDay: Int) -> Timestamp {
    Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) - offsetSeconds)
  }

  static func local(_ moment: Timestamp) -> LocalDate {
    LocalDate(daysSinceEpoch: Int((moment.seconds + offsetSeconds) / 86_400))
  }

  /// The date, or the Monday after it.
  static func workday(_ date: LocalDate) -> LocalDate {
    date.isoWeekday > 5 ? date.adding(days: 8 - date.isoWeekday) : date
  }

  /// In working hours, and early enough for what follows on the same day.
  static func anySecond(_ dice: inout SplitMix64) -> Int {
    dice.number(in: 8 * 3600 + 1800...17 * 3600)
  }
}
