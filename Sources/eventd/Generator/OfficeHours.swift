import Events

/// When people work in Mexico: Monday to Friday from 08:30 to 18:30, a few on Saturday mornings.
///
/// National holidays are worked here. That never makes a step late: a time limit in business days
/// leaves holidays out, so they only move deadlines back.
///
/// **Source:** IANA tz database: since 2022-10-30 America/Mexico_City is at −06:00 all year.
enum OfficeHours {
  static let offsetSeconds: Int64 = -6 * 3600
  /// Dates from here on have that offset all day.
  static let firstYear = 2023

  private static let opens = 8 * 3600 + 1800
  private static let closes = 18 * 3600 + 1800
  private static let saturday = 9 * 3600...13 * 3600

  /// The working seconds of one weekday.
  static let secondsPerDay = closes - opens

  static func moment(_ date: LocalDate, secondOfDay: Int) -> Timestamp {
    Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) - offsetSeconds)
  }

  static func local(_ moment: Timestamp) -> (date: LocalDate, secondOfDay: Int) {
    let seconds = Int(moment.seconds + offsetSeconds)
    let day = seconds / 86_400
    return (LocalDate(daysSinceEpoch: day), seconds - day * 86_400)
  }

  /// How much of a weekday's traffic begins on `date`, in hundredths.
  static func share(of date: LocalDate) -> Int {
    switch date.isoWeekday {
    case 7: 0
    case 6: 6
    default: 100
    }
  }

  /// A working moment of `date`, which must not be a Sunday.
  static func anyMoment(on date: LocalDate, _ dice: inout SplitMix64) -> Timestamp {
    let second =
      date.isoWeekday == 6 ? dice.number(in: saturday) : dice.number(in: opens...closes - 1)
    return moment(date, secondOfDay: second)
  }

  /// The moment when so much of the working time of weekdays has passed.
  ///
  /// At most `secondsPerDay` lead no further than the next weekday, whenever they begin.
  static func after(_ start: Timestamp, workSeconds: Int) -> Timestamp {
    var (date, second) = local(start)
    var left = workSeconds
    while true {
      if date.isoWeekday <= 5 {
        second = max(second, opens)
        if left < closes - second { return moment(date, secondOfDay: second + left) }
        left -= max(0, closes - second)
      }
      date = date.adding(days: 1)
      second = 0
    }
  }
}
