import Events
import Processes
import Projections
import Schemas
import TestSupport
import Testing

@Suite("Process engine", .temporaryDirectory)
struct ProcessEngineTests: Kitchen {
  @Test func `never fires early, to the microsecond, and once when it is due`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "60", id: 1, test)
    let due = test.clock.now.adding(seconds: 60)
    test.clock.set(Timestamp(microseconds: due.microseconds - 1))
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: due))
    #expect(try takenOff("egg-1", test).isEmpty)
    test.clock.set(due)
    #expect(try await engine.step(now: due) == .fired(1))
    #expect(try await engine.step(now: due) == .idle(nextDue: nil))
    test.clock.advance(seconds: 1_000_000)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    let fired = try takenOff("egg-1", test)
    #expect(fired.count == 1 && fired[0].origin == .process && fired[0].recorded == due)
  }

  @Test func `keeps its deadline through other events of the stream`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "60", id: 1, test)
    let due = test.clock.now.adding(seconds: 60)
    _ = try await engine.step(now: test.clock.now)
    let key = try timers(engine).map(\.key)
    test.clock.advance(seconds: 30)
    try await put("egg-1", "Stirred", "", id: 2, test)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: due))
    #expect(try timers(engine).map(\.key) == key)
    #expect(try reader(engine).deadline(of: StreamName("egg-1")) == due)
  }

  @Test func `forgets a deadline whose reason is gone, and takes the newest one`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "60", id: 1, test)
    try await put("egg-1", "PutOn", "600", id: 2, test)
    try await put("egg-2", "PutOn", "60", id: 3, test)
    try await put("egg-2", "TakenOff", "", id: 4, test)
    let due = test.clock.now.adding(seconds: 600)
    #expect(try await engine.step(now: test.clock.now.adding(seconds: 599)) == .idle(nextDue: due))
  }

  @Test func `uses the policy in force when the egg was put on`() async throws {
    let (test, engine) = try kitchen()
    try await put("policy-egg", "policy.v1.FigureAdopted", Self.adopted(seconds: 100), id: 1, test)
    try await put("egg-1", "PutOn", "0", id: 2, test)
    try await put("policy-egg", "policy.v1.FigureAdopted", Self.adopted(seconds: 5), id: 3, test)
    #expect(
      try await engine.step(now: test.clock.now)
        == .idle(nextDue: test.clock.now.adding(seconds: 100)))
  }

  @Test func `fires what became due while it was down, in order of due time, and says when`()
    async throws
  {
    let (test, engine) = try kitchen()
    for (index, seconds) in [50, 10, 40, 20, 30].enumerated() {
      try await put("egg-\(index)", "PutOn", "\(seconds)", id: UInt64(index), test)
    }
    let start = test.clock.now
    test.clock.advance(seconds: 10 * 86_400)
    #expect(try await engine.step(now: test.clock.now) == .fired(5))
    let fired = try test.log.events(from: Position(0)).filter { $0.type.text == "TakenOff" }
    #expect(fired.map(\.stream.text) == ["egg-1", "egg-3", "egg-4", "egg-2", "egg-0"])
    let now = test.clock.now.seconds
    #expect(
      fired.map { String(decoding: $0.data, as: UTF8.self) }
        == [Int64](arrayLiteral: 10, 20, 30, 40, 50).map { "\(start.seconds + $0) \(now)" })
  }

  @Test func `drains more than a batch, a batch at a time`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(150, seconds: { _ in 1 }, test)
    test.clock.advance(seconds: 1)
    for count in [64, 64, 22] {
      #expect(try await engine.step(now: test.clock.now) == .fired(count))
    }
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
  }

  /// The process is killed after its event is durable and before it knows.
  @Test func `does not fire again when it lost its memory of having fired`() async throws {
    let (test, first) = try kitchen()
    try await put("egg-1", "PutOn", "60", id: 1, test)
    test.clock.advance(seconds: 60)
    #expect(try await first.step(now: test.clock.now) == .fired(1))
    // Another engine that has seen nothing yet is what is left after the file is deleted.
    let second = try engine(test, "empty")
    #expect(try await second.step(now: test.clock.now) == .idle(nextDue: nil))
    #expect(try takenOff("egg-1", test).count == 1)
  }

  /// Two engines on one log stand for a stop between deciding to fire and appending.
  @Test func `gives way to whoever was faster`() async throws {
    let (test, one) = try kitchen()
    let other = try engine(test, "other")
    try await put("egg-1", "PutOn", "60", id: 1, test)
    test.clock.advance(seconds: 60)
    async let first = one.step(now: test.clock.now)
    async let second = other.step(now: test.clock.now)
    _ = try await (first, second)
    #expect(try takenOff("egg-1", test).count == 1)
    #expect(try await one.step(now: test.clock.now) == .idle(nextDue: nil))
    #expect(try await other.step(now: test.clock.now) == .idle(nextDue: nil))
  }

  @Test func `parks one stuck instance as an incident, and goes on with the others`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-stuck", "PutOn", "1", id: 1, test)
    try await put("egg-2", "PutOn", "2", id: 2, test)
    test.clock.advance(seconds: 2)
    #expect(try await engine.step(now: test.clock.now) == .fired(1))
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    let incidents = try engine.incidents()
    #expect(incidents.map(\.stream) == ["egg-stuck"])
    #expect(incidents[0].error.contains("egg.not-on"))
  }

  @Test func `reports an event that it cannot take into account, and goes on`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "no number", id: 1, test)
    try await put("egg-2", "PutOn", "2", id: 2, test)
    #expect(
      try await engine.step(now: test.clock.now)
        == .idle(nextDue: test.clock.now.adding(seconds: 2)))
    #expect(try engine.incidents().map(\.position) == [1])
  }

  /// A folio whose limit reached beyond the calendar was forgotten, with all its later deadlines.
  @Test func `goes on watching a stream after a deadline that could not be worked out`()
    async throws
  {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "-1", id: 1, test)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
    try await put("egg-1", "Stirred", "", id: 2, test)
    try await put("egg-1", "PutOn", "60", id: 3, test)
    let due = test.clock.now.adding(seconds: 60)
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: due))
    #expect(try engine.incidents().map(\.position) == [1, 2])
  }

  @Test func `keeps a deadline through an event that cannot be read, and meets it`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-1", "PutOn", "60", id: 1, test)
    try await put("egg-1", "PutOn", "no number", id: 2, test)
    test.clock.advance(seconds: 60)
    #expect(try await engine.step(now: test.clock.now) == .fired(1))
    #expect(try await engine.step(now: test.clock.now) == .idle(nextDue: nil))
  }

  @Test func `tries a parked escalation again after another event of its stream`() async throws {
    let (test, engine) = try kitchen()
    try await put("egg-stuck", "PutOn", "1", id: 1, test)
    test.clock.advance(seconds: 1)
    #expect(try await engine.step(now: test.clock.now) == .fired(0))
    #expect(try engine.incidents().count == 1)
    try await put("egg-stuck", "Stirred", "", id: 2, test)
    try engine.host.catchUp()
    #expect(try engine.incidents().isEmpty)
    #expect(try engine.nextDue() != nil)
  }

  @Test func `has the same bytes when it is built anew from the log`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random eggs: \(seed)")
    var random = SeededRandom(seed: seed)
    let (test, engine) = try kitchen()
    for index in UInt64(0)..<400 {
      let egg = "egg-\(Int.random(in: 0..<30, using: &random))"
      let type = ["PutOn", "PutOn", "Stirred"].randomElement(using: &random) ?? ""
      let seconds = Int.random(in: 0..<500, using: &random)
      try await put(egg, type, "\(seconds)", id: index, test)
      test.clock.advance(seconds: .random(in: 0..<60, using: &random))
      if Bool.random(using: &random) { _ = try await engine.step(now: test.clock.now) }
    }
    while case .fired = try await engine.step(now: test.clock.now) {}
    let again = try self.engine(test, "again")
    try again.host.catchUp()
    #expect(try again.host.digest() == engine.host.digest(), "seed \(seed)")
  }
}
