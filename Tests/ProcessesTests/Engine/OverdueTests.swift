import Events
import Processes
import TestSupport
import Testing

@Suite("Overdue timers", .temporaryDirectory)
struct OverdueTests: Kitchen {
  @Test func `drain in order of due time, each once, while others append`() async throws {
    let (test, engine) = try kitchen()
    var random = SeededRandom(seed: 5)
    let seconds = (0..<2000).map { _ in Int.random(in: 1...100_000, using: &random) }
    try await putMany(seconds.count, seconds: { seconds[$0] }, test)
    test.clock.advance(seconds: 200_000)
    var outcome = try await engine.step(now: test.clock.now)
    var others = UInt64(0)
    while outcome != .idle(nextDue: nil) {
      others += 1
      try await put("other-\(others)", "Happened", "", id: others, test)
      outcome = try await engine.step(now: test.clock.now)
    }
    let due = try allTakenOff(test).map { seconds[try #require(Int($0.dropFirst(4)))] }
    #expect(due.count == 2000)
    #expect(due == due.sorted())
    #expect(others >= 8)
  }

  @Test func `of two processes drain side by side`() async throws {
    let (test, one) = try kitchen()
    let other = try engine(test, "other", EggTimer(name: "geese", category: "goose"))
    try await putMany(1000, seconds: { $0 + 1 }, test)
    try await putMany(1000, seconds: { $0 + 1 }, test, category: "goose")
    test.clock.advance(seconds: 2000)
    let now = test.clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for engine in [one, other] {
        group.addTask { while try await engine.step(now: now) != .idle(nextDue: nil) {} }
      }
      try await group.waitForAll()
    }
    let streams = try allTakenOff(test)
    #expect(streams.count == 2000)
    for category in ["egg", "goose"] {
      let own = streams.filter { $0.hasPrefix(category) }
      #expect(own == (0..<1000).map { "\(category)-\($0)" })
    }
    // Neither waits until the other has done.
    let firsts = Set(streams.prefix(1000).map { $0.prefix { $0 != "-" } })
    #expect(firsts == ["egg", "goose"])
  }

  /// The queue was once filled half-way through a batch, and the writer made room again: later timers
  /// of the batch fired before earlier ones.
  @Test func `keep their order when the queue of the writer is full`() async throws {
    let test = try TestLog()
    let many = Limits.queueAppendsMax + 2000
    let appends = try (0..<many).map { index in
      Append(
        stream: try StreamName("a-\(index)"), expected: .any,
        events: [try NewEvent.numbered(UInt64(index))])
    }
    let results = await test.log.append(appends)
    #expect(results.count == many)
    let refused = results.firstIndex { $0 == .failure(.busy) } ?? many
    for (index, result) in results.enumerated() {
      #expect((result == .failure(.busy)) == (index >= refused), "\(index)")
    }
  }
}
