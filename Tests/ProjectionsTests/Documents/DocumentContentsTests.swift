import Events
import Foundation
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Document contents, as a view", .temporaryDirectory)
struct DocumentContentsTests {
  private let log: TestLog
  private let follower: Follower
  private let contents: DocumentContentsReader
  private static let digest = DocumentDigest(String(repeating: "0a", count: 32))!

  init() throws {
    log = try TestLog()
    follower = try Follower(
      DocumentContents(), path: TemporaryDirectory.path + "/contents.mdb", log: log.log)
    contents = DocumentContentsReader(follower.store)
  }

  private static let begun = DocumentUploadBegun.with {
    $0.sizeBytes = 10
    $0.mediaType = "application/pdf"
  }

  private static func chunk(_ index: UInt32, _ bytes: Int) -> DocumentChunkAdded {
    .with {
      $0.index = index
      $0.content = Data(count: bytes)
    }
  }

  private func content(_ events: any Message...) async throws -> DocumentContent {
    for event in events { try await log.append(Self.digest.stream.text, event) }
    try follower.catchUp()
    return try #require(try contents.content(Self.digest))
  }

  @Test func `is pending while it is under way, and then complete`() async throws {
    var content = try await content(Self.begun, Self.chunk(0, 6))
    #expect(content.status == .pending)
    #expect(content.receivedBytes == 6 && content.chunks == 1 && content.attempts == 1)
    content = try await self.content(Self.chunk(1, 4), DocumentUploadCompleted())
    #expect(content.status == .complete)
    #expect(content.receivedBytes == 10 && content.sizeBytes == 10 && content.chunks == 2)
    #expect(content.mediaType == "application/pdf" && content.hasEnded)
  }

  @Test func `a failed one begins anew`() async throws {
    let failed = DocumentUploadFailed.with {
      $0.reason = .otherContent
      $0.remark = "otro archivo"
    }
    var content = try await content(Self.begun, Self.chunk(0, 6), failed)
    #expect(content.status == .failed)
    #expect(content.failure == .otherContent && content.remark == "otro archivo")
    content = try await self.content(Self.begun)
    #expect(content.status == .pending)
    #expect(content.attempts == 2 && content.chunks == 0 && content.receivedBytes == 0)
    #expect(content.begunRevision == 3 && !content.hasEnded && content.remark.isEmpty)
  }

  @Test func `the status of a document follows from its content`() async throws {
    let sha256 = Self.digest.text
    #expect(try contents.status(sha256: sha256, sizeBytes: 10) == .pending)
    #expect(try contents.status(sha256: "x", sizeBytes: 10) == .pending)
    _ = try await content(Self.begun, Self.chunk(0, 10))
    #expect(try contents.status(sha256: sha256, sizeBytes: 10) == .pending)
    _ = try await content(DocumentUploadCompleted())
    #expect(try contents.status(sha256: sha256, sizeBytes: 10) == .complete)
    #expect(try contents.status(sha256: sha256, sizeBytes: 11) == .failed)
  }

  @Test func `stops at a stream that is named for no digest`() async throws {
    try await log.append("document-x", Self.begun)
    #expect(throws: FollowerError.self) { try follower.catchUp() }
  }
}
