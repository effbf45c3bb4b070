import Events
import TestSupport
import Testing

@Suite("Reading", .temporaryDirectory)
struct ReadTests {
  /// Ten events: even ones in `even-1`, odd ones in `odd-1`, behind the log's own first event.
  private func log() async throws -> TestLog {
    let test = try TestLog()
    for number in UInt64(1)...10 {
      try await test.append(number % 2 == 0 ? "even-1" : "odd-1", number)
    }
    return test
  }

  private func positions(
    _ test: TestLog, from: UInt64, _ direction: Direction, limit: Int
  ) throws -> [UInt64] {
    var found: [UInt64] = []
    if limit == 0 { return found }
    try test.log.scan(from: Position(from), direction) { event throws(Never) in
      found.append(event.position.rawValue)
      return found.count == limit ? .stop : .next
    }
    return found
  }

  private func revisions(
    _ test: TestLog, from: UInt64?, _ direction: Direction, limit: Int
  ) throws -> [UInt64] {
    var found: [UInt64] = []
    if limit == 0 { return found }
    try test.log.scan(StreamName("odd-1"), from: from.map { Revision($0) }, direction) {
      event throws(Never) in
      found.append(event.revision.rawValue)
      return found.count == limit ? .stop : .next
    }
    return found
  }

  @Test func `gives the whole log from any place, either way, up to any limit`() async throws {
    let test = try await log()
    for from in UInt64(0)...12 {
      for limit in 0...12 {
        #expect(
          try positions(test, from: from, .forwards, limit: limit)
            == Array((0...10).filter { $0 >= from }.prefix(limit)))
        #expect(
          try positions(test, from: from, .backwards, limit: limit)
            == Array((0...10).filter { $0 <= from }.reversed().prefix(limit)))
      }
    }
  }

  @Test(
    arguments: [
      (["even"], [2, 4, 6, 8, 10]), (["odd", "even"], Array(1...10)), ([], []),
      (["eve", "even-1", "evens", "$"], []), (["$log"], [0]),
    ] as [(Set<String>, [UInt64])])
  func `gives the events of some categories, and says how far it looked`(
    categories: Set<String>, expected: [UInt64]
  ) async throws {
    let test = try await log()
    for from in UInt64(0)...11 {
      for limit in [1, 3, 100] {
        let (events, next) = try test.log.events(
          from: Position(from), limit: limit, in: categories)
        let end = min(11, from + UInt64(limit))
        #expect(events.map(\.position.rawValue) == expected.filter { $0 >= from && $0 < end })
        #expect(next == Position(end))
      }
    }
    try await test.append("even", 99)
    let (events, _) = try test.log.events(from: Position(11), limit: 9, in: ["even"])
    #expect(events.map(\.stream.text) == ["even"])
  }

  @Test func `gives a stream from any place, either way, up to any limit`() async throws {
    let test = try await log()
    for from in UInt64(0)...6 {
      for limit in 0...6 {
        #expect(
          try revisions(test, from: from, .forwards, limit: limit)
            == Array((0...4).filter { $0 >= from }.prefix(limit)))
        #expect(
          try revisions(test, from: from, .backwards, limit: limit)
            == Array((0...4).filter { $0 <= from }.reversed().prefix(limit)))
      }
    }
    #expect(try revisions(test, from: nil, .forwards, limit: 9) == [0, 1, 2, 3, 4])
    #expect(try revisions(test, from: nil, .backwards, limit: 9) == [4, 3, 2, 1, 0])
  }

  @Test func `tells a stream without events from one that was read to its end`() async throws {
    let test = try await log()
    let none = try test.log.scan(StreamName("none-1"), from: nil) { _ throws(Never) in .next }
    let end = try test.log.scan(StreamName("odd-1"), from: Revision(99)) { _ throws(Never) in .next
    }
    #expect(none == nil)
    #expect(end == Revision(4))
  }

  @Test func `passes on what the caller's own code throws`() async throws {
    struct Stop: Error, Equatable {}
    let test = try await log()
    #expect(throws: ScanError<Stop>.self) {
      try test.log.scan(from: Position(0)) { _ throws(Stop) in throw Stop() }
    }
  }

  @Test func `follows a growing log without a gap or a double`() async throws {
    let test = try TestLog()
    let total: UInt64 = 600
    let follower = Task {
      var seen: [UInt64] = []
      while UInt64(seen.count) < total + 1 {
        let next = UInt64(seen.count)
        let events = try test.log.events(from: Position(next), limit: 7)
        if events.isEmpty { await test.log.head.wait(past: next) }
        seen += events.map(\.position.rawValue)
      }
      return seen
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in UInt64(0)..<4 {
        group.addTask {
          for number in 0..<(total / 4) {
            try await test.append("w-\(writer)", writer << 32 | number)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await follower.value == Array(0...total))
  }

  @Test func `ends a wait when the task is cancelled or the log closed`() async throws {
    let test = try TestLog()
    let cancelled = Task { await test.log.head.wait(past: 100) }
    cancelled.cancel()
    await cancelled.value
    let closed = Task { await test.log.head.wait(past: 100) }
    test.log.close()
    await closed.value
  }
}
