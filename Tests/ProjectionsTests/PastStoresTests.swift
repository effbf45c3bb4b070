import Events
import Projections
import TestSupport
import Testing

@Suite("Views of the past", .temporaryDirectory)
struct PastStoresTests {
  private func counts(
    _ host: ViewHost<TallyProjection>, _ events: UInt64
  ) async throws -> [String: UInt64] {
    let read = try await host.past.read(events)
    return try read.store.frozen { try TallyProjection.counts($0) }
  }

  @Test func `shows the rows as they were, in any order of asking`() async throws {
    let log = try TestLog()
    for _ in 0..<5 { try await log.append("thing-1", "Good") }
    let host = try TallyProjection().hosted(log)
    for events: UInt64 in [3, 1, 6, 2, 4, 5, 0, 6, 3] {
      let expected = ["$log": events == 0 ? nil : 1, "thing-1": events < 2 ? nil : events - 1]
      #expect(try await counts(host, events) == expected.compactMapValues { $0 })
    }
    #expect(try host.files("scratch").count <= PastStores<TallyProjection>.storesMax)
  }

  @Test func `shows what a follower that stopped there had, whatever happened`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random history: \(seed)")
    var random = SeededRandom(seed: seed)
    let log = try TestLog()
    let projection = TallyProjection(categories: ["a", "b"])
    let host = try projection.hosted(log)
    let stopped = try Follower(
      projection, path: TemporaryDirectory.path + "/stopped.mdb", log: log.log)
    var digests = [try stopped.store.digest()]
    try stopped.catchUp()
    digests.append(try stopped.store.digest())
    for _ in 0..<60 {
      let category = ["a", "b", "c"].randomElement(using: &random)!
      try await log.append("\(category)-\(Int.random(in: 0..<4, using: &random))", "Good")
      try stopped.catchUp()
      digests.append(try stopped.store.digest())
    }
    for events in digests.indices.shuffled(using: &random) {
      let read = try await host.past.read(UInt64(events))
      #expect(try read.store.digest() == digests[events], "seed \(seed), \(events) events")
    }
  }

  @Test func `keeps a store as it is while somebody reads it`() async throws {
    let log = try TestLog()
    for _ in 0..<9 { try await log.append("thing-1", "Good") }
    let host = try TallyProjection().hosted(log)
    let second = try await host.past.read(2)
    let again = try await host.past.read(2)
    #expect(second.store === again.store)
    #expect(try await counts(host, 7)["thing-1"] == 6)
    #expect(try TallyProjection.counts(second.store)["thing-1"] == 1)
  }

  @Test func `goes on from a store that is kept and not read`() async throws {
    let log = try TestLog()
    for _ in 0..<9 { try await log.append("thing-1", "Good") }
    let host = try TallyProjection().hosted(log)
    for events: UInt64 in 1...9 {
      #expect(try await counts(host, events).count == min(2, Int(events)))
    }
    #expect(try host.files("scratch").count == 1)
  }

  @Test func `waits for a store when all of them are read`() async throws {
    let log = try TestLog()
    for _ in 0..<9 { try await log.append("thing-1", "Good") }
    let host = try TallyProjection().hosted(log)
    var held: [PastRead] = []
    for events: UInt64 in 6...9 { held.append(try await host.past.read(events)) }
    let waiting = Task { try await counts(host, 3) }
    held.removeFirst()
    #expect(try await waiting.value["thing-1"] == 2)

    held.append(try await host.past.read(5))
    let cancelled = Task { try await counts(host, 1) }
    cancelled.cancel()
    await #expect(throws: ViewUnavailable.stopping(view: "tally")) { try await cancelled.value }
    withExtendedLifetime(held) {}
  }

  @Test func `serves many at once, each its own moment`() async throws {
    let log = try TestLog()
    for _ in 0..<30 { try await log.append("thing-1", "Good") }
    let host = try TallyProjection().hosted(log)
    try await withThrowingTaskGroup(of: (UInt64, UInt64?).self) { group in
      for caller: UInt64 in 0..<60 {
        let events = caller * 7 % 30 + 2
        group.addTask { (events, try await counts(host, events)["thing-1"]) }
      }
      for try await (events, count) in group { #expect(count == events - 1) }
    }
    #expect(try host.files("scratch").count <= PastStores<TallyProjection>.storesMax)
  }

  @Test func `says where it would have stood still`() async throws {
    let log = try TestLog()
    try await log.append("thing-1", "Good")
    let bad = try await log.append("thing-2", "Bad")
    let host = try TallyProjection().hosted(log)
    #expect(try await counts(host, 2)["thing-1"] == 1)
    for _ in 0..<2 {
      await #expect(
        throws: ViewUnavailable.standsStill(
          view: "tally", position: bad,
          .poison(position: bad, stream: try StreamName("thing-2"), reason: "it is bad"))
      ) { try await host.past.read(3) }
    }
    #expect(try await counts(host, 2)["thing-1"] == 1)
  }
}
