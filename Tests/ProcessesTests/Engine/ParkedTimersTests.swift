import Events
import Processes
import Projections
import TestSupport
import Testing

/// What was refused waits for another event of its stream; the others go on.
@Suite("Parked timers", .temporaryDirectory)
struct ParkedTimersTests: Kitchen {
  @Test func `are not tried again, however many there are, and keep no other waiting`() async throws
  {
    let asked = Locked(0)
    let (test, engine) = try strictKitchen(asked)
    try await putMany(150, seconds: { _ in 1 }, test)
    test.clock.advance(seconds: 1)
    while try await engine.step(now: test.clock.now) != .idle(nextDue: nil) {}
    #expect(asked.withLock { $0 } == 150)
    #expect(try engine.incidents().count == 150)
    try await put("soft-1", "PutOn", "1", id: 1, test)
    let due = test.clock.now.adding(seconds: 1)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: due))
    #expect(try engine.nextDue() == due)
    test.clock.set(due)
    #expect(try await engine.step(now: due) == .fired(1))
    #expect(try await engine.step(now: due) == .idle(nextDue: nil))
    #expect(try allTakenOff(test) == ["soft-1"])
    #expect(asked.withLock { $0 } == 151)
  }

  @Test func `are tried again after an event of their stream, and only those`() async throws {
    let asked = Locked(0)
    let (test, engine) = try strictKitchen(asked)
    try await putMany(20, seconds: { _ in 1 }, test)
    test.clock.advance(seconds: 1)
    while try await engine.step(now: test.clock.now) != .idle(nextDue: nil) {}
    try await put("egg-7", "Stirred", "", id: 1, test)
    try await put("other-7", "Stirred", "", id: 2, test)
    try engine.host.catchUp()
    #expect(try engine.incidents().count == 19)
    #expect(try await engine.step(now: test.clock.now) == .fired(0))
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    #expect(asked.withLock { $0 } == 21)
    #expect(try engine.incidents().count == 20)
  }

  @Test func `are no incident any more when an event took them away`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-stuck", "PutOn", "1", id: 1, test)
    test.clock.advance(seconds: 1)
    #expect(try await engine.step(now: test.clock.now) == .fired(0))
    #expect(try engine.incidents().count == 1)
    try await put("egg-stuck", "PutOn", "60", id: 2, test)
    let due = test.clock.now.adding(seconds: 60)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: due))
    #expect(try engine.incidents().isEmpty)
  }

  @Test func `stay parked while the state is built anew, and are tried again by the next start`()
    async throws
  {
    let asked = Locked(0)
    let (test, engine) = try strictKitchen(asked)
    try await putMany(20, seconds: { _ in 1 }, test)
    test.clock.advance(seconds: 1)
    while try await engine.step(now: test.clock.now) != .idle(nextDue: nil) {}
    try engine.host.rebuild()
    while engine.host.report().building != nil { _ = try await engine.step(now: test.clock.now) }
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    #expect(asked.withLock { $0 } == 20)
    let next = try self.engine(test, "next", EggTimer(others: ["soft"]))
    while try await next.step(now: test.clock.now) != .idle(nextDue: nil) {}
    #expect(asked.withLock { $0 } == 40)
    #expect(try next.incidents().count == 20)
  }

  /// No `egg-…` can be taken off; whether one can is counted. Eggs in `soft-…` can.
  private func strictKitchen(
    _ asked: Locked<Int>
  ) throws -> (TestLog, ProcessEngine<EggTimer>) {
    let test = try TestLog(
      procedures: ["egg", "soft"].map { StrictRules(category: $0, asked: asked) })
    return (test, try engine(test, "strict", EggTimer(others: ["soft"])))
  }
}

private struct StrictRules: Procedure {
  let category: String
  let asked: Locked<Int>

  func initialState(of stream: StreamName) throws(Refusal) {}

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Bool { type.text == "TakenOff" }

  func check(
    _ isTakenOff: Bool, _ facts: EventFacts, in state: Void, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    guard isTakenOff else { return }
    asked.withLock { $0 += 1 }
    if category == "egg" { throw Refusal(code: "egg.no", message: "no", source: "this test") }
  }

  func apply(_ isTakenOff: Bool, _ facts: EventFacts, to state: inout Void) {}
}
