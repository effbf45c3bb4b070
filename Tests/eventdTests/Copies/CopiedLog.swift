import Events
import Logging
import Schemas
import SwiftProtobuf
import TestSupport

@testable import eventd

/// A log that is copied, with a daemon's answers about it.
struct CopiedLog {
  let test: TestLog
  let auditor: Auditor

  var key: VerifierKey { auditor.key.verifier }

  /// - Parameter seed: of the key.
  init(_ name: String = "original", events: UInt64 = 9, seed: UInt8 = 1) async throws {
    let path = "\(TemporaryDirectory.path)/\(name)"
    test = try TestLog(path: path + ".mdb")
    auditor = Auditor(
      test.log,
      SigningKey(name: test.log.origin, seed: [UInt8](repeating: seed, count: 32)),
      keptIn: path + ".checkpoint", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await grow(events)
  }

  /// Appends so many events, in streams of some events each.
  func grow(_ count: UInt64) async throws {
    let start = test.log.head.count
    for number in start..<(start + count) { try await test.append("a-\(number % 3)", number) }
  }

  /// What the daemon answers to a call for records.
  func answers(
    from start: UInt64 = 0, until end: UInt64 = 0
  ) async throws -> [AuditRecordsResponse] {
    let request = AuditRecordsRequest.with {
      $0.from = start
      $0.until = end
    }
    let answers = Locked<[AuditRecordsResponse]>([])
    try await RecordsFeed(auditor: auditor).run(request) { answer in
      answers.withLock { $0.append(answer) }
    }
    return answers.withLock { $0 }
  }

  /// Writes a backup, and returns its head.
  @discardableResult
  func backup(
    _ path: String, from start: BackupWriter.Start = .beginning, until end: UInt64 = 0
  ) async throws -> TreeHead {
    let writer = try BackupWriter(path, from: start, signedBy: nil)
    for answer in try await answers(from: start.size, until: end) { try writer.take(answer) }
    _ = try writer.finish(made: ManualClock().now)
    return try BackupDirectory(path, signedBy: key).head
  }
}
