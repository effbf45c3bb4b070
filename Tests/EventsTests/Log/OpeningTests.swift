import Events
import TestSupport
import Testing

@Suite("Opening a log", .temporaryDirectory)
struct OpeningTests {
  @Test func `begins a new log with its own first event, once`() throws {
    let path = TemporaryDirectory.path + "/new.mdb"
    for _ in 0..<2 {
      let test = try TestLog(path: path)
      let events = try test.log.events(from: Position(0))
      #expect(events.map(\.type.text) == ["$log-created"])
      #expect(events.first?.id == test.log.identity)
      test.log.close()
    }
  }

  @Test func `goes on where it was`() async throws {
    let path = TemporaryDirectory.path + "/again.mdb"
    do {
      let test = try TestLog(path: path)
      try await test.append("a-1", 1, 2)
      test.log.close()
    }
    let test = try TestLog(path: path)
    let receipt = try await test.append("a-1", 3, expecting: .exact(Revision(1)))
    #expect(receipt.position == Position(3))
  }

  @Test func `refuses a file that this process has open already`() throws {
    let test = try TestLog()
    #expect(throws: ReadError.self) { try TestLog(path: TemporaryDirectory.path + "/log.mdb") }
    #expect(test.log.head.count == 1)
  }

  @Test func `refuses a directory that does not exist, and says which call failed`() {
    #expect {
      try TestLog(path: TemporaryDirectory.path + "/missing/log.mdb")
    } throws: { error in
      "\(error)".contains("mdb_env_open") && "\(error)".contains("No such file or directory")
    }
  }
}
