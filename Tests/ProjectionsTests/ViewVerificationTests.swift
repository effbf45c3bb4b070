import Events
import Foundation
import Projections
import TestSupport
import Testing

@Suite("Verification of a view", .temporaryDirectory)
struct ViewVerificationTests {
  private let path = TemporaryDirectory.path + "/log.mdb"

  /// A log of 301 events and the view of it, both closed again.
  private func make(bad: Bool = false) async throws {
    let test = try TestLog(path: path)
    try await test.appendGood(300)
    if bad { try await test.append("thing-1", "Bad") }
    let host = try TallyProjection().hosted(test)
    if !bad { try host.catchUp() }
  }

  private func verify(
    _ projection: TallyProjection = TallyProjection()
  ) throws -> ViewVerification.Verdict {
    let scratch = TemporaryDirectory.path + "/again"
    try? FileManager.default.removeItem(atPath: scratch)
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    return try ViewVerification(
      log: try LogFile(path: path, mapBytes: 1 << 32),
      directory: TemporaryDirectory.path + "/views", scratch: scratch
    ).verify(projection)
  }

  private func change(
    _ body: (Environment, inout WriteTransaction) throws(LMDBError) -> Void
  ) throws {
    let environment = try Environment(
      path: TemporaryDirectory.path + "/views/tally-v1-1.mdb",
      tables: ["tally", "checkpoint", "construction"], mapBytes: 1 << 32)
    try environment.write { transaction throws(LMDBError) in try body(environment, &transaction) }
  }

  @Test func `finds the same rows`() async throws {
    try await make()
    #expect(try verify() == .same(events: 301))
  }

  @Test func `names the table that has others`() async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("tally"), Key("thing-1"), Key(59).bytes)
    }
    #expect(try verify() == .differs(tables: ["tally"], events: 301))
  }

  @Test func `finds none that is not built, or of another version`() async throws {
    try await make()
    #expect(try verify(TallyProjection(version: 2)) == .notBuilt)
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("construction"), Key("unfinished"), [])
    }
    #expect(try verify() == .notBuilt)
  }

  @Test func `finds one that was built from another log`() async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("checkpoint"), Key("last"), Key(7, 7).bytes)
    }
    #expect(try verify() == .ofAnotherLog)
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("checkpoint"), Key("built-for"), Key(7, 7, 1).bytes)
    }
    #expect(try verify() == .ofAnotherLog)
  }

  @Test func `compares one that stands still as far as it came`() async throws {
    try await make(bad: true)
    #expect(try verify() == .same(events: 301))
  }
}
