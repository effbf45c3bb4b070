import Foundation
import TestSupport
import Testing

@testable import Events

/// Files that were written by each version of the format are kept, and every later version reads
/// them. How to write one: `docs/HACKING.md`, "A new format".
@Suite("Files of every format", .temporaryDirectory)
struct FixtureTests {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["EVENTD_WRITE_FIXTURE"] != nil))
  func `is written where it is asked for`() async throws {
    let path = try #require(ProcessInfo.processInfo.environment["EVENTD_WRITE_FIXTURE"])
    let test = try TestLog(procedures: SampleLog.procedures, path: path)
    try await SampleLog.fill(test)
    try await SampleLog.fillPeers(test)
    #expect(test.log.head.count == SampleLog.count(ofFormat: 3))
    test.log.close()
  }

  /// A copy, since opening makes a lock file beside it.
  private func copy(_ name: String) throws -> String {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures")
    let path = TemporaryDirectory.path + "/" + name
    try FileManager.default.copyItem(
      at: fixtures.appending(path: name), to: URL(filePath: path))
    return path
  }

  /// The events that the code of today writes, but for the first, which names the format.
  private func expected(format: Int) async throws -> [RecordedEvent] {
    let test = try TestLog(procedures: SampleLog.procedures)
    try await SampleLog.fill(test)
    if format >= 3 { try await SampleLog.fillPeers(test) }
    return Array(try test.log.events(from: Position(0)).dropFirst())
  }

  @Test(arguments: [1, 2, 3])
  func `is read as it was written`(format: Int) async throws {
    let test = try TestLog(
      procedures: SampleLog.procedures, path: try copy("log-format-\(format).mdb"))
    let events = try test.log.events(from: Position(0))
    #expect(events.count == Int(SampleLog.count(ofFormat: format)))
    #expect(Array(events.dropFirst()) == (try await expected(format: format)))
    #expect(
      String(decoding: events[0].data, as: UTF8.self)
        == "{\"log\":\"\(test.log.identity)\",\"format\":\(format)}")
    #expect(
      try test.log.events(of: StreamName("voucher-1")).map(\.revision.rawValue) == [0, 1])
    let again = try await test.append("b-0", 8)
    #expect(again.position == nil || again.isRepetition == false)
    #expect(test.log.head.count == SampleLog.count(ofFormat: format) + 1)
  }

  /// The root is written here, so that no later version can give these records another.
  @Test(
    arguments: [
      (1, "DRhnyKOwZopoBJBgnL8STA/Tjbdp3C74zxuoHTKniJw="),
      (2, "1O5RV2NNCrHM8HIdvVf13nxSmxR3AtACK5W2RZqGrUA="),
      (3, "6L48MNPHcYyB+yiOAQyPeVdEYlrLSIua+QLUT0c9uIc="),
    ])
  func `has the root that it had`(format: Int, root: String) throws {
    let test = try TestLog(
      procedures: SampleLog.procedures, path: try copy("log-format-\(format).mdb"))
    #expect(try test.log.treeHead()?.root.description == root)
  }

  @Test(arguments: [1, 2, 3])
  func `is sound, once a daemon has opened it`(format: Int) throws {
    let path = try copy("log-format-\(format).mdb")
    try TestLog(procedures: SampleLog.procedures, path: path).log.close()
    let report = try LogFile(path: path, mapBytes: 1 << 32)
      .verify(procedures: SampleLog.procedures)
    #expect(report.findings == [])
    #expect(report.events == SampleLog.count(ofFormat: format))
    #expect(report.streams == (format < 3 ? 8 : 9))
    #expect(report.uniqueKeys == 1)
  }

  @Test func `an earlier format is not read beside a daemon, and a later one never`() throws {
    #expect(throws: ReadError.unknownFormat(found: 1, known: 3)) {
      try LogFile(path: try copy("log-format-1.mdb"), mapBytes: 1 << 32)
    }
    #expect(throws: ReadError.unknownFormat(found: 2, known: 3)) {
      try LogFile(path: try copy("log-format-2.mdb"), mapBytes: 1 << 32)
    }
    let path = try copy("log-format-3.mdb")
    do {
      let environment = try Environment(path: path, tables: ["meta"], mapBytes: 1 << 32)
      try environment.write { transaction throws(LMDBError) in
        try transaction.put(environment.table("meta"), Key("format"), Key(4).bytes)
      }
    }
    #expect(throws: ReadError.unknownFormat(found: 4, known: 3)) { try TestLog(path: path) }
    #expect(throws: ReadError.unknownFormat(found: 4, known: 3)) {
      try LogFile(path: path, mapBytes: 1 << 32)
    }
  }

  @Test func `a log of the first format gets its tree, also after a stop in the middle`() throws {
    let path = try copy("log-format-1.mdb")
    var head: TreeHead?
    do {
      let test = try TestLog(procedures: SampleLog.procedures, path: path)
      head = try test.log.treeHead()
    }
    // What a stop leaves: some leaves, and the old number.
    do {
      let environment = try Environment(path: path, tables: ["meta", "tree"], mapBytes: 1 << 32)
      try environment.write { transaction throws(LMDBError) in
        try transaction.put(environment.table("meta"), Key("format"), Key(1).bytes)
        try transaction.remove(environment.table("meta"), Key("digests"))
        for position in 7..<SampleLog.count {
          try transaction.remove(environment.table("tree"), Key(position))
        }
      }
    }
    let test = try TestLog(procedures: SampleLog.procedures, path: path)
    #expect(try test.log.treeHead() == head)
    #expect(head?.size == SampleLog.count)
  }

  /// Sealing what was damaged before would hide it for ever.
  @Test(arguments: ["streams", "stream_events", "stream_ids", "tree"])
  func `a damaged log of an earlier format is not brought to this one`(table: String) throws {
    let path = try copy("log-format-2.mdb")
    do {
      let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
      try environment.write { transaction throws(LMDBError) in
        var key = Key("")
        try transaction.scan(environment.table(table)) { found, _ throws(LMDBError) in
          key = Key(found.copied)
          return .stop
        }
        try transaction.remove(environment.table(table), key)
      }
    }
    let error = #expect(throws: ReadError.self) { try TestLog(path: path) }
    guard case .corrupt = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
