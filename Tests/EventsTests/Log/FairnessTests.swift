import Dispatch
import Events
import TestSupport
import Testing

/// A drain of overdue deadlines once made everybody else's appends ten times slower: each waited for
/// the whole batch of a process that was being written, and for the next one in its own commit.
@Suite("Fairness of the writer", .temporaryDirectory)
struct FairnessTests {
  @Test func `lets others go before processes that came first, but for one`() async throws {
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .client, test, answers)
    await door.arrived.wait(past: 0)
    for index in 0..<10 { append("p-\(index)", .process, test, answers) }
    for index in 0..<3 { append("c-\(index)", .client, test, answers) }
    door.open()
    await answers.wait(for: 14)
    #expect(try order(test) == ["held-1", "p-0", "c-0", "c-1", "c-2"] + p(1..<10))
  }

  @Test func `lets who comes while a process is being written go before the rest of it`()
    async throws
  {
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .process, test, answers)
    await door.arrived.wait(past: 0)
    for index in 0..<10 { append("p-\(index)", .process, test, answers) }
    append("c-0", .client, test, answers)
    door.open()
    await answers.wait(for: 12)
    #expect(try order(test) == ["held-1", "c-0"] + p(0..<10))
  }

  /// It was written first, and then waited for the rest of the batch in its own commit.
  @Test func `answers others before it writes the rest of a process`() async throws {
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .process, test, answers)
    await door.arrived.wait(past: 0)
    for index in 0..<10 { append("p-\(index)", .process, test, answers) }
    let stream = try StreamName("c-0")
    let event = try NewEvent.numbered(1)
    let written = Locked<UInt64>(0)
    test.log.append(Append(stream: stream, expected: .any, events: [event])) { [log = test.log] in
      written.withLock { $0 = log.head.count }
      answers.add($0)
    }
    door.open()
    await answers.wait(for: 12)
    #expect(try order(test).prefix(3) == ["held-1", "c-0", "p-0"])
    #expect(written.withLock { $0 } == 4)
  }

  /// Each that is written lets the next ones wait at once, on the writer's thread, so that there is always
  /// somebody else.
  @Test(arguments: [1, 3, 4, 12])
  func `lets processes go on among many others, the faster the more those are`(
    atATime: Int
  ) async throws {
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .client, test, answers)
    await door.arrived.wait(past: 0)
    let count = 24
    for index in 0..<count { append("p-\(index)", .process, test, answers) }
    door.onEach { index in
      if index % atATime == 0, index < 30 * atATime {
        for next in 1...atATime { append("many-\(index + next)", .client, test, answers) }
      }
    }
    append("many-0", .client, test, answers)
    door.open()
    await answers.wait(for: count + 2 + 30 * atATime)
    let order = try order(test)
    #expect(order.filter { $0.hasPrefix("p-") } == p(0..<count))
    let last = try #require(order.lastIndex { $0.hasPrefix("p-") })
    let share = 1 + atATime / 4
    let others = order[..<last].filter { $0.hasPrefix("many-") }.count
    #expect(others <= (count / share + 1) * atATime && others >= (count / share - 3) * atATime)
  }

  @Test func `leaves room in the queue for others when processes fill their line`() async throws {
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .client, test, answers)
    await door.arrived.wait(past: 0)
    for index in 0...Limits.queueAppendsMax { append("p-\(index)", .process, test, answers) }
    #expect(answers.refused == 1)
    append("c-0", .client, test, answers)
    #expect(answers.refused == 1)
    door.open()
    await answers.wait(for: Limits.queueAppendsMax + 3)
    #expect(try test.log.events(of: StreamName("c-0")).count == 1)
    #expect(try order(test).count == Limits.queueAppendsMax + 2)
  }

  @Test func `keeps the order of each line over many random appends`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random appends: \(seed)")
    var random = SeededRandom(seed: seed)
    let (test, door) = try office()
    let answers = Answers()
    append("held-1", .client, test, answers)
    await door.arrived.wait(past: 0)
    var expected: [Origin: [String]] = [:]
    for index in 0..<2000 {
      let origin: Origin = Bool.random(using: &random) ? .client : .process
      append("s-\(index)", origin, test, answers)
      expected[origin, default: []].append("s-\(index)")
      if index == 1000 { door.open() }
    }
    await answers.wait(for: 2001)
    var found: [Origin: [String]] = [:]
    for event in try test.log.events(from: Position(2), limit: .max) {
      found[event.origin, default: []].append(event.stream.text)
    }
    #expect(found == expected, "seed \(seed)")
  }

  private func p(_ indices: Range<Int>) -> [String] { indices.map { "p-\($0)" } }

  private func office() throws -> (TestLog, Door) {
    let door = Door()
    let procedures: [any Procedure] = [
      DoorRules(category: "held", door: door), DoorRules(category: "many", door: door),
    ]
    return (try TestLog(procedures: procedures), door)
  }

  private func append(_ stream: String, _ origin: Origin, _ test: TestLog, _ answers: Answers) {
    guard let name = try? StreamName(stream), let event = try? NewEvent.numbered(1) else { return }
    test.log.append(Append(stream: name, expected: .any, events: [event], origin: origin)) {
      answers.add($0)
    }
  }

  /// The streams in the order in which their events were written.
  private func order(_ test: TestLog) throws -> [String] {
    try test.log.events(from: Position(1), limit: .max).map(\.stream.text)
  }
}

/// Holds the writer while it asks about an append to a stream `held-…`.
private final class Door: Sendable {
  let arrived = ProgressSignal(count: 0)
  private let opened = DispatchSemaphore(value: 0)
  private let hook = Locked<(@Sendable (Int) -> Void)?>(nil)

  func open() { opened.signal() }

  /// Called on the writer's thread while it asks about an append to `many-N`, with N.
  func onEach(_ body: @escaping @Sendable (Int) -> Void) { hook.withLock { $0 = body } }

  fileprivate func pass(_ stream: String) {
    if stream.hasPrefix("held-") {
      arrived.advance(to: 1)
      opened.wait()
    } else if let index = Int(stream.dropFirst("many-".count)) {
      hook.withLock { $0 }?(index)
    }
  }
}

private struct DoorRules: Procedure {
  let category: String
  let door: Door

  func initialState(of stream: StreamName) throws(Refusal) {}

  func decode(type: EventType, contentType: ContentType, data: [UInt8]) throws(Refusal) {}

  func check(
    _ event: Void, _ facts: EventFacts, in state: Void, of stream: StreamName, elsewhere: Elsewhere
  ) throws(Refusal) {
    door.pass(stream.text)
  }

  func apply(_ event: Void, _ facts: EventFacts, to state: inout Void) {}
}

/// Counts what was answered.
private final class Answers: Sendable {
  private let signal = ProgressSignal(count: 0)
  private let counts = Locked((all: UInt64(0), refused: 0))

  var refused: Int { counts.withLock { $0.refused } }

  func add(_ result: Result<AppendReceipt, AppendError>) {
    counts.withLock { counts in
      counts.all += 1
      if case .failure = result { counts.refused += 1 }
      signal.advance(to: counts.all)
    }
  }

  func wait(for count: Int) async { await signal.wait(past: UInt64(count) - 1) }
}
