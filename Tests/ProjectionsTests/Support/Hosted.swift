import Events
import Foundation
import Projections
import TestSupport

extension Projection {
  /// A host of it with its files in the test's directory. `kept` is where an earlier one had them.
  func hosted(_ log: TestLog) throws -> ViewHost<Self> {
    for directory in ["views", "scratch"] {
      try FileManager.default.createDirectory(
        atPath: "\(TemporaryDirectory.path)/\(directory)", withIntermediateDirectories: true)
    }
    return try ViewHost(
      self, directory: TemporaryDirectory.path + "/views",
      scratch: TemporaryDirectory.path + "/scratch", log: log.log)
  }
}

extension ViewHost {
  /// The names of its database files, sorted.
  func files(_ directory: String = "views") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(TemporaryDirectory.path)/\(directory)")
      .filter { $0.hasPrefix(projection.name) && $0.hasSuffix(".mdb") }.sorted()
  }
}

extension TestLog {
  /// Appends events to five streams, a hundred an append: `count` in all, a multiple of 100.
  func appendGood(_ count: Int) async throws {
    for start in stride(from: 0, to: count, by: 100) {
      for stream in 0..<5 {
        let events = try (0..<20).map { index in
          NewEvent(
            id: EventID(high: 0x900d, low: UInt64(start + stream * 20 + index)),
            type: try EventType("Good"), contentType: .json, data: [])
        }
        _ = try await log.append(
          Append(stream: try StreamName("thing-\(stream)"), expected: .any, events: events))
      }
    }
  }
}
