import Events
import TestSupport
import Testing

@Suite("Append", .temporaryDirectory)
struct AppendTests {
  @Test func `gives positions and revisions without a gap`() async throws {
    let test = try TestLog()
    let first = try await test.append("a-1", 1, 2)
    let second = try await test.append("b-1", 3)
    let third = try await test.append("a-1", 4)
    #expect(first.position == Position(2) && first.revision == Revision(1))
    #expect(first.isRepetition == false)
    #expect(second.position == Position(3) && second.revision == Revision(0))
    #expect(third.position == Position(4) && third.revision == Revision(2))
    let events = try test.log.events(from: Position(0))
    #expect(events.map(\.position.rawValue) == [0, 1, 2, 3, 4])
    #expect(events.map(\.stream.text) == ["$log", "a-1", "a-1", "b-1", "a-1"])
  }

  @Test(
    arguments: [
      (ExpectedRevision.any, true, true), (.noStream, true, false), (.exists, false, true),
      (.exact(Revision(1)), false, true), (.exact(Revision(0)), false, false),
      (.exact(Revision(2)), false, false),
    ])
  func `takes only the expected revision, of a new stream and of one at revision 1`(
    expected: ExpectedRevision, onNew: Bool, onExisting: Bool
  ) async throws {
    let test = try TestLog()
    try await test.append("old-1", 1, 2)
    for (stream, isTaken, actual) in [
      ("new-1", onNew, nil), ("old-1", onExisting, Revision(1)),
    ] {
      let before = test.log.head.count
      if isTaken {
        try await test.append(stream, 10, expecting: expected)
        #expect(test.log.head.count == before + 1)
      } else {
        let error = AppendError.revisionMismatch(
          stream: try StreamName(stream), expected: expected, actual: actual)
        await #expect(throws: error) { try await test.append(stream, 11, expecting: expected) }
        #expect(test.log.head.count == before)
      }
    }
  }

  @Test func `never records an event before the one before it`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1)
    test.clock.advance(seconds: -3600)
    try await test.append("a-1", 2)
    test.clock.advance(seconds: 7200)
    try await test.append("a-1", 3)
    let recorded = try test.log.events(of: StreamName("a-1")).map(\.recorded)
    #expect(recorded[0] == recorded[1])
    #expect(recorded[2] == recorded[0].adding(seconds: 3600))
  }

  @Test func `keeps the effective time apart from the recorded one`() async throws {
    let test = try TestLog()
    let effective = try #require(Timestamp(rfc3339: "2016-02-01T11:23:52Z"))
    let event = NewEvent(
      id: EventID(high: 1, low: 1), type: try EventType("T"), contentType: .binary,
      data: [0, 255], metadata: [1], effective: effective)
    _ = try await test.log.append(
      Append(stream: try StreamName("a-1"), expected: .noStream, events: [event]))
    let stored = try #require(try test.log.events(of: StreamName("a-1")).first)
    #expect(stored.effective == effective)
    #expect(stored.recorded == test.clock.now)
    #expect(stored.data == [0, 255] && stored.metadata == [1] && stored.contentType == .binary)
  }

  @Test func `refuses what exceeds a limit, and writes nothing`() async throws {
    let test = try TestLog()
    func events(_ count: Int, bytes: Int) throws -> [NewEvent] {
      try (0..<count).map {
        NewEvent(
          id: EventID(high: 0, low: UInt64($0)), type: try EventType("T"), contentType: .binary,
          data: [UInt8](repeating: 7, count: bytes))
      }
    }
    let stream = try StreamName("big-1")
    let cases: [(events: [NewEvent], error: AppendError)] = [
      (
        try events(1, bytes: Limits.eventBytesMax + 1),
        .eventTooLarge(
          id: EventID(high: 0, low: 0), bytes: Limits.eventBytesMax + 1,
          bytesMax: Limits.eventBytesMax)
      ),
      (
        try events(3, bytes: Limits.eventBytesMax),
        .appendTooLarge(bytes: 3 * Limits.eventBytesMax, bytesMax: Limits.appendBytesMax)
      ),
      (
        try events(Limits.appendEventsMax + 1, bytes: 0),
        .tooManyEvents(count: Limits.appendEventsMax + 1, countMax: Limits.appendEventsMax)
      ),
    ]
    for (events, error) in cases {
      await #expect(throws: error) {
        try await test.log.append(Append(stream: stream, expected: .any, events: events))
      }
    }
    #expect(test.log.head.count == 1)
    let largest = try events(1, bytes: Limits.eventBytesMax)
    _ = try await test.log.append(Append(stream: stream, expected: .any, events: largest))
    #expect(test.log.head.count == 2)
  }

  @Test(arguments: ["$log", "$clock"])
  func `lets nobody outside append to the log's own streams`(stream: String) async throws {
    let test = try TestLog()
    await #expect(throws: AppendError.reservedStream(try StreamName(stream))) {
      try await test.append(stream, 1)
    }
  }

  @Test func `writes nothing for an append without events, whose revision is checked`() async throws
  {
    let test = try TestLog()
    #expect(try await test.append("a-1", expecting: .noStream).revision == nil)
    try await test.append("a-1", 1)
    #expect(try await test.append("a-1", expecting: .exact(Revision(0))).revision == Revision(0))
    await #expect(throws: AppendError.self) { try await test.append("a-1", expecting: .noStream) }
    #expect(test.log.head.count == 2)
  }

  @Test func `takes nothing after it was closed, and has written what it took`() async throws {
    let test = try TestLog()
    try await test.append("a-1", 1)
    test.log.close()
    await #expect(throws: AppendError.closed) { try await test.append("a-1", 2) }
    #expect(try test.log.events(of: StreamName("a-1")).count == 1)
  }

  @Test func `answers appends of many callers at once, each exactly once`() async throws {
    let test = try TestLog()
    let receipts = try await withThrowingTaskGroup(of: AppendReceipt.self) { group in
      for caller in UInt64(0)..<50 {
        group.addTask { try await test.append("s-\(caller % 7)", caller * 2, caller * 2 + 1) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    // Two events each, so every second position is the last one of an append.
    let positions = receipts.compactMap(\.position?.rawValue).sorted()
    #expect(positions == (1...50).map { $0 * 2 })
    for stream in 0..<7 {
      let revisions = try test.log.events(of: StreamName("s-\(stream)")).map(\.revision.rawValue)
      #expect(revisions == Array(0..<UInt64(revisions.count)))
    }
  }
}
