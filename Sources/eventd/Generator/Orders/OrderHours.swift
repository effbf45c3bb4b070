import Events

/// When people work in Bolivia: the hours of `OfficeHours`, in La Paz.
///
/// **Source:** IANA tz database: America/La_Paz is at −04:00 since 1932, two hours ahead of Mexico City.
enum OrderHours {
  private static let aheadSeconds: Int64 = 2 * 3600

  /// The beginning of a local date.
  static func moment(_ date: LocalDate) -> Timestamp {
    OfficeHours.moment(date, secondOfDay: 0).adding(seconds: -aheadSeconds)
  }

  static func date(of moment: Timestamp) -> LocalDate {
    OfficeHours.local(moment.adding(seconds: aheadSeconds)).date
  }

  /// A working moment of `date`, which must not be a Sunday.
  static func anyMoment(on date: LocalDate, _ dice: inout SplitMix64) -> Timestamp {
    OfficeHours.anyMoment(on: date, &dice).adding(seconds: -aheadSeconds)
  }

  /// The moment when so much of the working time of weekdays has passed.
  static func after(_ start: Timestamp, workSeconds: Int) -> Timestamp {
    OfficeHours.after(start.adding(seconds: aheadSeconds), workSeconds: workSeconds)
      .adding(seconds: -aheadSeconds)
  }
}
