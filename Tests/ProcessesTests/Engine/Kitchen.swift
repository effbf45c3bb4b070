import Events
import Glibc
import Processes
import Projections
import TestSupport

/// What suites about the process engine have in common: a log that has the rules of eggs, and a
/// process that takes them off.
protocol Kitchen {}

extension Kitchen {
  func kitchen(_ name: String = "log") throws -> (TestLog, ProcessEngine<EggTimer>) {
    let test = try TestLog(
      procedures: [EggRules()], path: TemporaryDirectory.path + "/\(name).mdb")
    return (test, try engine(test))
  }

  func engine(
    _ test: TestLog, _ file: String = "eggs", _ manager: EggTimer = EggTimer()
  ) throws -> ProcessEngine<EggTimer> {
    let directory = TemporaryDirectory.path + "/" + file
    for path in [directory, directory + "/scratch"] { mkdir(path, 0o700) }
    return try ProcessEngine(
      manager, directory: directory, scratch: directory + "/scratch",
      log: test.log)
  }

  func put(
    _ stream: String, _ type: String, _ data: String, id: UInt64, _ test: TestLog
  ) async throws {
    let event = NewEvent(
      id: EventID(high: 0xabc, low: id), type: try EventType(type), contentType: .json,
      data: Array(data.utf8))
    _ = try await test.log.append(
      Append(stream: try StreamName(stream), expected: .any, events: [event]))
  }

  static func adopted(seconds: Int) -> String {
    """
    {"actor": {"name": "Ana"}, "figure": "seconds", "count": \(seconds), "source": "Ana", \
    "validFrom": "2020-01-01"}
    """
  }

  func reader(_ engine: ProcessEngine<EggTimer>) throws -> ProcessReader<EggTimer> {
    ProcessReader(engine.manager, try engine.host.store())
  }

  func timers(_ engine: ProcessEngine<EggTimer>) throws -> [TimerEntry] {
    try reader(engine).timers(limit: 9)
  }

  func takenOff(_ stream: String, _ test: TestLog) throws -> [RecordedEvent] {
    try test.log.events(of: StreamName(stream)).filter { $0.type.text == "TakenOff" }
  }

  /// Puts on `count` eggs with this many seconds, in streams `egg-N`.
  func putMany(
    _ count: Int, seconds: (Int) -> Int, _ test: TestLog, category: String = "egg"
  ) async throws {
    let appends = try (0..<count).map { index in
      Append(
        stream: try StreamName("\(category)-\(index)"), expected: .any,
        events: [
          NewEvent(
            id: EventID(high: 0x3a7, low: UInt64(index)), type: try EventType("PutOn"),
            contentType: .json, data: Array("\(seconds(index))".utf8))
        ])
    }
    for start in stride(from: 0, to: count, by: 1000) {
      let batch = Array(appends[start..<min(start + 1000, count)])
      for result in await test.log.append(batch) { _ = try result.get() }
    }
  }

  /// The streams of all eggs that were taken off, in the order in which they were.
  func allTakenOff(_ test: TestLog) throws -> [String] {
    var streams: [String] = []
    try test.log.scan(from: Position(0)) { view throws(Never) in
      if view.type.copiedText == "TakenOff" { streams.append(view.stream.copiedText) }
      return .next
    }
    return streams
  }
}
