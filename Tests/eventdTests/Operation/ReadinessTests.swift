import Events
import FoundationEssentials
import Logging
import Testing

@testable import Projections
@testable import eventd

/// How a follower is, for these tests.
private func report(
  build: UInt64 = 1, applied: UInt64 = 100, building: (UInt64, UInt64)? = nil,
  incident: FollowerError? = nil
) -> ViewReport {
  ViewReport(
    version: 1, build: build, applied: applied, lag: 0,
    building: building.map { .init(version: 1, applied: $0.0, total: $0.1, incident: nil) },
    incident: incident)
}

private func readiness(
  stopping: Bool = false, sockets: [DaemonState.Socket] = [.init(address: "s", isListening: true)],
  takesAppends: Bool = true, _ followers: (String, ViewReport)...
) -> Readiness {
  Readiness(
    isStopping: stopping, sockets: sockets, takesAppends: takesAppends, eventsAtStart: 100,
    followers: followers.map { (name: $0.0, report: $0.1) })
}

@Suite("Readiness")
struct ReadinessTests {
  @Test func `is there when all sockets listen and everything can be read`() {
    let ready = readiness(("board", report()), ("late", report(applied: 100)))
    #expect(ready.isReady)
    #expect(ready.json == "{\"ready\":true,\"reasons\":[],\"incidents\":[]}\n")
  }

  @Test func `waits for every socket`() {
    let waiting = readiness(
      sockets: [.init(address: "a", isListening: true), .init(address: "b")], ("x", report()))
    #expect(waiting.reasons == ["b takes no connections yet"])
  }

  @Test func `waits for what is built for the first time, and for what was behind at the start`() {
    let waiting = readiness(
      ("new", report(build: 0, applied: 0, building: (40, 120))), ("behind", report(applied: 99)))
    #expect(
      waiting.reasons == [
        "new is being built, 40 of 120 events", "behind is being built, 99 of 100 events",
      ])
  }

  @Test func `does not wait for what is built beside what is served`() {
    #expect(readiness(("board", report(building: (1, 100)))).isReady)
  }

  /// Restarting would not help, and everything else is served.
  @Test func `stays when a follower stands still, and names it`() throws {
    let ready = readiness(("board", report(applied: 7, incident: .notWriting)), ("other", report()))
    #expect(ready.isReady)
    #expect(
      ready.incidents
        == [.init(follower: "board", reason: FollowerError.notWriting.description)])
    struct Body: Decodable {
      struct Incident: Decodable { let follower: String, reason: String }
      let ready: Bool
      let incidents: [Incident]
    }
    let body = try JSONDecoder().decode(Body.self, from: Data(ready.json.utf8))
    #expect(body.ready && body.incidents.map(\.follower) == ["board"])
  }

  @Test func `ends with the log that takes no appends, and with a stop`() {
    #expect(readiness(takesAppends: false, ("x", report())).reasons.count == 1)
    #expect(
      readiness(stopping: true, takesAppends: false, ("x", report())).reasons
        == ["the daemon is stopping"])
  }
}

@Suite("What the supervisor says")
struct SupervisorMemoryTests {
  private func messages(
    _ memory: inout SupervisorMemory, _ readiness: Readiness, _ answers: [String: UInt64] = [:],
    _ slowest: WriterMeter.SlowCommit? = nil
  ) -> [String] {
    memory.remarks(on: readiness, answers, slowest: slowest).map { "\($0.level) \($0.message)" }
  }

  @Test func `it says once that the daemon became ready, and that it no longer is`() {
    var memory = SupervisorMemory()
    let starting = readiness(sockets: [.init(address: "s")])
    #expect(messages(&memory, starting) == ["debug not ready: s takes no connections yet"])
    #expect(memory.hasChanged)
    #expect(messages(&memory, starting) == [])
    #expect(!memory.hasChanged)
    #expect(messages(&memory, readiness()) == ["info ready"])
    #expect(
      messages(&memory, readiness(takesAppends: false)).first?.hasPrefix("warning not ready: ")
        == true)
    #expect(messages(&memory, readiness(stopping: true)) == [])
  }

  @Test func `it says once that a follower stands still, and that it goes on`() {
    var memory = SupervisorMemory()
    _ = messages(&memory, readiness(("board", report())))
    let still = readiness(("board", report(incident: .notWriting)))
    #expect(
      messages(&memory, still) == ["error board stands still: \(FollowerError.notWriting)"])
    #expect(messages(&memory, still) == [])
    #expect(messages(&memory, readiness(("board", report()))) == ["notice board goes on"])
  }

  @Test func `it says when appends begin to fail and when they no longer do, with how many did`() {
    var memory = SupervisorMemory()
    _ = messages(&memory, readiness(), ["accepted": 9, "refused": 2])
    #expect(
      messages(&memory, readiness(), ["full": 3, "accepted": 9, "refused": 5])
        == ["error appends are refused: full"])
    #expect(messages(&memory, readiness(), ["full": 5]) == [])
    let end = memory.remarks(on: readiness(), ["full": 5], slowest: nil)
    #expect(end.map(\.message) == ["appends are no longer refused: full"])
    #expect(end.first?.metadata["refused"] == .stringConvertible(UInt64(5)))
  }

  @Test func `it tells of a slow commit how long each part took`() throws {
    var memory = SupervisorMemory()
    _ = messages(&memory, readiness())
    let remark = try #require(
      memory.remarks(
        on: readiness(), [:],
        slowest: .init(prepareNanoseconds: 5_000_000, commitNanoseconds: 2_000_000_000, events: 3)
      ).first)
    #expect(remark.level == .warning)
    #expect(remark.metadata["commitMilliseconds"] == .stringConvertible(UInt64(2000)))
    #expect(remark.metadata["prepareMilliseconds"] == .stringConvertible(UInt64(5)))
  }
}
