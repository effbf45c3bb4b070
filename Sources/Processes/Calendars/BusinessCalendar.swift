internal import Crypto
public import Events

/// The days on which a country works, and the time zone its dates are counted in.
///
/// Outside the years whose holidays are known it throws; it never guesses.
public struct BusinessCalendar: Hashable, Sendable {
  /// A day off. Two can share a date.
  public struct Holiday: Hashable, Sendable {
    public let date: LocalDate
    /// In the country's language.
    public let name: String
  }

  /// ISO 3166-1 alpha-2, e.g. `MX`.
  public let country: String
  public let zone: TimeZoneRules
  /// ISO weekdays on which nobody works: 1 = Monday … 7 = Sunday.
  public let weekend: Set<Int>
  /// In order of date.
  public let holidays: [Holiday]
  /// The years whose holidays are known.
  public let years: ClosedRange<Int>
  /// Which issue of the calendar, e.g. `MX 2018-2035 4f1c9a02`: the country, the years and the
  /// first eight digits of the file's SHA-256. Kept with each deadline.
  public let version: String
  private let daysOff: Set<LocalDate>

  /// - Parameters:
  ///   - json: a calendar file such as `MX.json`.
  ///   - zone: one that the file lists for its country.
  /// - Throws: `malformed` or `foreignZone`.
  public init(json: [UInt8], zone: TimeZoneRules) throws(CalendarError) {
    let file = try CalendarFile(json: json)
    guard file.zones.contains(zone.identifier) else {
      throw .foreignZone(identifier: zone.identifier, country: file.country)
    }
    country = file.country
    self.zone = zone
    weekend = file.weekend
    holidays = file.holidays
    years = file.years
    daysOff = Set(file.holidays.map(\.date))
    let digest = SHA256.hash(data: json).prefix(4).map { byte in
      byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }
    version =
      "\(file.country) \(file.years.lowerBound)-\(file.years.upperBound) \(digest.joined())"
  }

  /// The national holidays of Mexico, 2018 to 2035, with weekends of Saturday and Sunday.
  ///
  /// Election days (fracción IX) are not among them, nor are days on which only banks close.
  /// Later years follow the law as it stands; a decree can add days.
  ///
  /// - Throws: `foreignZone` unless `zone` is one of Mexico's.
  ///
  /// **Source:** Ley Federal del Trabajo, artículo 74; dates from the package `holidays` 0.108.
  public static func mexico(zone: TimeZoneRules) throws(CalendarError) -> BusinessCalendar {
    try BusinessCalendar(json: PackageResources.MX_json, zone: zone)
  }

  /// The national holidays of Peru, 2018 to 2035.
  ///
  /// **Source:** Decreto Legislativo 713 and its changes; dates from the package `holidays` 0.108.
  public static func peru(zone: TimeZoneRules) throws(CalendarError) -> BusinessCalendar {
    try BusinessCalendar(json: PackageResources.PE_json, zone: zone)
  }

  /// The national holidays of Colombia, 2018 to 2035, with those that move to Monday moved.
  ///
  /// **Source:** Ley 51 de 1983; dates from the package `holidays` 0.108.
  public static func colombia(zone: TimeZoneRules) throws(CalendarError) -> BusinessCalendar {
    try BusinessCalendar(json: PackageResources.CO_json, zone: zone)
  }

  /// The national holidays of Bolivia, 2018 to 2035; those of single departments are not among
  /// them (a).
  ///
  /// **Source:** Decreto Supremo 14260 and later ones; dates from the package `holidays` 0.108.
  public static func bolivia(zone: TimeZoneRules) throws(CalendarError) -> BusinessCalendar {
    try BusinessCalendar(json: PackageResources.BO_json, zone: zone)
  }

  /// Neither on a weekend nor a holiday.
  ///
  /// - Throws: `outsideCoverage`, for a weekend as well.
  public func isBusinessDay(_ date: LocalDate) throws(CalendarError) -> Bool {
    guard years.contains(date.components.year) else {
      throw .outsideCoverage(date, years: years)
    }
    return !weekend.contains(date.isoWeekday) && !daysOff.contains(date)
  }

  /// The `n`th business day after `date`, which itself is day 0 and may be any day.
  ///
  /// - Parameter n: 0 or more; for 0 the answer is `date`.
  /// - Throws: `outsideCoverage` when that day is not known. Linear in the days passed over.
  public func adding(businessDays n: Int, to date: LocalDate) throws(CalendarError) -> LocalDate {
    precondition(n >= 0, "business days are counted forward, not \(n)")
    var (day, left) = (date, n)
    while left > 0 {
      day = day.adding(days: 1)
      if try isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// The business days after `start` up to and including `end`: what `adding` undoes.
  ///
  /// - Returns: 0 for the same date; negative when `end` is the earlier one.
  /// - Throws: `outsideCoverage`. Linear in the days between.
  public func businessDays(
    from start: LocalDate, to end: LocalDate
  ) throws(CalendarError) -> Int {
    if end < start { return -(try businessDays(from: end, to: start)) }
    var (day, count) = (start, 0)
    while day < end {
      day = day.adding(days: 1)
      if try isBusinessDay(day) { count += 1 }
    }
    return count
  }
}
