import Events
import Projections
import TestSupport
import Testing

@Suite("FollowerStore", .temporaryDirectory)
struct FollowerStoreTests {
  private static let log = EventID(high: 1, low: 2)

  private func open(
    version: UInt32 = 1, log: EventID = Self.log, _ name: String = "view.mdb"
  ) throws -> FollowerStore {
    try FollowerStore(
      path: TemporaryDirectory.path + "/" + name, version: version, tables: ["tally"], log: log)
  }

  private func event(_ position: UInt64, _ type: String = "Good") throws -> RecordedEvent {
    RecordedEvent(
      position: Position(position), stream: try StreamName("thing-1"),
      revision: Revision(position), id: EventID(high: 0, low: position),
      type: try EventType(type), contentType: .json, origin: .client, recorded: TestLog.start,
      effective: TestLog.start, data: [], metadata: [])
  }

  private func apply(_ events: [RecordedEvent], to store: FollowerStore) throws {
    try store.apply(events) { event, rows throws(FollowerError) in
      try TallyProjection().apply(event, to: &rows, store.environment)
    }
  }

  @Test func `commits rows and checkpoint together`() throws {
    let store = try open()
    #expect(try store.next() == Position(0))
    try apply([event(0), event(1)], to: store)
    #expect(try store.next() == Position(2))
    #expect(try TallyProjection.counts(store) == ["thing-1": 2])
  }

  @Test func `leaves nothing of a batch behind when an event in it throws`() throws {
    let store = try open()
    try apply([event(0)], to: store)
    let before = try store.digest()
    #expect(throws: FollowerError.self) { try apply([event(1), event(2, "Bad")], to: store) }
    #expect(try store.next() == Position(1))
    #expect(try store.digest() == before)
  }

  @Test func `changes nothing for an empty batch`() throws {
    let store = try open()
    let before = try store.digest()
    try apply([], to: store)
    #expect(try store.digest() == before)
  }

  @Test func `goes on where it was when it is opened again`() throws {
    try apply([event(0), event(1)], to: open())
    let again = try open()
    #expect(try again.next() == Position(2))
    #expect(try TallyProjection.counts(again) == ["thing-1": 2])
  }

  @Test(arguments: zip([2, 1], [Self.log, EventID(high: 1, low: 3)]))
  func `is emptied under another version and beside another log`(
    version: UInt32, log: EventID
  ) throws {
    try apply([event(0)], to: open())
    let other = try open(version: version, log: log)
    #expect(try other.next() == Position(0))
    #expect(try TallyProjection.counts(other).isEmpty)
    let new = try open(version: version, log: log, "new.mdb")
    #expect(try other.digest() == new.digest())
  }

  @Test func `has the same digest for the same contents`() throws {
    let (one, other) = (try open(), try open("other.mdb"))
    try apply([event(0), event(1), event(2)], to: one)
    for position: UInt64 in 0..<3 { try apply([event(position)], to: other) }
    #expect(try one.digest() == other.digest())
    #expect(try one.digest().count == 64)
  }

  @Test(arguments: [
    ([1, 2], [3, 5]), ([1, 3], [3, 4]), ([1], [2, 3, 4]), ([1, 2, 3], [4]), ([1, 2], []),
  ])
  func `has another digest when one byte of a key or value is another`(
    key: [UInt8], value: [UInt8]
  ) throws {
    let (one, other) = (try open(), try open("other.mdb"))
    func write(_ key: [UInt8], _ value: [UInt8], to store: FollowerStore) throws {
      try store.environment.write { transaction throws(LMDBError) in
        try transaction.put(store.environment.table("tally"), Key(key), value)
      }
    }
    try write([1, 2], [3, 4], to: one)
    try write(key, value, to: other)
    #expect(try one.digest() != other.digest())
    try write([1, 2], [3, 4], to: other)
    if key == [1, 2] { #expect(try one.digest() == other.digest()) }
  }

  @Test func `has another digest when only the checkpoint is another`() throws {
    let (one, other) = (try open(), try open("other.mdb"))
    try one.apply([event(0)]) { _, _ throws(FollowerError) in }
    #expect(try one.digest() != other.digest())
  }
}
