import Events
import Glibc
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// The process of notices on a log, with crashes between what it appends and what it notes down.
@Suite("Notices in the log", .temporaryDirectory) struct NoticeEngineTests {
  private func open() throws -> TestLog {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    return try TestLog(procedures: [FolioRules(zone: zone), NoticeRules(), PolicyRules()])
  }

  /// - Parameter name: another one begins from nothing, as after its file was deleted.
  private func engine(
    _ test: TestLog, _ name: String = "notices"
  ) throws -> ProcessEngine<FolioNotices> {
    let directory = TemporaryDirectory.path + "/" + name
    for path in [directory, directory + "/scratch"] { mkdir(path, 0o700) }
    return try ProcessEngine(
      FolioNotices(zone: try SystemTimeZones.load("America/Mexico_City")), directory: directory,
      scratch: directory + "/scratch", log: test.log)
  }

  private func append(_ messages: [any Message], _ id: UInt64, _ test: TestLog) async throws {
    let events = try messages.enumerated().map { index, message in
      NewEvent(
        id: EventID(high: 0xabc, low: id + UInt64(index)),
        type: try EventType(type(of: message).protoMessageName), contentType: .json,
        data: Array(try message.jsonString().utf8))
    }
    _ = try await test.log.append(
      Append(stream: StreamName("folio-00399734"), expected: .any, events: events))
  }

  private func settle(
    _ engine: ProcessEngine<FolioNotices>, _ test: TestLog
  ) async throws -> Int {
    var fired = 0
    while true {
      switch try await engine.step(now: test.clock.now) {
      case .fired(let count): fired += count
      case .building: continue
      case .idle(let next):
        #expect(next == nil)
        return fired
      case .blocked(let error): throw error
      }
    }
  }

  private func queued(_ test: TestLog) throws -> [UInt64] {
    try test.log.events(of: StreamName("notice-00399734")).map { event in
      guard case .queued(let notice) = try NoticeEvent(event) else {
        Issue.record("\(event.type)")
        return 0
      }
      #expect(event.origin == .process)
      return notice.cause
    }
  }

  private static let way: [any Message] = [
    FolioOpened.opening(.individual),
    FolioStageChanged.move(.altaDeTramite, .gestionDocumental, by: .agente),
    FolioStageChanged.move(.gestionDocumental, .confirmacionCliente, by: .mesaGestionDocumental),
  ]

  @Test func `a cause gives one notice, and leaves the folio's stream as it is`() async throws {
    let test = try open()
    let engine = try engine(test)
    try await append(Self.way, 1, test)
    #expect(try await settle(engine, test) == 1)
    #expect(try await settle(engine, test) == 0)
    #expect(try queued(test) == [2])
    #expect(try test.log.events(of: StreamName("folio-00399734")).count == 3)
    #expect(engine.deadlinesMet.count == 0)
    #expect(try ProcessReader(engine.manager, engine.host.store()).timers(limit: 9).isEmpty)
  }

  @Test func `a process that begins from nothing queues nothing again`() async throws {
    let test = try open()
    try await append(Self.way, 1, test)
    #expect(try await settle(try engine(test), test) == 1)
    let anew = try engine(test, "anew")
    #expect(try await settle(anew, test) == 0)
    #expect(try queued(test) == [2])
  }

  @Test func `one that dies before it notes down what it appended queues nothing again`()
    async throws
  {
    // Two processes that both have the cause pending: the second one is the first after a crash
    // between its append and its own commit.
    let test = try open()
    let (first, second) = (try engine(test, "a"), try engine(test, "b"))
    try await append([Self.way[0]], 1, test)
    for engine in [first, second] { _ = try await settle(engine, test) }
    try await append(Array(Self.way.dropFirst()), 10, test)
    while second.host.build() {}
    while try second.host.follow() {}
    #expect(try await settle(first, test) == 1)
    #expect(try await settle(second, test) == 0)
    #expect(try queued(test) == [2])
  }
}
