public import Events

/// Days and months on the wall in Bolivia.
///
/// **Source:** IANA tz database, America/La_Paz: UTC−04:00 without change since 1932-03-21.
public enum BolivianTime {
  static let utcOffsetSeconds: Int64 = -4 * 3600

  /// The date at that moment, from 1932-03-21 on.
  public static func date(at moment: Timestamp) -> LocalDate {
    let local = moment.seconds + utcOffsetSeconds
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return LocalDate(daysSinceEpoch: Int(day))
  }

  /// The month at that moment.
  public static func month(at moment: Timestamp) -> YearMonth { YearMonth(date(at: moment)) }

  /// 00:00 of a date.
  public static func startOfDay(_ date: LocalDate) -> Timestamp {
    Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 - utcOffsetSeconds)
  }
}
