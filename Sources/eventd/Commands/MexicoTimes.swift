import Events
import Processes

/// The times of folios, as their people read them. Source: folios page (America/Mexico_City (a)).
enum MexicoTimes {
  static let zone = "America/Mexico_City"

  static func load() throws(StartError) -> LocalTimes { try LocalTimes.load(zone) }
}

extension LocalTimes {
  /// - Parameter zone: of the tz database.
  static func load(_ zone: String) throws(StartError) -> LocalTimes {
    do throws(TimeZoneError) {
      let zone = try SystemTimeZones.load(zone)
      return LocalTimes { zone.localDateTime(at: $0) }
    } catch {
      throw .calendar("\(error)")
    }
  }
}
