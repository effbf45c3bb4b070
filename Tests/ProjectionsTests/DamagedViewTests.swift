import Events
import Foundation
import TestSupport
import Testing

@testable import Projections

/// A view follows from the log, so a damaged one is no loss: it is made anew.
@Suite("A damaged file of a view", .temporaryDirectory)
struct DamagedViewTests {
  private let path = TemporaryDirectory.path + "/view.mdb"

  private func open() throws -> FollowerStore {
    try FollowerStore(
      path: path, version: 1, tables: ["tally"], log: EventID(high: 1, low: 2))
  }

  /// Some rows, and a checkpoint.
  private func fill() throws {
    let store = try open()
    let event = RecordedEvent(
      position: Position(6), stream: try StreamName("thing-1"), revision: Revision(0),
      id: EventID(high: 0, low: 6), type: try EventType("Good"), contentType: .json,
      origin: .client, recorded: TestLog.start, effective: TestLog.start, data: [], metadata: [])
    try store.apply([event]) { _, rows throws(FollowerError) in
      do throws(LMDBError) {
        for number in UInt64(0)..<500 {
          try rows.put(
            store.environment.table("tally"), Key(number), [UInt8](repeating: 3, count: 60))
        }
      } catch {
        throw .failure(error)
      }
    }
    try store.finish()
  }

  private func count(_ store: FollowerStore) throws -> UInt64 {
    try store.environment.read { transaction throws(LMDBError) in
      try transaction.count(store.environment.table("tally"))
    }
  }

  /// Whether every row is as `fill` wrote it.
  private func isRight(_ store: FollowerStore) throws -> Bool {
    try store.environment.read { transaction throws(LMDBError) in
      var next: UInt64 = 0
      try transaction.scan(store.environment.table("tally")) { key, value throws(LMDBError) in
        guard key.equals(Key(next).bytes), value.equals([UInt8](repeating: 3, count: 60)) else {
          return .stop
        }
        next += 1
        return .next
      }
      return next == 500
    }
  }

  @Test func `gives way to an empty one, or has all its rows as they were`() throws {
    var random = SeededRandom.printed()
    try fill()
    let sound = try Array(Data(contentsOf: URL(filePath: path)))
    var emptied = 0
    for _ in 0..<200 {
      var file = sound
      let bit = Int.random(in: 0..<(file.count * 8), using: &random)
      file[bit / 8] ^= 1 << (bit % 8)
      try Data(file).write(to: URL(filePath: path))
      let store = try open()
      if store.damage == nil {
        #expect(try isRight(store) || count(store) == 0)
        continue
      }
      emptied += 1
      #expect(try count(store) == 0)
      #expect(try store.next() == Position(0))
    }
    #expect(emptied > 0)
  }

  @Test(arguments: [0, 100, 5000, 20_000])
  func `gives way to an empty one when it is cut off`(bytes: Int) throws {
    try fill()
    let sound = try Data(contentsOf: URL(filePath: path))
    try sound.prefix(bytes).write(to: URL(filePath: path))
    let store = try open()
    #expect((store.damage == nil) == (bytes == 0))
    #expect(try store.next() == Position(0))
    #expect(try count(store) == 0)
  }

  @Test func `gives way to an empty one when a row was changed, removed or added`() throws {
    for change in 0..<3 {
      try? FileManager.default.removeItem(atPath: path)
      try fill()
      do {
        let environment = try Environment(path: path, tables: ["tally"], mapBytes: 1 << 30)
        let tally = environment.table("tally")
        try environment.write { transaction throws(LMDBError) in
          switch change {
          case 0: try transaction.put(tally, Key(7), [UInt8](repeating: 4, count: 60))
          case 1: try transaction.remove(tally, Key(7))
          default: try transaction.put(tally, Key(500), [UInt8](repeating: 3, count: 60))
          }
        }
      }
      let store = try open()
      #expect(store.damage?.damage == .rows)
      #expect(try count(store) == 0)
    }
  }

  @Test func `is known by its rows after some were changed and removed, and after all were`() throws
  {
    try fill()
    func change(_ position: UInt64) throws {
      let store = try open()
      let event = RecordedEvent(
        position: Position(position), stream: try StreamName("thing-1"), revision: Revision(1),
        id: EventID(high: 0, low: position), type: try EventType("Good"), contentType: .json,
        origin: .client, recorded: TestLog.start, effective: TestLog.start, data: [],
        metadata: [])
      let tally = store.environment.table("tally")
      try store.apply([event]) { _, rows throws(FollowerError) in
        do throws(LMDBError) {
          try rows.put(tally, Key(3), [9])
          try rows.put(tally, Key(3), [8])
          try rows.remove(tally, Key(4))
          try rows.remove(tally, Key(4))
          _ = try rows.insert(tally, Key(5), [1])
          _ = try rows.insert(tally, Key(600 + position), [1])
          try rows.append(tally, Key(5000 + position), [])
        } catch {
          throw .failure(error)
        }
      }
    }
    try change(8)
    try change(9)
    #expect(try open().damage == nil)
    try open().empty()
    #expect(try open().damage == nil)
    try change(10)
    #expect(try open().damage == nil)
    #expect(try count(open()) == 4)
  }

  @Test(arguments: [("next", 7), ("next", 9), ("last", 15), ("last", 0)])
  func `gives way to an empty one when its checkpoint is none`(row: String, bytes: Int) throws {
    try fill()
    do {
      let environment = try Environment(path: path, tables: ["checkpoint"], mapBytes: 1 << 30)
      try environment.write { transaction throws(LMDBError) in
        try transaction.put(
          environment.table("checkpoint"), Key(row), [UInt8](repeating: 1, count: bytes))
      }
    }
    let store = try open()
    #expect(store.damage?.damage == .rows)
    #expect(try store.next() == Position(0))
    #expect(try store.lastApplied() == nil)
  }

  @Test func `is built anew by its host, to the same bytes, and the damage is told`() async throws {
    let log = try TestLog()
    try await log.appendGood(300)
    let digest = try {
      let host = try TallyProjection().hosted(log)
      try host.catchUp()
      #expect(host.damaged == [])
      return try host.digest()
    }()
    let file = URL(filePath: TemporaryDirectory.path + "/views/tally-v1-1.mdb")
    try Data(contentsOf: file).prefix(9000).write(to: file)
    let host = try TallyProjection().hosted(log)
    try host.catchUp()
    #expect(host.damaged.count == 1)
    #expect(try host.digest() == digest)
  }
}
