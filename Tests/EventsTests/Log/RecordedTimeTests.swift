import Events
import TestSupport
import Testing

@Suite("Where a moment lies in the log", .temporaryDirectory)
struct RecordedTimeTests {
  @Test func `counts the events until then, those of the same microsecond included`() async throws {
    let test = try TestLog()
    let start = test.clock.now
    try await test.append("a-1", 1)
    test.clock.advance(seconds: 60)
    try await test.append("a-1", 2, 3)
    try await test.append("a-1", 4)
    // Recorded times do not go backwards, whatever the clock does.
    test.clock.set(start)
    try await test.append("a-1", 5)

    func events(_ microseconds: Int64) throws -> UInt64 {
      try test.log.position(
        recordedAt: Timestamp(microseconds: start.microseconds + microseconds)
      ).rawValue
    }
    #expect(try events(-1) == 0)
    #expect(try events(0) == 2)
    #expect(try events(59_999_999) == 2)
    #expect(try events(60_000_000) == 6)
    #expect(try events(1_000_000_000_000) == 6)
    #expect(try test.log.recorded(at: Position(5)) == start.adding(seconds: 60))
    #expect(throws: ReadError.self) { try test.log.recorded(at: Position(6)) }
  }

  @Test func `agrees with a count of all events at random times`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random times: \(seed)")
    var random = SeededRandom(seed: seed)
    let test = try TestLog()
    let start = test.clock.now
    for id in UInt64(0)..<80 {
      test.clock.advance(seconds: Int64.random(in: 0...3, using: &random))
      try await test.append("a-1", id)
    }
    let recorded = try test.log.events(from: Position(0)).map(\.recorded)
    for second in Int64(-2)...250 {
      let time = start.adding(seconds: second)
      let count = recorded.filter { $0 <= time }.count
      #expect(try test.log.position(recordedAt: time).rawValue == count, "seed \(seed)")
    }
  }
}
