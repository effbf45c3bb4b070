import Processes

/// The business days of the countries whose procedures run here, in their zones of the system's tz
/// database.
struct Calendars: Sendable {
  /// America/Mexico_City: folios.
  let mexico: BusinessCalendar
  /// America/Lima: premiums.
  let peru: BusinessCalendar
  /// America/Bogota: accounts, credits and claims.
  let colombia: BusinessCalendar
  /// America/La_Paz: orders and arrears.
  let bolivia: BusinessCalendar

  init() throws(StartError) {
    mexico = try Self.calendar("America/Mexico_City", BusinessCalendar.mexico)
    peru = try Self.calendar("America/Lima", BusinessCalendar.peru)
    colombia = try Self.calendar("America/Bogota", BusinessCalendar.colombia)
    bolivia = try Self.calendar("America/La_Paz", BusinessCalendar.bolivia)
  }

  private static func calendar(
    _ name: String, _ make: (TimeZoneRules) throws(CalendarError) -> BusinessCalendar
  ) throws(StartError) -> BusinessCalendar {
    let zone: TimeZoneRules
    do throws(TimeZoneError) {
      zone = try SystemTimeZones.load(name)
    } catch {
      throw .calendar("\(error)")
    }
    do throws(CalendarError) { return try make(zone) } catch { throw .calendar("\(error)") }
  }
}
