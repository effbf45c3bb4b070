import Events
import Foundation
import Processes
import Testing

/// Files beside these tests, so that they say the same whatever tz database is installed.
enum Fixture {
  static let zoneinfo = url("zoneinfo").path

  static let zones = [
    "America/Asuncion", "America/Bogota", "America/Cancun", "America/Ciudad_Juarez",
    "America/Havana", "America/Hermosillo", "America/La_Paz", "America/Lima",
    "America/Mexico_City", "America/Nuuk", "America/Santiago", "America/St_Johns",
    "America/Tijuana", "Europe/Dublin", "Pacific/Apia",
  ]

  /// - Parameter name: below `Fixtures`.
  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(name))) }

  static func zone(_ identifier: String) throws -> TimeZoneRules {
    try TimeZoneRules(identifier: identifier, tzif: bytes("zoneinfo/\(identifier)"))
  }

  static func mexico() throws -> BusinessCalendar {
    try BusinessCalendar.mexico(zone: zone("America/Mexico_City"))
  }

  /// Country and the zone of its dates.
  static let countries = [
    "MX": "America/Mexico_City", "PE": "America/Lima", "CO": "America/Bogota",
    "BO": "America/La_Paz",
  ]

  static func calendar(_ country: String) throws -> BusinessCalendar {
    let zone = try zone(#require(countries[country]))
    return switch country {
    case "MX": try BusinessCalendar.mexico(zone: zone)
    case "PE": try BusinessCalendar.peru(zone: zone)
    case "CO": try BusinessCalendar.colombia(zone: zone)
    default: try BusinessCalendar.bolivia(zone: zone)
    }
  }

  static func mexicanCalendarFile() throws -> [UInt8] { try calendarFile("MX") }

  /// The calendar file of a country as it stands in the sources.
  static func calendarFile(_ country: String, _ path: String = #filePath) throws -> [UInt8] {
    let root = URL(fileURLWithPath: path).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](
      try Data(
        contentsOf: root.appendingPathComponent("Sources/Processes/Calendars/\(country).json")))
  }

  private static func url(_ name: String) -> URL {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures").appendingPathComponent(name)
  }
}

/// The moment that an RFC 3339 text names.
func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
