import Events
import Projections
import TestSupport
import Testing

@Suite("Follower", .temporaryDirectory)
struct FollowerTests {
  private func follow(_ log: TestLog, _ name: String = "view.mdb") throws -> Follower {
    try Follower(TallyProjection(), path: TemporaryDirectory.path + "/" + name, log: log.log)
  }

  @Test func `catches up with the head`() async throws {
    let log = try TestLog()
    for _ in 0..<3 { try await log.append("thing-1", "Good") }
    try await log.append("thing-2", "Good")
    let follower = try follow(log)
    #expect(follower.lag == 5)
    try follower.catchUp()
    #expect(try follower.step() == false)
    #expect(follower.lag == 0)
    #expect(follower.applied == log.log.head.count)
    #expect(
      try TallyProjection.counts(follower.store) == ["$log": 1, "thing-1": 3, "thing-2": 1])
  }

  @Test func `goes on from its checkpoint when it is started again`() async throws {
    let log = try TestLog()
    try await log.append("thing-1", "Good")
    try follow(log).catchUp()
    try await log.append("thing-1", "Good")
    let again = try follow(log)
    #expect(again.applied == 2)
    try again.catchUp()
    #expect(try TallyProjection.counts(again.store) == ["$log": 1, "thing-1": 2])
  }

  @Test func `stops before a position, with at most so many events a step`() async throws {
    let log = try TestLog()
    for _ in 0..<9 { try await log.append("thing-1", "Good") }
    let follower = try follow(log)
    #expect(try follower.step(until: Position(7), limit: 5))
    #expect(follower.applied == 5)
    #expect(try follower.step(until: Position(7), limit: 5))
    #expect(try follower.step(until: Position(7), limit: 5) == false)
    #expect(follower.applied == 7)
    #expect(try TallyProjection.counts(follower.store)["thing-1"] == 6)
  }

  /// A poison event once took the whole batch with it: up to a thousand good events before it were
  /// missing from the view, how many depended on how they had been read.
  @Test func `keeps what comes before an event that cannot be applied`() async throws {
    let log = try TestLog()
    for _ in 0..<3 { try await log.append("thing-1", "Good") }
    let bad = try await log.append("thing-1", "Bad")
    let follower = try follow(log)
    for _ in 0..<2 {
      #expect(throws: FollowerError.self) { try follower.catchUp() }
      #expect(follower.applied == bad.rawValue)
      #expect(try follower.store.next() == bad)
      #expect(try TallyProjection.counts(follower.store) == ["$log": 1, "thing-1": 3])
    }
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `gives the same bytes in batches of any size`(size: Int) async throws {
    let log = try TestLog()
    for number in 0..<23 { try await log.append("thing-\(number % 5)", "Good") }
    let followed = try follow(log)
    try followed.catchUp()

    let store = try FollowerStore(
      path: TemporaryDirectory.path + "/other.mdb", version: 1, tables: ["tally"],
      log: log.log.identity)
    while case let events = try log.log.events(from: store.next(), limit: size), !events.isEmpty {
      try store.apply(events) { event, rows throws(FollowerError) in
        try TallyProjection().apply(event, to: &rows, store.environment)
      }
    }
    #expect(try store.digest() == followed.store.digest())
  }

  /// A view once went on from its checkpoint after the log had been restored from an older backup:
  /// it kept events that no longer existed and passed over those that took their positions.
  @Test(arguments: [0, 1, 5])
  func `begins anew when the log is not the one it followed`(otherEvents: Int) async throws {
    let log = try TestLog()
    for _ in 0..<3 { try await log.append("thing-1", "Good") }
    try follow(log).catchUp()

    let restored = try TestLog(path: TemporaryDirectory.path + "/restored.mdb")
    for _ in 0..<otherEvents { try await restored.append("thing-1", "Other") }
    let follower = try follow(restored)
    #expect(follower.applied == 0)
    try follower.catchUp()
    let new = try follow(restored, "new.mdb")
    try new.catchUp()
    #expect(try follower.store.digest() == new.store.digest())
  }

  @Test func `passes over events of other categories without a write`() async throws {
    let log = try TestLog()
    try await log.append("a-1", 1, 2)
    try await log.append("b-1", 3, 4)
    let follower = try Follower(
      TallyProjection(categories: ["a"]), path: TemporaryDirectory.path + "/a.mdb", log: log.log)
    try follower.catchUp()
    #expect(try TallyProjection.counts(follower.store) == ["a-1": 2])
    #expect(follower.applied == 5 && follower.lag == 0)
    #expect(try follower.store.next() == Position(3))
    let digest = try follower.store.digest()
    try await log.append("b-1", 5)
    try follower.catchUp()
    #expect(try follower.store.digest() == digest)
    try await log.append("a-1", 6)
    try follower.catchUp()
    #expect(try TallyProjection.counts(follower.store) == ["a-1": 3])
    #expect(try follower.store.next() == Position(7))
  }
}
