import Events
import FoundationEssentials
import Glibc
import Schemas
import TestSupport
import Testing

@testable import eventd

@Suite("Backups", .temporaryDirectory)
struct BackupTests {
  private let root = TemporaryDirectory.path
  private var path: String { root + "/copy" }

  private func restore(
    _ paths: [String], to path: String = TemporaryDirectory.path + "/new",
    signedBy key: VerifierKey? = nil, continuing checkpoint: TreeHead? = nil
  ) throws -> TreeHead {
    try Restoration(paths, to: path, signedBy: key, continuing: checkpoint)
      .run(procedures: []) { _ in }
  }

  private func error(_ body: () throws -> Void) -> BackupError? {
    do {
      try body()
      return nil
    } catch {
      return error as? BackupError
    }
  }

  @Test func `a full one and two increments restore to the same log`() async throws {
    let log = try await CopiedLog()
    let first = try await log.backup(path)
    try await log.grow(5)
    let second = try await log.backup(path + "2", from: .end(of: first))
    let empty = try await log.backup(path + "3", from: .events(second.size))
    #expect(empty == second)
    let head = try restore(
      [path, path + "2", path + "3"], signedBy: log.key, continuing: first)
    #expect(head == second)
    #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/new") == ["log.mdb"])
    let restored = try EventLog(
      path: root + "/new/log.mdb", newIdentity: EventID(high: 7, low: 7), mapBytes: 1 << 32,
      now: { ManualClock().now })
    #expect(restored.identity == log.test.log.identity)
    #expect(
      try restored.events(from: Position(0)) == log.test.log.events(from: Position(0)))
    restored.close()
  }

  @Test func `what it is stands in its manifest`() async throws {
    let log = try await CopiedLog()
    let head = try await log.backup(path)
    try await log.grow(1)
    let next = try await log.backup(path + "2", from: .end(of: head))
    let full = try BackupDirectory(path, signedBy: nil).manifest
    #expect(
      full
        == BackupManifest(
          origin: log.test.log.origin, from: 0, size: 10, root: head.root, previousRoot: nil,
          made: "2026-01-05T16:00:00.000000Z", eventd: eventdVersion))
    #expect(try BackupManifest(json: Array(full.json.utf8), path: "") == full)
    let increment = try BackupDirectory(path + "2", signedBy: nil).manifest
    #expect(increment.continues(head))
    #expect(!increment.continues(next))
    #expect((increment.from, increment.size) == (10, 11))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        == ["SHA256SUMS", "checkpoint", "key", "manifest.json", "records"])
  }

  @Test func `with any one byte changed, anywhere, is refused, and nothing is made`() async throws {
    let log = try await CopiedLog(events: 2)
    try await log.backup(path)
    for name in ["SHA256SUMS", "checkpoint", "key", "manifest.json", "records"] {
      let file = "\(path)/\(name)"
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      // Each restoration of records makes a log: every fifth byte will do.
      for index in stride(from: 0, to: bytes.count, by: name == "records" ? 5 : 1) {
        var changed = bytes
        changed[index] ^= index % 2 == 0 ? 1 : 0x20
        try Data(changed).write(to: URL(filePath: file))
        #expect(error { _ = try restore([path]) } != nil, "\(name), byte \(index)")
        if access(root + "/new", F_OK) == 0 {
          Issue.record("\(name), byte \(index)")
          return
        }
      }
      for end in [0, 1, bytes.count - 1] {
        try Data(bytes[..<end]).write(to: URL(filePath: file))
        #expect(error { _ = try restore([path]) } != nil, "\(name), cut at \(end)")
      }
      unlink(file)
      #expect(
        error { _ = try restore([path]) } == .cannotRead(path: file, errno: ENOENT), "\(name)")
      try Data(bytes).write(to: URL(filePath: file))
    }
    _ = try restore([path])
  }

  /// Whoever changes a backup can write its digests anew, but not sign.
  @Test func `with records changed and every digest made right is refused`() async throws {
    let log = try await CopiedLog()
    try await log.backup(path)
    let other = try await CopiedLog("other", events: 4, seed: 2)
    try await other.backup(root + "/other")
    for name in ["records", "checkpoint", "key"] {
      let forged = "\(root)/forged-\(name)"
      try FileManager.default.copyItem(atPath: path, toPath: forged)
      try FileManager.default.removeItem(atPath: "\(forged)/\(name)")
      try FileManager.default.copyItem(atPath: "\(root)/other/\(name)", toPath: "\(forged)/\(name)")
      var digests: [BackupDirectory.File: String] = [:]
      for file in BackupDirectory.File.allCases {
        let scratch = try DigestedFile("\(root)/scratch")
        try scratch.write(
          [UInt8](try Data(contentsOf: URL(filePath: "\(forged)/\(file.rawValue)"))))
        digests[file] = try scratch.finish()
        unlink("\(root)/scratch")
      }
      try Data(BackupDirectory.sums(digests).utf8)
        .write(to: URL(filePath: "\(forged)/SHA256SUMS"))
      #expect(error { _ = try restore([forged]) } != nil, "\(name)")
      #expect(access(root + "/new", F_OK) != 0)
    }
  }

  @Test func `is believed only with the key that was given`() async throws {
    let log = try await CopiedLog()
    try await log.backup(path)
    let other = SigningKey(name: log.test.log.origin, seed: [UInt8](repeating: 9, count: 32))
    guard case .signature? = error({ _ = try restore([path], signedBy: other.verifier) }) else {
      Issue.record("it was believed")
      return
    }
    let writer = try BackupWriter(path + "2", from: .beginning, signedBy: other.verifier)
    let first = try await log.answers()[0]
    guard case .signature? = error({ try writer.take(first) }) else {
      Issue.record("it was written")
      return
    }
  }

  @Test func `continues the checkpoint that was kept elsewhere, or is refused`() async throws {
    let log = try await CopiedLog()
    try await log.backup(path)
    let origin = log.test.log.origin
    let other = TreeHead(origin: origin, size: 4, root: .leaf([1]))
    #expect(error { _ = try restore([path], continuing: other) } == .checkpointDiffers(size: 4))
    let later = TreeHead(origin: origin, size: 11, root: .leaf([1]))
    #expect(
      error { _ = try restore([path], continuing: later) }
        == .checkpointIsLater(size: 11, events: 10))
    #expect(access(root + "/new", F_OK) != 0)
    let right = try #require(try log.test.log.treeHead(ofSize: 4))
    _ = try restore([path], continuing: right)
  }

  @Test func `increments out of order, left out, or of another history are refused`() async throws {
    let log = try await CopiedLog()
    let first = try await log.backup(path)
    try await log.grow(2)
    let second = try await log.backup(path + "2", from: .end(of: first))
    try await log.grow(2)
    try await log.backup(path + "3", from: .end(of: second))
    #expect(
      error { _ = try restore([path + "2"]) }
        == .doesNotFollow(path: path + "2", from: 10, expected: 0))
    #expect(
      error { _ = try restore([path, path + "3"]) }
        == .doesNotFollow(path: path + "3", from: 12, expected: 10))
    // The same identity, and other events.
    let parted = try await CopiedLog("parted", events: 5)
    try await parted.test.append("z", 1, 2, 3, 4, 5, 6)
    try await parted.backup(path + "4", from: .events(10))
    #expect(error { _ = try restore([path, path + "4"]) } == .otherHistory(path: path + "4"))
    let writer = try BackupWriter(path + "5", from: .end(of: first), signedBy: nil)
    let answer = try await parted.answers(from: 10)[0]
    #expect(error { try writer.take(answer) } == .otherHistory(path: path + "5"))
    let longer = try BackupWriter(path + "6", from: .events(99), signedBy: nil)
    let short = try await log.answers(from: 99)[0]
    #expect(error { try longer.take(short) } == .logIsShorter(events: 14, since: 99))
  }

  @Test func `goes nowhere where something is, and leaves nothing that is not whole`() async throws
  {
    let log = try await CopiedLog()
    try await log.backup(path)
    #expect(
      error { _ = try BackupWriter(path, from: .beginning, signedBy: nil) } == .exists(path: path))
    #expect(error { _ = try restore([path], to: path + "/") } == .exists(path: path))
    #expect(
      error { _ = try BackupWriter(root + "/none/x", from: .beginning, signedBy: nil) }
        == .cannotWrite(path: root + "/none/x.partial", errno: ENOENT))
    // An empty directory is nothing.
    #expect(mkdir(path + "2", 0o750) == 0)
    do {
      let writer = try BackupWriter(path + "2", from: .beginning, signedBy: nil)
      #expect(
        error { _ = try BackupWriter(path + "2", from: .beginning, signedBy: nil) }
          == .beingWritten(path: path + "2.partial"))
      try writer.take(try await log.answers()[0])
    }
    #expect(access(path + "2.partial", F_OK) != 0)
    // What a killed one left behind is no obstacle.
    #expect(mkdir(path + "2.partial", 0o750) == 0)
    #expect(DurableFile.replace(path + "2.partial/records", with: "half", mode: 0o640))
    try await log.backup(path + "2")
    _ = try restore([path + "2"])
  }

  @Test(arguments: [0, 2])
  func `of a version that is not known is refused`(version: Int) throws {
    let json = Array("{\"version\": \(version)}".utf8)
    #expect(throws: BackupError.unknownVersion(path: "m", found: version)) {
      try BackupManifest(json: json, path: "m")
    }
  }

  @Test(arguments: ["", "{}", "[]", "{\"version\": 1}", "{\"version\": \"1\"}", "{\"version\": 1"])
  func `without a manifest that can be read is refused`(text: String) throws {
    #expect {
      try BackupManifest(json: Array(text.utf8), path: "m")
    } throws: { error in
      guard case .malformed("m", _)? = error as? BackupError else { return false }
      return true
    }
  }
}
