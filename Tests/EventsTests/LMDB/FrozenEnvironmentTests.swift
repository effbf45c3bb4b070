import Events
import TestSupport
import Testing

@Suite("Frozen environment", .temporaryDirectory)
struct FrozenEnvironmentTests {
  private func count(_ environment: Environment) throws -> UInt64 {
    try environment.read { transaction throws(LMDBError) in
      try transaction.count(environment.table("t"))
    }
  }

  private func fail(_ environment: Environment) throws(ReadError) {
    try environment.read { transaction throws(ReadError) in
      try transaction.scan(environment.table("t")) { _, _ throws(ReadError) in
        throw .corrupt(Corruption(position: Position(0), finding: .hole))
      }
    }
  }

  private func put(_ number: UInt64, _ environment: Environment) throws {
    try environment.write { transaction throws(LMDBError) in
      try transaction.put(environment.table("t"), Key(number), [1])
    }
  }

  @Test func `shows the same snapshot to every read, whatever is written meanwhile`() throws {
    let environment = try Environment(path: TemporaryDirectory.path + "/e.mdb", tables: ["t"])
    try put(1, environment)
    try environment.frozen { frozen in
      #expect(try count(frozen) == 1)
      try put(2, environment)
      #expect(try count(frozen) == 1)
      #expect(try count(environment) == 2)
    }
    let after = try environment.frozen { frozen in try count(frozen) }
    #expect(after == 2)
  }

  @Test func `goes on after a read in it that failed`() throws {
    let environment = try Environment(path: TemporaryDirectory.path + "/e.mdb", tables: ["t"])
    struct Odd: Error {}
    try put(1, environment)
    var seen: UInt64 = 0
    do {
      try environment.frozen { frozen in
        do throws(ReadError) { try fail(frozen) } catch { seen = try count(frozen) }
        throw Odd()
      }
      Issue.record("it did not throw")
    } catch {
      #expect(error is Odd)
    }
    #expect(seen == 1)
    try put(2, environment)
    #expect(try count(environment) == 2)
  }
}
