import TestSupport
import Testing

@testable import Events

/// Each thing that can be wrong in a log's file is done to a sound one, and has to be named.
@Suite("Verification of a log", .temporaryDirectory)
struct LogVerificationTests {
  private let path = TemporaryDirectory.path + "/sound.mdb"

  private func make() async throws {
    let test = try TestLog(procedures: SampleLog.procedures, path: path)
    try await SampleLog.fill(test)
    test.log.close()
  }

  private func verify(procedures: Bool = true) throws -> VerificationReport {
    try LogFile(path: path, mapBytes: 1 << 32)
      .verify(procedures: procedures ? SampleLog.procedures : nil)
  }

  /// Changes the file behind the log's back.
  private func change(
    _ body: (Environment, inout WriteTransaction) throws(LMDBError) -> Void
  ) throws {
    let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
    try environment.write { transaction throws(LMDBError) in try body(environment, &transaction) }
  }

  private func record(_ position: UInt64) throws -> [UInt8] {
    let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
    return try environment.read { transaction throws(LMDBError) in
      try transaction.get(environment.table("events"), Key(position)) ?? []
    }
  }

  /// A record with its checksum made right again.
  private func sealed(_ record: [UInt8], at position: UInt64) -> [UInt8] {
    let body = Array(record.dropLast(4))
    let checksum = body.withUnsafeBytes { Record.checksum(of: $0, at: Position(position)) }
    return body + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
  }

  @Test func `finds nothing in a sound log, and says what is in it`() async throws {
    try await make()
    var progress: [UInt64] = []
    let file = try LogFile(path: path, mapBytes: 1 << 32)
    let report = try file.verify(procedures: SampleLog.procedures, sizes: [0, 1, 7, 16, 17]) {
      done, total in
      #expect(total == SampleLog.count)
      progress.append(done)
    }
    #expect(report.isSound)
    #expect(report.findings == [])
    #expect(report.events == SampleLog.count)
    #expect(report.streams == 8)
    #expect(report.uniqueKeys == 1)
    #expect(report.identity == EventID(high: 1, low: 2))
    #expect(progress == [SampleLog.count])
    #expect(report.roots.keys.sorted() == [0, 1, 7, 16])
    #expect(report.roots[0] == .empty)
    #expect(report.roots[16] == report.root)
  }

  @Test func `has the root that the daemon has, also of earlier sizes`() async throws {
    let roots = try await {
      let test = try TestLog(procedures: SampleLog.procedures, path: path)
      try await SampleLog.fill(test)
      return try (0...SampleLog.count).map { try test.log.treeHead(ofSize: $0)?.root }
    }()
    let report = try LogFile(path: path, mapBytes: 1 << 32)
      .verify(procedures: nil, sizes: Set(0...SampleLog.count))
    for (size, root) in roots.enumerated() { #expect(report.roots[UInt64(size)] == root) }
  }

  @Test func `a hole`() async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      try transaction.remove(environment.table("events"), Key(5))
    }
    let report = try verify()
    #expect(
      report.findings.first == .record(Corruption(position: Position(5), finding: .hole)))
    #expect(report.root == nil)
  }

  @Test func `a record with a wrong checksum`() async throws {
    try await make()
    var bytes = try record(4)
    bytes[20] ^= 1
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("events"), Key(4), bytes)
    }
    let report = try verify()
    #expect(
      report.findings.first == .record(Corruption(position: Position(4), finding: .checksum)))
    #expect(report.root == nil)
  }

  /// The checksum is no secret; the leaf still tells.
  @Test func `a record that was changed and sealed again`() async throws {
    try await make()
    var bytes = try record(1)
    let digit = try #require(bytes.lastIndex(of: UInt8(ascii: "5")))
    bytes[digit] = UInt8(ascii: "9")
    let changed = sealed(bytes, at: 1)
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("events"), Key(1), changed)
    }
    let report = try verify()
    #expect(
      report.findings.first
        == .row(table: "tree", key: "1", position: Position(1), .wrong))
    #expect(report.root != nil)
  }

  @Test func `two records that changed places`() async throws {
    try await make()
    let (first, second) = (try record(10), try record(11))
    let (low, high) = (sealed(second, at: 10), sealed(first, at: 11))
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("events"), Key(10), low)
      try transaction.put(environment.table("events"), Key(11), high)
    }
    let findings = try verify().findings
    for position in [10, 11] as [UInt64] {
      #expect(
        findings.contains(
          .row(table: "tree", key: "\(position)", position: Position(position), .wrong)))
    }
  }

  @Test func `a time that goes backwards, and a revision that is not the next`() async throws {
    try await make()
    var early = try record(9)
    for byte in 16..<24 { early[byte] = 0 }
    var other = try record(3)
    other[8] = 7
    let (earlier, moved) = (sealed(early, at: 9), sealed(other, at: 3))
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table("events"), Key(9), earlier)
      try transaction.put(environment.table("events"), Key(3), moved)
    }
    let findings = try verify().findings
    #expect(findings.contains(.recordedEarlier(Position(9))))
    #expect(
      findings.contains(
        .revision(
          Position(3), stream: "cuenta-ñandú", expected: Revision(2), found: Revision(7))))
  }

  @Test(
    arguments: [
      ("streams", "a", LogFinding.Problem.wrong), ("streams", "a", .missing),
      ("stream_events", "", .wrong), ("stream_events", "", .missing),
      ("stream_ids", "", .wrong), ("stream_ids", "", .missing),
      ("unique_keys", "voucher\u{0}Y", .wrong), ("unique_keys", "voucher\u{0}Y", .missing),
      ("tree", "", .wrong), ("tree", "", .missing), ("meta", "identity", .wrong),
      ("meta", "identity", .missing), ("meta", "digests", .wrong), ("meta", "digests", .missing),
    ])
  func `a row that is wrong or missing`(
    table: String, text: String, problem: LogFinding.Problem
  ) async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      let table = environment.table(table)
      var key = Key(text)
      if text.isEmpty {
        // Some row in the middle.
        var left = 6
        try transaction.scan(table) { found, _ throws(LMDBError) in
          key = Key(found.copied)
          left -= 1
          return left == 0 ? .stop : .next
        }
      }
      if problem == .missing {
        try transaction.remove(table, key)
      } else {
        var value = try transaction.get(table, key) ?? []
        value[value.count - 1] ^= 1
        try transaction.put(table, key, value)
      }
    }
    let findings = try verify().findings
    let isNamed = findings.contains { finding in
      guard case .row(let name, _, _, let found) = finding else { return false }
      return name == table && found == problem
    }
    #expect(isNamed, "\(findings)")
  }

  @Test(
    arguments: [
      ("streams", Key("ghost")), ("stream_events", Key(77, 0)), ("stream_ids", Key(77, 0, 0)),
      ("unique_keys", Key("voucher\u{0}Z")), ("tree", Key(16)),
    ])
  func `a row that nothing asks for`(table: String, key: Key) async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(environment.table(table), key, Key(0).bytes)
    }
    let findings = try verify().findings
    #expect(findings.count == 1)
    guard case .row(table, _, nil, .surplus) = findings.first else {
      Issue.record("\(findings)")
      return
    }
  }

  @Test func `keys are only compared where their rules are given`() async throws {
    try await make()
    try change { environment, transaction throws(LMDBError) in
      try transaction.put(
        environment.table("unique_keys"), Key("voucher\u{0}Z"), Key(0).bytes)
    }
    #expect(
      try verify(procedures: false).findings
        == [.row(table: "meta", key: "the digest of unique_keys", position: nil, .wrong)])
    #expect(
      try verify().findings
        == [.row(table: "unique_keys", key: "voucher Z", position: nil, .surplus)])
  }

  @Test func `so many findings that not all are kept are all counted`() async throws {
    do {
      let test = try TestLog(path: path)
      for start in stride(from: UInt64(0), to: 1500, by: 100) {
        _ = try await test.log.append(
          Append(
            stream: try StreamName("s"), expected: .any,
            events: try (start..<(start + 100)).map { try NewEvent.numbered($0) }))
      }
      test.log.close()
    }
    try change { environment, transaction throws(LMDBError) in
      try transaction.removeAll(environment.table("stream_ids"))
    }
    let report = try verify()
    #expect(report.findings.count == Limits.findingsMax)
    #expect(report.findingCount == 1501)
  }

  @Test func `one process opens the file of a log once only`() throws {
    let test = try TestLog(path: path)
    #expect(throws: ReadError.self) { try LogFile(path: path, mapBytes: 1 << 32) }
    test.log.close()
  }
}
