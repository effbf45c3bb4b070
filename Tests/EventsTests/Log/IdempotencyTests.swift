import Events
import TestSupport
import Testing

/// A client that lost its answer asks again with the same ids.
@Suite("Idempotency", .temporaryDirectory)
struct IdempotencyTests {
  @Test(arguments: [ExpectedRevision.any, .noStream, .exact(Revision(0)), .exists])
  func `gives the first answer again, also after later events and a restart`(
    expected: ExpectedRevision
  ) async throws {
    let path = TemporaryDirectory.path + "/again.mdb"
    let first: AppendReceipt
    do {
      let test = try TestLog(path: path)
      if expected != .noStream { try await test.append("a-1", 1) }
      first = try await test.append("a-1", 2, 3, expecting: expected)
      try await test.append("a-1", 4)
      try await test.append("b-1", 5)
      try expectRepetition(of: first, try await test.append("a-1", 2, 3, expecting: expected))
      test.log.close()
    }
    let test = try TestLog(path: path)
    let before = test.log.head.count
    try expectRepetition(of: first, try await test.append("a-1", 2, 3, expecting: expected))
    #expect(test.log.head.count == before)
  }

  private func expectRepetition(of first: AppendReceipt, _ again: AppendReceipt) throws {
    #expect(again.isRepetition)
    #expect(again.position == first.position && again.revision == first.revision)
  }

  @Test func `asks who it was once only: another peer gets the answer of the first`() async throws {
    let test = try TestLog()
    let stream = try StreamName("a-1")
    let peers = [
      Peer(uid: 0, gid: 0, pid: 1), Peer(uid: 1000, gid: .max, pid: 77), nil,
    ]
    let event = try NewEvent.numbered(1)
    for (index, peer) in peers.enumerated() {
      let receipt = try await test.log.append(
        Append(stream: stream, expected: .any, events: [event], peer: peer))
      #expect(receipt.isRepetition == (index > 0))
    }
    #expect(try test.log.events(of: stream).map(\.peer) == [peers[0]])
    #expect(try test.log.events(from: Position(0))[0].peer == nil)
  }

  @Test func `repeats the first answer for a part of an append`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1, 2, 3)
    #expect(try await test.append("a-1", 1, 2).revision == Revision(1))
    #expect(try await test.append("a-1", 1, expecting: .noStream).revision == Revision(0))
  }

  @Test func `refuses known ids with a new one behind them`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1, 2)
    for expected in [ExpectedRevision.any, .exists, .noStream] {
      await #expect(
        throws: AppendError.revisionMismatch(
          stream: try StreamName("a-1"), expected: expected, actual: Revision(1))
      ) { try await test.append("a-1", 1, 2, 3, expecting: expected) }
    }
    #expect(test.log.head.count == 3)
  }

  @Test func `refuses another event where one is stored`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1, 2)
    await #expect(throws: AppendError.self) {
      try await test.append("a-1", 9, expecting: .exact(Revision(0)))
    }
  }

  @Test func `takes the same id again in another stream`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1)
    #expect(try await test.append("b-1", 1).isRepetition == false)
    #expect(test.log.head.count == 3)
  }

  @Test func `takes an id twice within one append`() async throws {
    let test = try TestLog()
    #expect(try await test.append("a-1", 1, 1).revision == Revision(1))
  }
}
