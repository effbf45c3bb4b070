import Events
import FoundationEssentials
import Glibc
import Logging
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("Signing checkpoints", .temporaryDirectory)
struct AuditorTests {
  private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func directory() throws -> DataDirectory {
    try DataDirectory(TemporaryDirectory.path + "/var")
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `makes a key once, for the eyes of its owner, and its public half beside it`() throws {
    let directory = try directory()
    let key = try AuditKey.load(directory, origin: "eventd/a")
    #expect(mode(directory.auditKey) == 0o600)
    #expect(mode(directory.auditPublicKey) == 0o644)
    #expect(DurableFile.read(directory.auditPublicKey) == "\(key.verifier)\n")
    #expect(try AuditKey.load(directory, origin: "eventd/a").verifier == key.verifier)
    unlink(directory.auditPublicKey)
    _ = try AuditKey.load(directory, origin: "eventd/a")
    #expect(DurableFile.read(directory.auditPublicKey) == "\(key.verifier)\n")
  }

  @Test func `no two keys are the same`() throws {
    let directory = try directory()
    let first = try AuditKey.load(directory, origin: "eventd/a").verifier
    unlink(directory.auditKey)
    #expect(try AuditKey.load(directory, origin: "eventd/a").verifier != first)
  }

  @Test func `refuses a key that others may read, another log's, and what is no key`() throws {
    let directory = try directory()
    func fault() -> AuditKey.Fault? {
      do {
        _ = try AuditKey.load(directory, origin: "eventd/b")
        return nil
      } catch {
        guard case .auditKey(_, let fault) = error else { return nil }
        return fault
      }
    }
    _ = try AuditKey.load(directory, origin: "eventd/a")
    #expect(fault() == .ofAnotherLog(name: "eventd/a", expected: "eventd/b"))
    chmod(directory.auditKey, 0o640)
    #expect(fault() == .exposed(mode: 0o640))
    chmod(directory.auditKey, 0o600)
    #expect(DurableFile.replace(directory.auditKey, with: "PRIVATE+KEY+x\n", mode: 0o600))
    #expect(fault() == .malformed)
  }

  @Test func `signs what the log is, and keeps it`() async throws {
    let directory = try directory()
    let test = try TestLog()
    let key = try AuditKey.load(directory, origin: test.log.origin)
    let auditor = Auditor(test.log, key, keptIn: directory.auditCheckpoint, logger: silent)
    for id in UInt64(1)...3 {
      try await test.append("a", id)
      let (note, head) = try auditor.checkpoint()
      #expect(try TreeHead(checkpoint: note, signedBy: key.verifier) == head)
      #expect(head.size == id + 1)
      #expect(DurableFile.read(directory.auditCheckpoint) == note.description)
    }
  }

  /// Otherwise the daemon itself would sign two histories.
  @Test func `signs nothing that contradicts what it signed before, also after a restart`()
    async throws
  {
    let directory = try directory()
    let test = try TestLog()
    try await test.append("a", 1, 2)
    let key = try AuditKey.load(directory, origin: test.log.origin)
    let longer = TreeHead(origin: test.log.origin, size: 9, root: .leaf([1]))
    let other = TreeHead(origin: test.log.origin, size: 2, root: .leaf([1]))
    for head in [longer, other] {
      let note = key.sign(head.text)
      #expect(
        DurableFile.replace(directory.auditCheckpoint, with: note.description, mode: 0o640))
      let auditor = Auditor(test.log, key, keptIn: directory.auditCheckpoint, logger: silent)
      #expect {
        try auditor.checkpoint()
      } throws: { error in
        guard case .doesNotContinue(head, _) = error as? Auditor.Refusal else { return false }
        return true
      }
      #expect(DurableFile.read(directory.auditCheckpoint) == note.description)
    }
  }

  @Test func `signs nothing that it cannot keep`() throws {
    let test = try TestLog()
    let key = SigningKey(name: test.log.origin, seed: [UInt8](repeating: 1, count: 32))
    let auditor = Auditor(
      test.log, key, keptIn: TemporaryDirectory.path + "/none/checkpoint", logger: silent)
    #expect(throws: Auditor.Refusal.self) { try auditor.checkpoint() }
  }

  /// An error of the disk was taken for "nothing was signed yet", and then anything would be signed.
  @Test func `signs nothing while it cannot read what it signed before`() throws {
    let test = try TestLog()
    let key = SigningKey(name: test.log.origin, seed: [UInt8](repeating: 1, count: 32))
    // A directory: it is there, and cannot be read as a file.
    let auditor = Auditor(
      test.log, key, keptIn: TemporaryDirectory.path, logger: silent)
    #expect {
      try auditor.checkpoint()
    } throws: { error in
      guard case .cannotRead(_, EISDIR) = error as? Auditor.Refusal else { return false }
      return true
    }
  }
}

@Suite("The audit service", .temporaryDirectory)
struct AuditServiceTests {
  private func call<Request: Message, Response: Message>(
    _ name: String, _ request: Request, _ service: AuditService, as: Response.Type
  ) async throws -> Response {
    let method = try #require(service.methods.first { $0.name == name })
    let answer = Locked<[[UInt8]]>([])
    let messages = AsyncThrowingStream<[UInt8], any Error> { continuation in
      continuation.yield(with: Result { try request.serializedBytes() as [UInt8] })
      continuation.finish()
    }
    try await method.handle(
      RPCCall(messages: messages) { sent in answer.withLock { $0 += sent } })
    return try Response(serializedBytes: try #require(answer.withLock { $0.first }))
  }

  private func service(_ test: TestLog) -> AuditService {
    let key = SigningKey(name: test.log.origin, seed: [UInt8](repeating: 1, count: 32))
    return AuditService(
      auditor: Auditor(
        test.log, key, keptIn: TemporaryDirectory.path + "/checkpoint",
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
  }

  @Test func `answers with proofs that hold`() async throws {
    let test = try TestLog()
    let service = service(test)
    let first = try await call(
      "Checkpoint", AuditCheckpointRequest(), service, as: AuditCheckpointResponse.self)
    let key = try VerifierKey(first.verifierKey)
    let old = try TreeHead(checkpoint: SignedNote(parsing: first.checkpoint), signedBy: key)
    #expect(old.size == 1)
    #expect(first.size == 1)
    #expect([UInt8](first.root) == old.root.bytes)
    try await test.append("a", 1, 2, 3)

    let proved = try await call(
      "Prove", AuditProveRequest.with { $0.position = 192 }, service, as: AuditProveResponse.self)
    let receipt = try InclusionReceipt(parsing: proved.receipt)
    #expect(try receipt.verify(key).size == 4)
    #expect(try RecordedEvent(leaf: receipt.leaf) == test.log.events(from: Position(2))[0])

    let grown = try await call(
      "Consistency", AuditConsistencyRequest.with { $0.oldSize = 1 }, service,
      as: AuditConsistencyResponse.self)
    #expect(try GrowthProof(parsing: grown.proof).verify(since: old, key).size == 4)
  }

  @Test(arguments: [0, 1, 63, 65, 320, UInt64.max])
  func `has no receipt for a position of no event`(position: UInt64) async throws {
    let test = try TestLog()
    try await test.append("a", 1, 2, 3)
    let error = await #expect(throws: RPCStatus.self) {
      try await call(
        "Prove", AuditProveRequest.with { $0.position = position }, service(test),
        as: AuditProveResponse.self)
    }
    #expect(error?.code == .notFound)
  }

  @Test func `refuses to prove growth from more events than there are`() async throws {
    let test = try TestLog()
    let error = await #expect(throws: RPCStatus.self) {
      try await call(
        "Consistency", AuditConsistencyRequest.with { $0.oldSize = 2 }, service(test),
        as: AuditConsistencyResponse.self)
    }
    #expect(error?.code == .failedPrecondition)
  }

  @Test func `judges checkpoints, its own and others`() async throws {
    let test = try TestLog()
    try await test.append("a", 1)
    let service = service(test)
    let key = service.auditor.key
    func verdict(_ note: SignedNote) async throws -> AuditVerifyResponse.Verdict {
      try await call(
        "Verify", AuditVerifyRequest.with { $0.checkpoint = note.description }, service,
        as: AuditVerifyResponse.self
      ).verdict
    }
    let head = try #require(try test.log.treeHead())
    let differing = TreeHead(origin: head.origin, size: 2, root: .leaf([1]))
    let longer = TreeHead(origin: head.origin, size: 3, root: .leaf([1]))
    let foreign = SigningKey(name: "eventd/x", seed: [UInt8](repeating: 2, count: 32))
    let same = SigningKey(name: head.origin, seed: [UInt8](repeating: 2, count: 32))
    #expect(try await verdict(key.sign(head.text)) == .continues)
    #expect(try await verdict(key.sign(differing.text)) == .differs)
    #expect(try await verdict(key.sign(longer.text)) == .shorter)
    #expect(try await verdict(same.sign(head.text)) == .notSigned)
    let other = TreeHead(origin: "eventd/x", size: 1, root: head.root)
    #expect(try await verdict(foreign.sign(other.text)) == .otherLog)
    let error = await #expect(throws: RPCStatus.self) {
      try await call(
        "Verify", AuditVerifyRequest.with { $0.checkpoint = "no" }, service,
        as: AuditVerifyResponse.self)
    }
    #expect(error?.code == .invalidArgument)
  }

  @Test func `gives the leaves in batches`() async throws {
    let test = try TestLog()
    try await test.append("a", 1, 2, 3)
    func leaves(_ from: UInt64, _ limit: UInt32) async throws -> [[UInt8]] {
      try await call(
        "Leaves",
        AuditLeavesRequest.with {
          $0.from = from
          $0.limit = limit
        }, service(test), as: AuditLeavesResponse.self
      ).leaves.map { [UInt8]($0) }
    }
    let all = try test.log.leaves(from: Position(0))
    #expect(try await leaves(0, 0) == all)
    #expect(try await leaves(1, 2) == Array(all[1...2]))
    #expect(try await leaves(4, 0) == [])
    #expect(try await leaves(.max, 7) == [])
  }
}
