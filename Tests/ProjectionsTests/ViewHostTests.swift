import Events
import Foundation
import Projections
import TestSupport
import Testing

@Suite("View host", .temporaryDirectory)
struct ViewHostTests {
  private typealias Host = ViewHost<TallyProjection>

  @Test func `shows a small log at once`() async throws {
    let log = try TestLog()
    try await log.append("thing-1", "Good")
    let host = try TallyProjection().hosted(log)
    #expect(try TallyProjection.counts(host.store()) == ["$log": 1, "thing-1": 1])
    #expect(host.report().lag == 0 && host.report().building == nil)
    #expect(try host.files() == ["tally-v1-1.mdb"])
  }

  @Test func `follows what is appended while it runs, until it is cancelled`() async throws {
    let log = try TestLog()
    let host = try TallyProjection().hosted(log)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await withTaskExecutorPreference(Lane.following) { await host.run() } }
      for _ in 0..<20 {
        let position = try await log.append("thing-1", "Good")
        try await host.wait(for: position)
        #expect(host.progress.count > position.rawValue)
      }
      group.cancelAll()
    }
    #expect(host.incident == nil)
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 20)
  }

  @Test func `stops running when the log is closed, and ends every wait`() async throws {
    let log = try TestLog()
    let position = try await log.append("thing-1", "Good")
    let host = try TallyProjection().hosted(log)
    log.log.close()
    await host.run()
    #expect(host.incident == nil)
    try await host.wait(for: position)
    await #expect(throws: ViewUnavailable.stopping(view: "tally")) {
      try await host.wait(for: position.next)
    }
  }

  // Building anew.

  @Test func `is served while it is built anew, and gives the same bytes`() async throws {
    let log = try TestLog()
    try await log.appendGood(1200)
    let host = try TallyProjection().hosted(log)
    try host.catchUp()
    let digest = try host.digest()
    try host.rebuild()
    #expect(host.build())
    let building = try #require(host.report().building)
    #expect(building.applied == 250 && building.total == 1201)
    #expect(host.report().lag == 0 && host.report().build == 1)
    #expect(try TallyProjection.counts(host.store())["thing-0"] == 240)
    try await log.append("thing-0", "Good")
    while host.build() {}
    #expect(host.report().building == nil && host.report().build == 2)
    #expect(try TallyProjection.counts(host.store())["thing-0"] == 241)
    #expect(try host.files() == ["tally-v1-2.mdb"])
    #expect(try host.digest() != digest)
    let anew = try Follower(
      TallyProjection(), path: TemporaryDirectory.path + "/anew.mdb", log: log.log)
    try anew.catchUp()
    #expect(try host.digest() == anew.store.digest())
  }

  @Test func `is built by run when somebody asks for it, once however often they ask`() async throws
  {
    let log = try TestLog()
    try await log.appendGood(600)
    let host = try TallyProjection().hosted(log)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await host.run() }
      for _ in 0..<3 { try? host.rebuild() }
      while host.report().build < 2 { await Task.yield() }
      group.cancelAll()
    }
    #expect(host.report().build <= 4 && host.report().building == nil)
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 120)
  }

  @Test func `lets whoever reads the old rows go on reading them`() async throws {
    let log = try TestLog()
    try await log.append("thing-1", "Good")
    let host = try TallyProjection().hosted(log)
    let old = try host.store()
    try host.rebuild()
    try await log.append("thing-1", "Good")
    while host.build() {}
    #expect(try TallyProjection.counts(old)["thing-1"] == 1)
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 2)
  }

  /// The process is killed again and again while the view is built anew.
  @Test(arguments: [true, false])
  func `goes on with a build after a stop`(isFirst: Bool) async throws {
    let log = try TestLog()
    try await log.appendGood(1500)
    if !isFirst { try TallyProjection().hosted(log).catchUp() }
    var seen: [UInt64] = []
    while true {
      let host = try TallyProjection().hosted(log)
      if seen.isEmpty, !isFirst { try host.rebuild() }
      #expect(isFirst == ((try? host.store()) == nil))
      guard let building = host.report().building else { break }
      seen.append(building.applied)
      if !host.build() { break }
    }
    #expect(seen == (isFirst ? [0, 1000, 1501] : [0, 250, 500, 750, 1000, 1250, 1500, 1501]))
    let host = try TallyProjection().hosted(log)
    try host.catchUp()
    let anew = try Follower(
      TallyProjection(), path: TemporaryDirectory.path + "/anew.mdb", log: log.log)
    try anew.catchUp()
    #expect(try host.digest() == anew.store.digest())
    #expect(try host.files().count == 1)
  }

  // Versions.

  @Test func `answers that it is being built while a new version cannot read the old rows`()
    async throws
  {
    let log = try TestLog()
    try await log.appendGood(1500)
    try TallyProjection().hosted(log).catchUp()
    let host = try TallyProjection(version: 2).hosted(log)
    #expect(throws: ViewUnavailable.beingBuilt(view: "tally", applied: 0, total: 1501)) {
      try host.store()
    }
    #expect(host.report().lag == 1501)
    #expect(try host.digest() == nil)
    #expect(host.build())
    #expect(throws: ViewUnavailable.beingBuilt(view: "tally", applied: 1000, total: 1501)) {
      try host.store()
    }
    await #expect(throws: ViewUnavailable.self) { try await host.wait(for: Position(3)) }
    #expect(host.build())
    #expect(host.report().lag == 1, "not served yet")
    #expect(!host.build())
    #expect(host.report().lag == 0)
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 300)
    #expect(try host.files() == ["tally-v2-2.mdb"])
  }

  @Test func `serves the old rows, with their lag, where the new version can read them`()
    async throws
  {
    let log = try TestLog()
    try await log.appendGood(1500)
    try TallyProjection().hosted(log).catchUp()
    try await log.append("thing-1", "Good")
    let host = try TallyProjection(version: 2, readableVersions: [1]).hosted(log)
    #expect(host.report().line == "version 1, build 1, lag 1, building version 2: 0 of 1502")
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 300)
    #expect(try !host.follow(), "nobody can go on with them")
    #expect(host.build())
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 300)
    try host.catchUp()
    #expect(host.report().line == "version 2, build 2, lag 0")
    #expect(try TallyProjection.counts(host.store())["thing-1"] == 301)
    #expect(try host.files() == ["tally-v2-2.mdb"])
  }

  // Standing still.

  @Test func `stands still at an event that cannot be applied, and keeps what is before it`()
    async throws
  {
    let log = try TestLog()
    let host = try TallyProjection().hosted(log)
    try await log.append("thing-1", "Good")
    let bad = try await log.append("thing-2", "Bad")
    let later = try await log.append("thing-1", "Good")
    let incident = FollowerError.poison(
      position: bad, stream: try StreamName("thing-2"), reason: "it is bad")
    #expect(throws: incident) { try host.follow() }
    #expect(try !host.follow(), "it is said once")
    #expect(host.report().incident == incident)
    #expect(try TallyProjection.counts(host.store()) == ["$log": 1, "thing-1": 1])
    await #expect(
      throws: ViewUnavailable.standsStill(view: "tally", position: later, incident)
    ) { try await host.wait(for: later) }
    try await host.wait(for: Position(bad.rawValue - 1))
  }

  @Test func `a new version that can apply the event takes over`() async throws {
    let log = try TestLog()
    try await log.append("thing-2", "Bad")
    try await log.append("thing-1", "Good")
    _ = try? TallyProjection().hosted(log).catchUp()
    let host = try TallyProjection(version: 2, takesBad: true).hosted(log)
    #expect(host.report().incident == nil)
    #expect(
      try TallyProjection.counts(host.store()) == ["$log": 1, "thing-1": 1, "thing-2": 1])
  }

  @Test func `a build that cannot go on takes the place of one that came no further`()
    async throws
  {
    let log = try TestLog()
    try await log.append("thing-1", "Good")
    try await log.append("thing-2", "Bad")
    let host = try TallyProjection().hosted(log)
    #expect(host.report().incident != nil)
    let digest = try host.digest()
    try host.rebuild()
    while host.build() {}
    #expect(host.report().build == 2 && host.report().incident != nil)
    #expect(try host.digest() == digest)
  }

  @Test func `a new version that comes less far than the old one does not take its place`()
    async throws
  {
    let log = try TestLog()
    try await log.append("thing-1", "Bad")
    try await log.append("thing-2", "Good")
    try TallyProjection(takesBad: true).hosted(log).catchUp()
    let host = try TallyProjection(version: 2, readableVersions: [1]).hosted(log)
    while host.build() {}
    #expect(host.report().version == 1 && host.report().incident == nil)
    #expect(host.report().building?.incident != nil)
    #expect(
      try TallyProjection.counts(host.store()) == ["$log": 1, "thing-1": 1, "thing-2": 1])
  }

  @Test func `is built anew when the log is not the one it followed`() async throws {
    let log = try TestLog()
    try await log.appendGood(3)
    try TallyProjection().hosted(log).catchUp()
    let restored = try TestLog(path: TemporaryDirectory.path + "/restored.mdb")
    try await restored.append("thing-9", "Good")
    let host = try TallyProjection().hosted(restored)
    #expect(try TallyProjection.counts(host.store()) == ["$log": 1, "thing-9": 1])
  }
}

extension ViewReport {
  fileprivate var line: String {
    let building = building.map {
      ", building version \($0.version): \($0.applied) of \($0.total)"
    }
    return "version \(version), build \(build), lag \(lag)" + (building ?? "")
  }
}
