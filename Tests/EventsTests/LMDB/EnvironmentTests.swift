import Events
import TestSupport
import Testing

private enum Failure: Error, Equatable, LMDBFailing {
  case failure(LMDBError)
  case mine
}

@Suite("Environment", .temporaryDirectory)
struct EnvironmentTests {
  private func environment() throws -> Environment {
    try Environment(path: TemporaryDirectory.path + "/test.mdb", tables: ["a", "b"])
  }

  private func keys(
    _ environment: Environment, from start: UInt64?, _ direction: Direction
  ) throws -> [UInt64] {
    var found: [UInt64] = []
    try environment.read { transaction throws(LMDBError) in
      try transaction.scan(environment.table("a"), from: start.map { Key($0) }, direction) {
        key, value throws(LMDBError) in
        let isOwnValue = value.equals([UInt8(key.bigEndian(at: 0))])
        #expect(isOwnValue)
        found.append(key.bigEndian(at: 0))
        return .next
      }
    }
    return found
  }

  @Test func `keeps what a transaction wrote, in every table`() throws {
    let environment = try environment()
    try environment.write { transaction throws(LMDBError) in
      try transaction.put(environment.table("a"), Key("x"), [1])
      try transaction.put(environment.table("b"), Key("x"), [2])
    }
    try environment.read { transaction throws(LMDBError) in
      #expect(try transaction.get(environment.table("a"), Key("x")) == [1])
      #expect(try transaction.get(environment.table("b"), Key("x")) == [2])
      #expect(try transaction.get(environment.table("b"), Key("y")) == nil)
    }
  }

  @Test func `leaves nothing of a transaction that throws`() throws {
    let environment = try environment()
    #expect(throws: Failure.mine) {
      try environment.write { transaction throws(Failure) in
        do throws(LMDBError) {
          try transaction.put(environment.table("a"), Key("x"), [1])
        } catch {
          throw .failure(error)
        }
        throw .mine
      }
    }
    try environment.read { transaction throws(LMDBError) in
      #expect(try transaction.count(environment.table("a")) == 0)
    }
  }

  @Test func `walks either way from any key, also between the keys`() throws {
    let environment = try environment()
    #expect(try keys(environment, from: nil, .backwards) == [])
    let stored: [UInt64] = [10, 20, 30]
    try environment.write { transaction throws(LMDBError) in
      for key in stored {
        try transaction.put(environment.table("a"), Key(key), [UInt8(key)])
      }
    }
    #expect(try keys(environment, from: nil, .forwards) == stored)
    #expect(try keys(environment, from: nil, .backwards) == stored.reversed())
    for start in UInt64(0)...40 {
      #expect(try keys(environment, from: start, .forwards) == stored.filter { $0 >= start })
      #expect(
        try keys(environment, from: start, .backwards) == stored.filter { $0 <= start }.reversed())
    }
  }

  @Test func `inserts only under a free key, and removes`() throws {
    let environment = try environment()
    let table = environment.table("a")
    try environment.write { transaction throws(LMDBError) in
      #expect(try transaction.insert(table, Key("x"), [1]))
      #expect(try transaction.insert(table, Key("x"), [2]) == false)
      #expect(try transaction.get(table, Key("x")) == [1])
      #expect(try transaction.remove(table, Key("x")))
      #expect(try transaction.remove(table, Key("x")) == false)
    }
  }

  @Test func `shows a reader one snapshot while others write`() throws {
    let environment = try environment()
    let table = environment.table("a")
    try environment.read { transaction throws(LMDBError) in
      try environment.write { writer throws(LMDBError) in
        try writer.put(table, Key("x"), [1])
      }
      #expect(try transaction.get(table, Key("x")) == nil)
    }
    try environment.read { transaction throws(LMDBError) in
      #expect(try transaction.get(table, Key("x")) == [1])
    }
  }

  @Test func `names the call and the file when a key is too long`() throws {
    let environment = try environment()
    #expect {
      try environment.write { transaction throws(LMDBError) in
        try transaction.put(environment.table("a"), Key([UInt8](repeating: 1, count: 512)), [])
      }
    } throws: { error in
      (error as? LMDBError)?.call == "mdb_put"
    }
  }
}
