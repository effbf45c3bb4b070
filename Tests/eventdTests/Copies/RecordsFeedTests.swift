import Events
import FoundationEssentials
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("Records for a copy", .temporaryDirectory)
struct RecordsFeedTests {
  @Test func `begin with where they begin, and lead to a signed checkpoint`() async throws {
    let log = try await CopiedLog()
    for start in UInt64(0)...10 {
      let answers = try await log.answers(from: start)
      let first = try #require(answers.first)
      #expect(first.records.isEmpty)
      #expect(first.first == start)
      #expect(first.size == 10)
      #expect(try VerifierKey(first.verifierKey) == log.key)
      let head = try TreeHead(checkpoint: SignedNote(parsing: first.checkpoint), signedBy: log.key)
      #expect(try head == log.test.log.treeHead(ofSize: start))
      var chain = try RecordChain(
        continuing: head, peaks: first.peaks.compactMap { TreeHash([UInt8]($0)) })
      for answer in answers.dropFirst() {
        let head = try TreeHead(
          checkpoint: SignedNote(parsing: answer.checkpoint), signedBy: log.key)
        try chain.append(
          RecordBatch(first: Position(answer.first), records: answer.records.map { [UInt8]($0) }),
          provenBy: head)
      }
      #expect(chain.size == 10)
      #expect(answers.count == (start == 10 ? 1 : 2))
    }
  }

  @Test func `end where it was asked for`() async throws {
    let log = try await CopiedLog()
    #expect(try await log.answers(from: 3, until: 7).last?.records.count == 4)
    #expect(try await log.answers(from: 3, until: 3).count == 1)
    #expect(try await log.answers(from: 3, until: 99).last?.records.count == 7)
    await #expect(throws: RPCStatus.self) { try await log.answers(from: 3, until: 2) }
  }

  @Test func `of a log that has fewer events are its checkpoint alone`() async throws {
    let log = try await CopiedLog()
    let answers = try await log.answers(from: 11)
    #expect(answers.count == 1)
    #expect(answers.first?.first == 10)
    let note = try SignedNote(parsing: try #require(answers.first?.checkpoint))
    #expect(try TreeHead(checkpoint: note, signedBy: log.key) == log.test.log.treeHead())
  }

  @Test func `are signed only when the log continues what was signed`() async throws {
    let log = try await CopiedLog()
    let (_, later) = try log.auditor.checkpoint()
    let (_, earlier) = try log.auditor.checkpoint(ofSize: 4)
    #expect(earlier.size == 4)
    // An earlier one takes no later one's place.
    let kept = try #require(DurableFile.read("\(TemporaryDirectory.path)/original.checkpoint"))
    #expect(try TreeHead(text: SignedNote(parsing: kept).text) == later)
  }

  @Test func `that are followed come as they are appended`() async throws {
    let log = try await CopiedLog()
    let method = RecordsFeed(auditor: log.auditor).method("s", "Records")
    let sizes = Locked<[UInt64]>([])
    let messages = AsyncThrowingStream<[UInt8], any Error> { continuation in
      let request = AuditRecordsRequest.with {
        $0.from = 8
        $0.until = 13
        $0.follow = true
      }
      continuation.yield(with: Result { try request.serializedBytes() as [UInt8] })
      continuation.finish()
    }
    try await method.handle(
      RPCCall(messages: messages) { sent in
        for bytes in sent {
          let answer = try AuditRecordsResponse(serializedBytes: bytes)
          let end = answer.first + UInt64(answer.records.count)
          sizes.withLock { $0.append(end) }
          if end == 10 { try await log.grow(3) }
        }
      })
    #expect(sizes.withLock { $0 }.prefix(2) == [8, 10])
    #expect(sizes.withLock { $0 }.last == 13)
  }
}
