import Foundation
import Processes
import TestSupport
import Testing

@testable import eventd

/// The small log and its mapping beside these tests, and a real log with the rules of folios that
/// it is imported into.
enum ImportFixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures")
      .appendingPathComponent(name)
    return [UInt8](try Data(contentsOf: url))
  }

  static func mapping() throws -> Mapping {
    try Mapping(json: bytes("university-log.mapping.json"))
  }

  static func plan() throws -> ImportPlan {
    try ImportPlan(CSVRows(bytes("university-log.csv")), mapping: mapping())
  }

  static func plan(_ csv: String) throws -> ImportPlan {
    try ImportPlan(CSVRows(Array(csv.utf8)), mapping: mapping())
  }

  static func log() throws -> TestLog {
    try TestLog(procedures: [FolioRules(zone: SystemTimeZones.load("America/Mexico_City"))])
  }
}
