import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Agent directory", .temporaryDirectory)
struct AgentDirectoryTests {
  private let log: TestLog
  private let follower: Follower
  private let directory: AgentDirectoryReader

  init() throws {
    log = try TestLog()
    follower = try Follower(
      AgentDirectory(), path: TemporaryDirectory.path + "/agents.mdb", log: log.log)
    directory = AgentDirectoryReader(follower.store)
  }

  private func open(_ number: UInt64, _ key: String, _ name: String, email: String = "")
    async throws
  {
    var form = Folios.form()
    form.agent.key = key
    form.agent.name = name
    form.agent.email = email
    try await log.append(FolioNumber(number)!.stream.text, Folios.opened(number, form))
  }

  private func given() async throws {
    try await open(1, "A-1024", "Begoña Núñez")
    try await open(2, "A-2048", "José López Núñez")
    try await open(3, "A-4096", "María José Peña")
    try await open(4, "A-10", "José")
    try follower.catchUp()
  }

  private func keys(_ text: String, limit: Int = 9) throws -> [String] {
    try directory.agents(matching: text, limit: limit).agents.map(\.agent.key)
  }

  @Test func `gives the exact one, by key or by name`() async throws {
    try await given()
    #expect(try keys("A-1024") == ["A-1024"])
    #expect(try keys("a-10") == ["A-10"])
    #expect(try keys("BEGOÑA NUÑEZ") == ["A-1024"])
    #expect(try keys("José") == ["A-10"])
  }

  @Test func `gives all coincidences where none is exact`() async throws {
    try await given()
    #expect(try keys("núñez") == ["A-1024", "A-2048"])
    #expect(try keys("nunez jose") == ["A-2048"])
    #expect(try keys("20") == ["A-2048"])
    #expect(try keys("A-") == ["A-10", "A-1024", "A-2048", "A-4096"])
    #expect(try keys("nadie").isEmpty)
  }

  @Test func `gives at most so many, and says how many there are`() async throws {
    try await given()
    let answer = try directory.agents(matching: "", limit: 3)
    #expect(answer.agents.count == 3 && answer.count == 4)
  }

  @Test func `knows an agent as the form saved last says`() async throws {
    try await given()
    log.clock.advance(seconds: 60)
    var form = Folios.form()
    form.agent.key = "A-1024"
    form.agent.name = "Begoña Núñez Peña"
    form.agent.promotor = "Seguros Ñandú"
    form.agent.email = "begona@agentes.example"
    try await log.append("folio-00000002", Folios.updated(form))
    try follower.catchUp()
    let known = try #require(try directory.agents(matching: "A-1024", limit: 1).agents.first)
    #expect(known.agent == form.agent)
    #expect(known.folio == 2)
    #expect(Timestamp(known.seen) == log.clock.now)
  }

  @Test func `leaves out who is still to be registered`() async throws {
    try await open(1, "A-5000", "")
    try await open(2, String(repeating: "x", count: 201), "Larga")
    try await log.append("folio-00000001", FolioNoteAdded.with { $0.text = "nota" })
    try follower.catchUp()
    #expect(try keys("").isEmpty)
  }

  @Test func `stops at what is no event of a folio`() async throws {
    try await log.append("folio-00000001", "folio.v1.Opened", Array("{\"x\":1}".utf8))
    #expect(throws: FollowerError.self) { try follower.catchUp() }
  }
}
