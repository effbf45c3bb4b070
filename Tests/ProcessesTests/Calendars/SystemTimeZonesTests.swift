import Events
import Foundation
import Processes
import Testing

@Suite("The tz database of the machine")
struct SystemTimeZonesTests {
  @Test func `knows Mexico City`() throws {
    let mexico = try SystemTimeZones.load("America/Mexico_City")
    #expect(mexico.identifier == "America/Mexico_City")
    #expect(mexico.utcOffsetSeconds(at: try moment("2026-07-01T00:00:00Z")) == -21_600)
  }

  @Test(arguments: [
    "", "/etc/passwd", "..", "../zoneinfo/UTC", "America/../UTC", "America//Lima", "America/",
    ".", "America/./Lima", "America/México", "UTC\0", "America/Lima\n", "tzdata.zi",
  ])
  func `refuses what is not a name`(identifier: String) {
    #expect(throws: TimeZoneError.invalidIdentifier(identifier)) {
      try SystemTimeZones.load(identifier)
    }
  }

  @Test func `says what to install when there is no such zone`() throws {
    let path = "\(Fixture.zoneinfo)/America/Atlantis"
    let error = TimeZoneError.notInstalled(identifier: "America/Atlantis", path: path)
    #expect(throws: error) {
      try SystemTimeZones.load("America/Atlantis", directory: Fixture.zoneinfo)
    }
    #expect("\(error)" == "there is no time zone America/Atlantis (\(path)): install tzdata")
    #expect(throws: TimeZoneError.self) {
      try SystemTimeZones.load("America/Lima/Centro", directory: Fixture.zoneinfo)
    }
  }

  @Test func `refuses a directory and a file too large for a time zone`() throws {
    #expect(
      throws: TimeZoneError.unreadable(path: "\(Fixture.zoneinfo)/America", errno: EISDIR)
    ) {
      try SystemTimeZones.load("America", directory: Fixture.zoneinfo)
    }
    let directory = FileManager.default.temporaryDirectory.path
    let path = "\(directory)/zone-\(ProcessInfo.processInfo.processIdentifier)"
    try Data(count: 65_537).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: TimeZoneError.unreadable(path: path, errno: EFBIG)) {
      try SystemTimeZones.load(String(path.dropFirst(directory.count + 1)), directory: directory)
    }
  }

  /// As releases up to 2022e have it: daylight saving time from April to October, for ever.
  @Test func `refuses a Mexico City that still changes the clock`() throws {
    let footer = "CST6CDT,M4.1.0,M10.5.0"
    func rules(_ identifier: String) throws -> TimeZoneRules {
      try TimeZoneRules(identifier: identifier, tzif: TZifBuilder(footer: footer).bytes)
    }
    let old = try rules("America/Mexico_City")
    let error = TimeZoneError.outdated(identifier: "America/Mexico_City")
    #expect(throws: error) { try SystemTimeZones.checkEdition(of: old) }
    #expect("\(error)".contains("older than 2022f"))
    #expect(throws: Never.self) { try SystemTimeZones.checkEdition(of: rules("America/Chicago")) }
    let current = try Fixture.zone("America/Mexico_City")
    #expect(throws: Never.self) { try SystemTimeZones.checkEdition(of: current) }
  }
}
