import Events
import Glibc

/// A log with rows in every table, with all that a file can have: large values, branch pages, pages
/// that were freed, keys that count once and keys that were given back.
struct DamageLog {
  static let time = Timestamp(microseconds: 1_767_628_800_000_000)
  /// What the file was after each of its last commits, oldest first; the last is the whole file.
  let states: [[UInt8]]
  let content: LogContent

  var file: [UInt8] { states[states.count - 1] }

  private static let commits = 60
  private static let statesKept = 24

  /// - Parameter start: a log to begin with, e.g. one of an earlier format; `nil`: a new one.
  static func make(path: String, from start: String?, seed: UInt64) async throws -> DamageLog {
    if let start { try writeFile(path, try readFile(start)) }
    let log = try open(path)
    var writer = Writer(random: SplitMix(seed: seed))
    var states: [[UInt8]] = []
    for commit in 0..<commits {
      let appends = try commit == commits - 1 ? [writer.last()] : writer.next()
      // One by one, so that a seed makes the same pages each time.
      for append in appends { _ = try await log.append(append) }
      if commit >= commits - statesKept { states.append(try readFile(path)) }
    }
    let content = try LogContent(log)
    log.close()
    return DamageLog(states: states, content: content)
  }

  static func open(_ path: String) throws(ReadError) -> EventLog {
    try EventLog(
      path: path, newIdentity: EventID(high: 3, low: 3), procedures: [Coupons()],
      mapBytes: 1 << 28, reserve: LogRoom.Reserve(mapBytes: 0, diskBytes: 0), now: { time })
  }

  private struct Writer {
    var random: SplitMix
    private var number: UInt64 = 0
    private var coupons = 0

    init(random: SplitMix) { self.random = random }

    mutating func next() throws -> [Append] {
      try (0..<16).map { _ in try random.next() % 5 == 0 ? coupon() : events() }
    }

    private mutating func id() -> EventID {
      number += 1
      return EventID(high: random.next(), low: number)
    }

    private mutating func events() throws -> Append {
      let peer = random.next() % 2 == 0 ? Peer(uid: 1000, gid: 100, pid: 4242) : nil
      var events: [NewEvent] = []
      for _ in 0...(random.next() % 3) {
        let size = random.next() % 40 == 0 ? 2000 + random.next() % 9000 : random.next() % 300
        events.append(
          NewEvent(
            id: id(), type: try EventType("thing.v1.Happened"), contentType: .binary,
            data: (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) },
            metadata: Array("{}".utf8)))
      }
      return Append(
        stream: try StreamName("thing-\(random.next() % 300)"), expected: .any, events: events,
        peer: peer)
    }

    /// Takes a new coupon, or gives one back.
    private mutating func coupon() throws -> Append {
      let isReturn = coupons > 20 && random.next() % 4 == 0
      if !isReturn { coupons += 1 }
      let number = isReturn ? Int(random.next() % UInt64(coupons)) : coupons
      return Append(
        stream: try StreamName("voucher-\(number % 40)"), expected: .any,
        events: [
          NewEvent(
            id: id(), type: try EventType(isReturn ? "Returned" : "Taken"),
            contentType: .binary, data: Array("coupon \(number)".utf8))
        ])
    }

    /// Of the last commit, which can be told from everything else.
    mutating func last() throws -> Append {
      Append(
        stream: try StreamName("thing-0"), expected: .any,
        events: [
          NewEvent(
            id: id(), type: try EventType("thing.v1.Ended"), contentType: .json, data: [0x31])
        ])
    }
  }
}

/// A coupon is taken once in all streams of the category, and can be given back.
struct Coupons: Procedure {
  let category = "voucher"

  func initialState(of stream: StreamName) throws(Refusal) -> Int { 0 }

  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> (isTaken: Bool, name: String) {
    (type.text == "Taken", String(decoding: data, as: UTF8.self))
  }

  func check(
    _ event: (isTaken: Bool, name: String), _ facts: EventFacts, in state: Int,
    of stream: StreamName, elsewhere: Elsewhere
  ) throws(Refusal) {}

  func keys(of event: (isTaken: Bool, name: String), in state: Int) -> KeyChanges {
    event.isTaken ? KeyChanges(taken: [event.name]) : KeyChanges(released: [event.name])
  }

  func apply(_ event: (isTaken: Bool, name: String), _ facts: EventFacts, to state: inout Int) {}
}
