import Events
import TestSupport
import Testing

/// A jar takes numbers up to a total of ten, and can be emptied into another jar.
private struct Jars: Procedure {
  let category = "jar"

  func initialState(of stream: StreamName) throws(Refusal) -> Int {
    if stream.text == "jar-bad" { throw refusal("jar.bad-name") }
    return 0
  }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Int {
    guard let number = Int(String(decoding: data, as: UTF8.self)) else {
      throw refusal("jar.no-number")
    }
    return number
  }

  func check(
    _ event: Int, _ facts: EventFacts, in state: Int, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    if event == 0 {
      guard let other = try? StreamName("jar-other"), elsewhere(other) as? Int == 10 else {
        throw refusal("jar.other-not-full")
      }
    }
    if state + event > 10 { throw refusal("jar.full") }
  }

  func apply(_ event: Int, _ facts: EventFacts, to state: inout Int) { state += event }

  /// A three counts once in all jars; a minus three gives it back.
  func keys(of event: Int, in state: Int) -> KeyChanges {
    KeyChanges(taken: event == 3 ? ["three"] : [], released: event == -3 ? ["three"] : [])
  }

  private func refusal(_ code: String) -> Refusal {
    Refusal(code: code, message: "no", source: "this test")
  }
}

/// Says where its events are: one that asks is refused with the positions of those before it.
private struct Whereabouts: Procedure {
  let category = "where"

  func initialState(of stream: StreamName) throws(Refusal) -> [Position] { [] }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Bool { data.first == UInt8(ascii: "?") }

  func check(
    _ asks: Bool, _ facts: EventFacts, in state: [Position], of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    guard asks else { return }
    throw Refusal(code: "\(state + [facts.position])", message: "no", source: "this test")
  }

  func apply(_ asks: Bool, _ facts: EventFacts, to state: inout [Position]) {
    state.append(facts.position)
  }
}

@Suite("Governed streams", .temporaryDirectory)
struct GovernedStreamsTests {
  private func put(
    _ numbers: [String], into stream: String = "jar-1", _ test: TestLog, id: UInt64
  ) async throws -> AppendReceipt {
    try await test.log.append(
      Append(
        stream: try StreamName(stream), expected: .any,
        events: try numbers.enumerated().map { index, number in
          NewEvent(
            id: EventID(high: id, low: UInt64(index)), type: try EventType("Put"),
            contentType: .json, data: Array(number.utf8))
        }))
  }

  private func expectRefusal(
    _ code: String, _ body: () async throws -> AppendReceipt
  ) async throws {
    let error = await #expect(throws: AppendError.self) { _ = try await body() }
    guard case .refused(let refusal) = error else {
      Issue.record("not a refusal: \(String(describing: error))")
      return
    }
    #expect(refusal.code == code)
  }

  @Test func `asks the rule about each event, in order, and takes all or none`() async throws {
    let test = try TestLog(procedures: [Jars()])
    try await expectRefusal("jar.full") { try await put(["4", "4", "4"], test, id: 1) }
    #expect(test.log.head.count == 1)
    _ = try await put(["4", "4"], test, id: 2)
    try await expectRefusal("jar.full") { try await put(["3"], test, id: 3) }
    _ = try await put(["2"], test, id: 4)
    #expect(test.log.head.count == 4)
  }

  @Test func `knows the state of a stream again after a restart`() async throws {
    let path = TemporaryDirectory.path + "/jars.mdb"
    do {
      let test = try TestLog(procedures: [Jars()], path: path)
      _ = try await put(["4", "5"], test, id: 1)
      test.log.close()
    }
    let test = try TestLog(procedures: [Jars()], path: path)
    try await expectRefusal("jar.full") { try await put(["2"], test, id: 2) }
    _ = try await put(["1"], test, id: 3)
  }

  @Test func `lets a rule look at another stream`() async throws {
    let test = try TestLog(procedures: [Jars()])
    try await expectRefusal("jar.other-not-full") { try await put(["0"], test, id: 1) }
    _ = try await put(["10"], into: "jar-other", test, id: 2)
    _ = try await put(["0"], test, id: 3)
  }

  @Test func `refuses a bad name and an unreadable payload by their codes`() async throws {
    let test = try TestLog(procedures: [Jars()])
    try await expectRefusal("jar.bad-name") { try await put(["1"], into: "jar-bad", test, id: 1) }
    try await expectRefusal("jar.no-number") { try await put(["x"], test, id: 1) }
  }

  @Test func `leaves streams of other categories alone`() async throws {
    let test = try TestLog(procedures: [Jars()])
    _ = try await put(["x"], into: "jars-1", test, id: 1)
    _ = try await put(["x"], into: "open", test, id: 1)
  }

  @Test func `gives a repeated append its first answer, although the rule would now refuse`()
    async throws
  {
    let test = try TestLog(procedures: [Jars()])
    let first = try await put(["10"], test, id: 1)
    #expect(try await put(["10"], test, id: 1).position == first.position)
  }

  @Test func `a key counts once in all streams of the category, until it is given back`()
    async throws
  {
    let path = TemporaryDirectory.path + "/keys.mdb"
    do {
      let test = try TestLog(procedures: [Jars()], path: path)
      _ = try await put(["3"], test, id: 1)
      try await expectRefusal("jar.key-taken") { try await put(["3"], test, id: 2) }
      try await expectRefusal("jar.key-taken") {
        try await put(["3"], into: "jar-2", test, id: 3)
      }
      test.log.close()
    }
    let test = try TestLog(procedures: [Jars()], path: path)
    try await expectRefusal("jar.key-taken") { try await put(["3"], into: "jar-2", test, id: 4) }
    _ = try await put(["-3"], test, id: 5)
    _ = try await put(["3"], into: "jar-2", test, id: 6)
    try await expectRefusal("jar.key-taken") { try await put(["3"], test, id: 7) }
  }

  @Test func `a key counts once within one append too, and a refused append takes none`()
    async throws
  {
    let test = try TestLog(procedures: [Jars()])
    try await expectRefusal("jar.key-taken") { try await put(["3", "3"], test, id: 1) }
    try await expectRefusal("jar.full") { try await put(["3", "9"], test, id: 2) }
    _ = try await put(["3", "-3", "3"], test, id: 3)
    try await expectRefusal("jar.key-taken") { try await put(["3"], into: "jar-2", test, id: 4) }
  }

  @Test func `tells the rule where an event is in the log, before it is stored and ever after`()
    async throws
  {
    let path = TemporaryDirectory.path + "/where.mdb"
    do {
      let test = try TestLog(procedures: [Whereabouts()], path: path)
      _ = try await put(["0", "1"], into: "where-1", test, id: 1)
      _ = try await put(["2"], into: "other", test, id: 2)
      try await expectRefusal("[1, 2, 4, 5]") {
        try await put(["3", "?"], into: "where-1", test, id: 3)
      }
      _ = try await put(["3"], into: "where-1", test, id: 4)
      test.log.close()
    }
    let test = try TestLog(procedures: [Whereabouts()], path: path)
    try await expectRefusal("[1, 2, 4, 5]") {
      try await put(["?"], into: "where-1", test, id: 5)
    }
  }
}
