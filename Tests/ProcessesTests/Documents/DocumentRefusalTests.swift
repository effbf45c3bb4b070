import Events
import Processes
import Projections
import Testing

@Suite("Refusals of contents") struct DocumentRefusalTests {
  static let digest = DocumentDigest(String(repeating: "0a", count: 32))!

  /// One of each.
  static let all: [DocumentRefusal] = [
    .notADocumentStream(digest.stream), .unreadable(.notUTF8), .notYet(Timestamp(seconds: 0)),
    .fromDaemon, .actor(.actorUnnamed), .notAMediaType("x"), .empty,
    .tooLarge(bytes: 2, bytesMax: 1), .notBegun, .underWay(next: 1), .completeAlready(digest),
    .otherChunk(1, next: 0), .chunkSize(bytes: 0), .moreThanAnnounced(bytes: 2, left: 1),
    .incomplete(received: 1, of: 2), .otherContent("x", wanted: digest), .reasonMissing,
    .secretInText,
  ]

  @Test func `each has a code of its own, and says what to do`() {
    let codes = Self.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for refusal in Self.all {
      #expect(refusal.code.wholeMatch(of: /document\.[a-z0-9-]+/) != nil)
      #expect(!refusal.message.isEmpty && !refusal.source.isEmpty)
      #expect(refusal.description.contains(refusal.code))
    }
  }
}
