import Events
import Processes

/// The times of folios, as their people read them. Source: folios page (America/Mexico_City (a)).
enum MexicoTimes {
  static let zone = "America/Mexico_City"

  /// The local date of a moment.
  static func date(of time: Timestamp) throws(StartError) -> LocalDate {
    do throws(TimeZoneError) {
      return try SystemTimeZones.load("America/Mexico_City").localDate(at: time)
    } catch {
      throw .calendar("\(error)")
    }
  }

  static func load() throws(StartError) -> LocalTimes { try LocalTimes.load(zone) }
}

extension LocalTimes {
  /// - Parameter name: of the tz database.
  static func load(_ name: String) throws(StartError) -> LocalTimes {
    let zone = try rules(name)
    return LocalTimes { zone.localDateTime(at: $0) }
  }

  /// - Parameter name: of the tz database.
  static func rules(_ name: String) throws(StartError) -> TimeZoneRules {
    do throws(TimeZoneError) {
      return try SystemTimeZones.load(name)
    } catch {
      throw .calendar("\(error)")
    }
  }
}
