import Events
import Processes
import Projections
import Schemas
import TestSupport
import Testing

@Suite("Process engine, building its state anew", .temporaryDirectory)
struct ProcessRebuildTests: Kitchen {
  @Test func `goes on firing, each once, while its state is built anew`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(600, seconds: { $0 < 300 ? 10 : 20 }, test)
    while try await engine.step(now: test.clock.now) == .building {}
    try engine.host.rebuild()
    test.clock.advance(seconds: 10)
    var steps: [ProcessEngine<EggTimer>.Outcome] = []
    while steps.count < 2 { steps.append(try await engine.step(now: test.clock.now)) }
    #expect(steps == [.fired(64), .fired(64)])
    #expect(engine.host.report().building != nil)
    test.clock.advance(seconds: 10)
    while engine.host.report().building != nil {
      _ = try await engine.step(now: test.clock.now)
    }
    while case .fired = try await engine.step(now: test.clock.now) {}
    #expect(engine.host.report().build == 2)
    let streams = try allTakenOff(test)
    #expect(streams.count == 600 && Set(streams).count == 600)
    let anew = try self.engine(test, "anew")
    try anew.host.catchUp()
    #expect(try anew.host.digest() == engine.host.digest())
  }

  @Test func `fires nothing before a new version has seen the whole log`() async throws {
    let (test, first) = try kitchen()
    try await putMany(1500, seconds: { _ in 10 }, test)
    // What was put on is taken off by somebody else at the end of the log.
    try await put("egg-0", "TakenOff", "", id: 1, test)
    try first.host.catchUp()
    test.clock.advance(seconds: 10)
    let engine = try self.engine(test, "eggs", EggTimer(version: 2))
    #expect(try await engine.step(now: test.clock.now) == .building)
    #expect(try engine.nextDue() == nil && engine.incidents().isEmpty)
    #expect(try await engine.step(now: test.clock.now) == .building)
    #expect(try allTakenOff(test).count == 1)
    while case let outcome = try await engine.step(now: test.clock.now),
      outcome != .idle(nextDue: nil)
    {}
    let streams = try allTakenOff(test)
    #expect(streams.count == 1500 && Set(streams).count == 1500)
  }

  @Test func `fires nothing while it stands still, and goes on when it was built anew`()
    async throws
  {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "10", id: 1, test)
    #expect(try await engine.step(now: test.clock.now) != .building)
    engine.host.stop(.notWriting)
    test.clock.advance(seconds: 10)
    for _ in 0..<2 {
      await #expect(throws: FollowerError.notWriting) {
        try await engine.step(now: test.clock.now)
      }
    }
    #expect(try allTakenOff(test).isEmpty)
    try engine.host.rebuild()
    while try await engine.step(now: test.clock.now) == .building {}
    #expect(try allTakenOff(test) == ["egg-1"])
  }

  @Test func `shows the timers that waited at any moment`() async throws {
    let (test, engine) = try kitchen()
    var waiting: [[String]] = [[], []]
    for index in 0..<6 {
      try await put("egg-\(index)", "PutOn", "\(60 - index)", id: UInt64(index), test)
      try engine.host.catchUp()
      waiting.append(try timers(engine).map(\.stream))
    }
    test.clock.advance(seconds: 60)
    _ = try await engine.step(now: test.clock.now)
    try engine.host.catchUp()
    #expect(try timers(engine).isEmpty)
    for events in waiting.indices {
      let read = try await engine.host.past.read(UInt64(events))
      let then = try ProcessReader(engine.manager, read.store).timers(limit: 9).map(\.stream)
      #expect(then == waiting[events], "\(events) events")
    }
  }
}
