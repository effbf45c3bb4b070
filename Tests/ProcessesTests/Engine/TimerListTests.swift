import Events
import Processes
import Projections
import Schemas
import TestSupport
import Testing

@Suite("Timers that wait", .temporaryDirectory)
struct TimerListTests: Kitchen {
  @Test func `are listed in order of due time, with what they will do`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(5, seconds: { [30, 10, 50, 20, 40][$0] }, test)
    try engine.host.catchUp()
    let timers = try timers(engine)
    #expect(timers.map(\.stream) == ["egg-1", "egg-3", "egg-0", "egg-4", "egg-2"])
    #expect(timers == timers.sorted())
    #expect(
      timers[0].outlook == TimerOutlook(subject: "1", action: "→ listo", source: "this test"))
    #expect(timers[0].timer.due == test.clock.now.adding(seconds: 10))
    #expect(timers[0].process == "egg-timer" && timers[0].revision == 0)
  }

  @Test func `are listed until a moment, itself included`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(5, seconds: { $0 * 10 }, test)
    try engine.host.catchUp()
    let until = test.clock.now.adding(seconds: 20)
    for (microsecond, count) in [(-1, 2), (0, 3)] {
      let end = Timestamp(microseconds: until.microseconds + Int64(microsecond))
      #expect(try reader(engine).timers(until: end, limit: 9).count == count)
    }
  }

  @Test func `are listed by the beginning of their streams' names`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(30, seconds: { 100 - $0 }, test)
    try engine.host.catchUp()
    let found = try reader(engine).timers(streamPrefix: "egg-2", limit: 5)
    #expect(found.map(\.stream) == ["egg-29", "egg-28", "egg-27", "egg-26", "egg-25"])
    #expect(try reader(engine).timers(streamPrefix: "egg-2", limit: 99).count == 11)
    #expect(try reader(engine).timers(streamPrefix: "nothing", limit: 99).isEmpty)
  }

  @Test(arguments: [1, 2, 7, 100])
  func `are listed a page at a time, each once, also those due at once`(size: Int) async throws {
    let (test, engine) = try kitchen()
    try await putMany(40, seconds: { $0 % 4 }, test)
    try engine.host.catchUp()
    var pages: [TimerEntry] = []
    while case let page = try reader(engine).timers(after: pages.last?.key ?? [], limit: size),
      !page.isEmpty
    { pages += page }
    #expect(try pages == reader(engine).timers(limit: 99))
    #expect(pages.count == 40)
  }

  @Test func `begin behind a time, or behind all of that time`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(6, seconds: { $0 / 2 }, test)
    try engine.host.catchUp()
    let due = test.clock.now.adding(seconds: 1)
    #expect(try reader(engine).timers(after: TimerEntry.key(at: due), limit: 9).count == 4)
    #expect(try reader(engine).timers(after: TimerEntry.key(after: due), limit: 9).count == 2)
  }

  @Test func `say why they do not fire although they are due`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-stuck", "PutOn", "1", id: 1, test)
    try await put("egg-2", "PutOn", "60", id: 2, test)
    test.clock.advance(seconds: 1)
    _ = try await engine.step(now: test.clock.now)
    let reasons = try timers(engine).map { engine.incident(of: $0) }
    #expect(reasons.count == 2)
    #expect(reasons[0]?.contains("egg.not-on") == true && reasons[1] == nil)
    try await put("egg-stuck", "Stirred", "", id: 3, test)
    try engine.host.catchUp()
    #expect(try timers(engine).map { engine.incident(of: $0) } == [nil, nil])
  }

  @Test func `of a rule that has nothing to append are an incident, not a loop`() async throws {
    let test = try TestLog()
    let engine = try engine(test, "eggs", EggTimer(isLazy: true))
    try await put("egg-1", "PutOn", "60", id: 1, test)
    test.clock.advance(seconds: 60)
    #expect(try await engine.step(now: test.clock.now) == .fired(0))
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    #expect(try engine.incidents().map(\.stream) == ["egg-1"])
  }

  /// One that says it in another stream was once due again at once, for ever.
  @Test func `whose event does not take them away are an incident, not a loop`() async throws {
    let test = try TestLog()
    let engine = try engine(
      test, "eggs", EggTimer(elsewhere: try StreamName("notice-1")))
    try await put("egg-1", "PutOn", "60", id: 1, test)
    test.clock.advance(seconds: 60)
    var outcomes: [ProcessEngine<EggTimer>.Outcome] = []
    for _ in 0..<4 { outcomes.append(try await engine.step(now: test.clock.now)) }
    #expect(outcomes == [.fired(1), .fired(0), .idle(nextDue: nil), .idle(nextDue: nil)])
    #expect(try engine.incidents().map(\.stream) == ["egg-1"])
    #expect(try test.log.events(of: StreamName("notice-1")).count == 1)
  }
}
