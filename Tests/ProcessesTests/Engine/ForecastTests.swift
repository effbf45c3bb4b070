import Events
import Processes
import Projections
import TestSupport
import Testing

@Suite("Forecast", .temporaryDirectory)
struct ForecastTests: Kitchen {
  /// What would be fired until then, as `stream second`, counted from now.
  private func forecast(
    _ engines: [ProcessEngine<EggTimer>], until seconds: Int64, _ test: TestLog
  ) throws -> [String] {
    var tracks: [any ForecastTrack] = []
    for engine in engines {
      try engine.host.catchUp()
      tracks.append(try ProcessForecast(engine.manager, engine.host.store()))
    }
    let now = test.clock.now
    var forecast = Forecast(tracks, now: now, next: Position(test.log.head.count))
    var fired: [String] = []
    while let entry = try forecast.fire(until: now.adding(seconds: seconds)) {
      fired.append("\(entry.stream) \(entry.timer.due.seconds - now.seconds)")
    }
    return fired
  }

  @Test func `says what would happen until then, in order, and appends nothing`() async throws {
    let (test, engine) = try kitchen()
    try await putMany(5, seconds: { [30, 10, 50, 20, 40][$0] }, test)
    #expect(try forecast([engine], until: 9, test) == [])
    #expect(try forecast([engine], until: 30, test) == ["egg-1 10", "egg-3 20", "egg-0 30"])
    #expect(test.log.head.count == 6)
    #expect(try timers(engine).count == 5)
  }

  @Test func `sees what follows from what happens on the way`() async throws {
    let test = try TestLog()
    let engine = try engine(
      test, "eggs", EggTimer(turnsUntil: test.clock.now.seconds + 14_000))
    try await put("egg-1", "PutOn", "3000", id: 1, test)
    try await put("egg-2", "PutOn", "20000", id: 2, test)
    #expect(
      try forecast([engine], until: 50_000, test)
        == ["egg-1 3000", "egg-1 10000", "egg-1 17000", "egg-2 20000"])
    #expect(try forecast([engine], until: 10_000, test).count == 2)
  }

  @Test func `takes what one process would append into account in the others`() async throws {
    let (test, engine) = try kitchen()
    let other = try self.engine(test, "other", EggTimer(name: "other-eggs", extra: 5))
    try await putMany(2, seconds: { $0 == 0 ? 10 : 12 }, test)
    // The first takes both off, so the other has nothing left to do.
    #expect(try forecast([other, engine], until: 99, test) == ["egg-0 10", "egg-1 12"])
    #expect(try forecast([other], until: 99, test) == ["egg-0 15", "egg-1 17"])
  }

  @Test func `is what happens when the time really passes`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the forecast: \(seed)")
    var random = SeededRandom(seed: seed)
    let test = try TestLog()
    let engine = try engine(
      test, "eggs", EggTimer(turnsUntil: test.clock.now.seconds + 12_000))
    for index in UInt64(0)..<400 {
      let egg = "egg-\(Int.random(in: 0..<200, using: &random))"
      try await put(
        egg, "PutOn", "\(Int.random(in: 1...16_000, using: &random))", id: index, test)
    }
    let expected = try forecast([engine], until: 15_000, test)
    #expect(expected.count > 100)
    let start = test.clock.now
    let before = test.log.head.count
    while let due = try engine.nextDue(), due <= start.adding(seconds: 15_000) {
      test.clock.set(due)
      _ = try await engine.step(now: due)
      try engine.host.catchUp()
    }
    var happened: [String] = []
    try test.log.scan(from: Position(before)) { view throws(Never) in
      happened.append("\(view.stream.copiedText) \(view.recorded.seconds - start.seconds)")
      return .next
    }
    // What is due in the same second is in no order among the eggs.
    #expect(happened.sorted() == expected.sorted(), "seed \(seed)")
  }

  @Test func `fires what is overdue now, and leaves out what is stuck`() async throws {
    let test = try TestLog()
    let engine = try engine(test, "eggs", EggTimer(turnsUntil: test.clock.now.seconds + 9000))
    try await put("egg-stuck", "PutOn", "1", id: 1, test)
    try await put("egg-2", "PutOn", "7000", id: 2, test)
    test.clock.advance(seconds: 8000)
    try engine.host.catchUp()
    let track = try ProcessForecast(engine.manager, engine.host.store()) {
      $0.stream == "egg-stuck"
    }
    var forecast = Forecast([track], now: test.clock.now, next: Position(3))
    let first = try forecast.fire(until: test.clock.now)
    #expect(first?.stream == "egg-2")
    // It is turned now, and on for another 7000 seconds.
    let second = try forecast.fire(until: test.clock.now.adding(seconds: 10_000))
    #expect(second?.timer.due == test.clock.now.adding(seconds: 7000))
    #expect(try forecast.fire(until: test.clock.now.adding(seconds: 1_000_000)) == nil)
  }
}
