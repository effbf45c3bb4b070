import Events
import Processes

/// The times of folios, as their people read them. Source: folios page (America/Mexico_City (a)).
enum MexicoTimes {
  static func load() throws(StartError) -> LocalTimes {
    do throws(TimeZoneError) {
      let zone = try SystemTimeZones.load("America/Mexico_City")
      return LocalTimes { zone.localDateTime(at: $0) }
    } catch {
      throw .calendar("\(error)")
    }
  }
}
