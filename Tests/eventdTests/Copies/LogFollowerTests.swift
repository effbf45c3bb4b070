import Events
import FoundationEssentials
import Glibc
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("A second copy that follows", .temporaryDirectory)
struct LogFollowerTests {
  private let path = TemporaryDirectory.path + "/second"

  private func follower(key: VerifierKey? = nil) throws -> LogFollower {
    try LogFollower(try DataDirectory(path), procedures: [], leader: key)
  }

  private func follow(
    _ log: CopiedLog, until end: UInt64 = 0, key: VerifierKey? = nil
  ) async throws -> LogFollower.Progress? {
    let follower = try follower(key: key)
    var progress: LogFollower.Progress?
    for answer in try await log.answers(from: follower.size, until: end) {
      progress = try follower.take(answer)
    }
    return progress
  }

  private func error(_ body: () async throws -> Void) async -> FollowError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? FollowError
    }
  }

  private var contradiction: String { path + "/leader.contradiction" }

  @Test func `goes on where it was, says how far it is, and is a log`() async throws {
    let log = try await CopiedLog()
    #expect(try await follow(log, until: 4)?.lag == 6)
    #expect(try await follow(log) == LogFollower.Progress(size: 10, leader: 10))
    try await log.grow(3)
    #expect(try await follow(log)?.size == 13)
    #expect(try await follow(log)?.size == 13)
    let kept = try #require(DurableFile.read(path + "/leader.checkpoint"))
    #expect(
      try TreeHead(checkpoint: SignedNote(parsing: kept), signedBy: log.key)
        == log.test.log.treeHead())
    let copy = try EventLog(
      path: path + "/log.mdb", newIdentity: EventID(high: 7, low: 7), mapBytes: 1 << 32,
      now: { ManualClock().now })
    #expect(try copy.events(from: Position(0)) == log.test.log.events(from: Position(0)))
    copy.close()
    #expect(access(contradiction, F_OK) != 0)
  }

  @Test func `keeps the key of the first contact, and takes no other`() async throws {
    let log = try await CopiedLog(seed: 1)
    _ = try await follow(log)
    #expect(DurableFile.read(path + "/leader.pub") == "\(log.key)\n")
    let other = SigningKey(name: log.test.log.origin, seed: [UInt8](repeating: 2, count: 32))
    #expect(
      await error { _ = try follower(key: other.verifier) }
        == .otherKey(path: path + "/leader.pub"))
    // The same log, signed by another.
    let first = try await log.answers(from: 10)[0]
    let forged = AuditRecordsResponse.with {
      $0 = first
      $0.checkpoint = other.sign((try? log.test.log.treeHead()?.text) ?? "").description
      $0.verifierKey = other.verifier.description
    }
    let found = await error { _ = try follower().take(forged) }
    guard case .notSigned? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(found?.exitCode == 76)
    #expect(DurableFile.read(contradiction) == forged.checkpoint)
    // It does not go on as if nothing had been.
    #expect(await error { _ = try follower() } == .contradicted(keptIn: contradiction))
    unlink(contradiction)
    #expect(try await follow(log)?.size == 10)
  }

  @Test func `follows another log never, which is no contradiction`() async throws {
    let log = try await CopiedLog()
    _ = try await follow(log)
    let other = SigningKey(name: "eventd/other", seed: [UInt8](repeating: 2, count: 32))
    let answer = AuditRecordsResponse.with {
      $0.first = 10
      $0.checkpoint =
        other.sign(TreeHead(origin: "eventd/other", size: 10, root: .leaf([1])).text).description
    }
    let found = await error { _ = try follower().take(answer) }
    #expect(found == .otherLog(own: log.test.log.origin, found: "eventd/other"))
    #expect(found?.exitCode == 65)
    #expect(access(contradiction, F_OK) != 0)
  }

  @Test func `stops at a leader that was rolled back, and keeps what it signed`() async throws {
    let log = try await CopiedLog()
    _ = try await follow(log)
    let earlier = try await CopiedLog("earlier", events: 6)
    let answer = try await earlier.answers(from: 10)[0]
    let follower = try follower()
    #expect(
      await error { _ = try follower.take(answer) }
        == .contradicts(.shorter(own: 10, found: 7), keptIn: contradiction))
    #expect(try follower.agrees(with: answer))
    #expect(DurableFile.read(contradiction) == answer.checkpoint)
  }

  @Test func `stops at a leader with another history, and finds where they part`() async throws {
    let log = try await CopiedLog()
    _ = try await follow(log)
    for same in UInt64(1)...9 {
      let parted = try await CopiedLog("parted\(same)", events: same - 1)
      for id in UInt64(100)..<112 { try await parted.test.append("z", id) }
      let follower = try follower()
      let first = try await parted.answers(from: 10)[0]
      let found = await error { _ = try follower.take(first) }
      guard case .contradicts(.differs(10, _, _), contradiction)? = found else {
        Issue.record("\(same): \(String(describing: found))")
        return
      }
      var search = ForkSearch(differingAt: 10)
      while let question = search.question {
        let answer = try await parted.answers(from: question, until: question)[0]
        search.answer(isSame: try follower.agrees(with: answer))
      }
      #expect(search.position == same)
      unlink(contradiction)
    }
    #expect(try await follow(log)?.size == 10)
  }

  @Test func `takes nothing of a batch that was changed on the way`() async throws {
    let log = try await CopiedLog()
    _ = try await follow(log, until: 4)
    let follower = try follower()
    var answers = try await log.answers(from: 4)
    _ = try follower.take(answers[0])
    answers[1].records[2][40] ^= 1
    let found = await error { _ = try follower.take(answers[1]) }
    guard case .contradicts(.record, contradiction)? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(follower.size == 4)
  }

  @Test func `a fork is found at every place`() {
    for size in UInt64(1)...40 {
      for place in 0..<size {
        var search = ForkSearch(differingAt: size)
        var questions = 0
        while let question = search.question {
          questions += 1
          search.answer(isSame: question <= place)
        }
        #expect(search.position == place)
        #expect(questions <= 6)
      }
    }
  }

  @Test func `waits longer after each failure, up to a bound`() {
    var backoff = Backoff(first: .milliseconds(100), longest: .milliseconds(500))
    #expect(
      (0..<5).map { _ in backoff.delay() } == [100, 200, 400, 500, 500].map { .milliseconds($0) })
    backoff.reset()
    #expect(backoff.delay() == .milliseconds(100))
  }
}
