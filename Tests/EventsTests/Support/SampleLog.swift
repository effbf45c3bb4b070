import Events
import TestSupport

/// What the fixture files hold, event by event: every field of a record, with its extremes, and a
/// row of every table.
enum SampleLog {
  static let procedures: [any Procedure] = [Vouchers()]

  /// Fills a new log; the same bytes in every record each time.
  static func fill(_ test: TestLog) async throws {
    try await append(test, "cuenta-ñandú", event(1, data: "{\"saldo\":\"1.50\"}"))
    test.clock.advance(seconds: 60)
    try await append(
      test, "cuenta-ñandú",
      event(2, type: "Cerrada", data: "\u{0}\u{1}", .binary, metadata: "{\"by\":\"Íñigo\"}"),
      event(3, data: "", effective: Timestamp(microseconds: -1)))
    test.clock.advance(seconds: 60)
    try await append(test, "voucher-1", event(4, type: "Taken", data: "X"))
    try await append(test, "voucher-2", event(5, type: "Taken", data: "Y"), origin: .process)
    try await append(test, "voucher-1", event(6, type: "Returned", data: "X"))
    // The same id twice: the index keeps the first.
    try await append(test, "a", event(7, data: "1"), event(7, data: "2"))
    for number in UInt64(8)..<15 {
      try await append(test, "b-\(number % 3)", event(number, data: "\(number)"))
    }
  }

  /// The number of events in it, with the log's own first one.
  static let count: UInt64 = 16

  /// What files of format 3 hold behind it: who appended, with its extremes.
  static func fillPeers(_ test: TestLog) async throws {
    try await append(test, "c", event(15, data: "1"), peer: Peer(uid: 0, gid: 0, pid: 0))
    try await append(
      test, "c", event(16, data: "2"), peer: Peer(uid: .max, gid: 100, pid: 4_194_304))
    try await append(test, "c", event(17, data: "3"))
  }

  /// The number of events in a file of a format.
  static func count(ofFormat format: Int) -> UInt64 { format < 3 ? count : count + 3 }

  private static func event(
    _ number: UInt64, type: String = "Opened", data: String, _ contentType: ContentType = .json,
    metadata: String = "", effective: Timestamp? = nil
  ) throws -> NewEvent {
    NewEvent(
      id: EventID(high: 0xf1f2_f3f4_f5f6_f7f8, low: number), type: try EventType(type),
      contentType: contentType, data: Array(data.utf8), metadata: Array(metadata.utf8),
      effective: effective)
  }

  private static func append(
    _ test: TestLog, _ stream: String, _ events: NewEvent..., origin: Origin = .client,
    peer: Peer? = nil
  ) async throws {
    _ = try await test.log.append(
      Append(
        stream: try StreamName(stream), expected: .any, events: events, origin: origin, peer: peer))
  }
}

/// A voucher is taken once in all streams of the category, and can be given back.
struct Vouchers: Procedure {
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

  func apply(_ event: (isTaken: Bool, name: String), _ facts: EventFacts, to state: inout Int) {
    state += 1
  }
}
