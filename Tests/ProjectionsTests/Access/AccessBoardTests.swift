import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Access board", .temporaryDirectory)
struct AccessBoardTests {
  private let log: TestLog
  private let follower: Follower
  private let board: AccessBoardReader

  init() throws {
    log = try TestLog()
    follower = try Follower(
      AccessBoard(), path: TemporaryDirectory.path + "/access.mdb", log: log.log)
    board = AccessBoardReader(follower.store)
  }

  private static let desk = AccessActor.with { $0.role = .mesaDeServicio }
  private static let mail = AccessChannel.with {
    $0.medium = .correo
    $0.email = "begona@agentes.example"
  }
  private static let requested = AccessRequested.with {
    $0.actor.role = .agente
    $0.kind = .altaAgente
    $0.channel = mail
    $0.email = "Begona@agentes.example"
    $0.name = "Begoña Núñez"
  }
  private static let granted = AccessGranted.with {
    $0.actor = desk
    $0.key = "A-1"
    $0.email = "Begona@agentes.example"
    $0.channel = mail
  }
  private static let byFolio = AccessRequested.with {
    $0.actor.role = .ejecutivoComercial
    $0.kind = .altaPromotor
    $0.channel.medium = .folio
    $0.channel.folio = 399_734
    $0.key = "P-1"
    $0.email = "p@x.example"
  }
  private static let asked = AccessPasswordAsked.with { $0.email = "begona@agentes.example" }
  private static let mailed = AccessPasswordLinkMailed.with {
    $0.access = "1"
    $0.validMinutes = 60
  }

  private func page(_ id: String, _ events: any Message...) async throws -> AccessPage {
    for event in events {
      log.clock.advance(seconds: 60)
      try await log.append("access-\(id)", event)
    }
    try follower.catchUp()
    return try #require(try board.page(AccessID(id)!))
  }

  @Test func `a request goes from what is missing to the access`() async throws {
    var page = try await page("1", Self.requested)
    #expect(page.state == .requested && page.missing == [.clave])
    let notice = AccessInformationMissing.with {
      $0.actor = Self.desk
      $0.missing = [.clave]
      $0.text = "Falta la clave."
      $0.channel = Self.mail
    }
    page = try await self.page("1", notice)
    #expect(page.state == .informationMissing && page.missing == [.clave])
    page = try await self.page("1", AccessInformationSupplied.with { $0.key = "A-1" })
    #expect(page.state == .requested && page.missing.isEmpty)
    #expect(page.key == "A-1" && page.email == "Begona@agentes.example")
    page = try await self.page("1", Self.granted)
    #expect(page.state == .granted)
    #expect(
      page.history.map(\.event) == [
        "Requested", "InformationMissing", "InformationSupplied", "Granted",
      ])
    #expect(page.history[1].text == "Falta la clave." && page.history[1].channel == Self.mail)
    #expect(Timestamp(page.begun) == TestLog.start.adding(seconds: 60))
    #expect(Timestamp(page.modified) == TestLog.start.adding(seconds: 240))
    #expect(page.revision == 3)
  }

  @Test func `an access is found by its folio and by its address`() async throws {
    _ = try await page("1", Self.requested, Self.granted)
    _ = try await page("2", Self.byFolio)
    #expect(try board.page(of: FolioNumber(399_734)!)?.id == "2")
    #expect(try board.page(of: FolioNumber(1)!) == nil)
    #expect(try board.page(registered: "BEGONA@agentes.example")?.id == "1")
    #expect(try board.page(registered: "p@x.example") == nil)
    #expect(try board.page(registered: "") == nil)
    #expect(try board.page(registered: String(repeating: "x", count: 600)) == nil)
  }

  @Test func `a link is mailed, opened and used`() async throws {
    var page = try await page("2", Self.asked)
    #expect(page.state == .passwordAsked && page.missing.isEmpty && !page.hasLinkExpires)
    page = try await self.page("2", Self.mailed)
    #expect(page.state == .linkMailed && page.access == "1")
    #expect(Timestamp(page.linkMailed) == TestLog.start.adding(seconds: 120))
    #expect(Timestamp(page.linkExpires) == TestLog.start.adding(seconds: 3720))
    page = try await self.page("2", AccessPasswordLinkOpened())
    #expect(page.state == .linkOpened)
    page = try await self.page("2", AccessPasswordChanged())
    #expect(page.state == .passwordChanged)
  }

  @Test func `a link expires`() async throws {
    let expired = AccessPasswordLinkExpired.with { $0.escalation.rule = "password-link" }
    let page = try await page("2", Self.asked, Self.mailed, expired)
    #expect(page.state == .linkExpired)
    #expect(page.history.last?.escalation.rule == "password-link")
  }

  @Test func `lists in order of time what passes the filters, a page at a time`() async throws {
    _ = try await page("c", Self.requested)
    _ = try await page("b", Self.byFolio)
    _ = try await page("a", Self.asked)
    _ = try await page("d", Self.asked, Self.mailed)
    _ = try await page("c", Self.granted)
    func ids(_ kind: AccessKind? = nil, _ state: AccessState? = nil, limit: Int) throws -> [String]
    {
      var found: [String] = []
      var after: UInt64 = 0
      repeat {
        let (rows, next) = try board.rows(kind: kind, state: state, after: after, limit: limit)
        #expect(rows.count <= limit)
        found += rows.map(\.id)
        after = next
      } while after != 0
      return found
    }
    for limit in [1, 2, 9] {
      #expect(try ids(limit: limit) == ["c", "b", "a", "d"])
      #expect(try ids(.unspecified, limit: limit) == ["a", "d"])
      #expect(try ids(.altaAgente, limit: limit) == ["c"])
      #expect(try ids(nil, .granted, limit: limit) == ["c"])
      #expect(try ids(.altaAgente, .requested, limit: limit).isEmpty)
    }
    #expect(try board.rows(after: .max, limit: 1).rows.isEmpty)
  }

  @Test func `built anew it has the same bytes`() async throws {
    _ = try await page("1", Self.requested, Self.granted)
    _ = try await page("2", Self.asked, Self.mailed)
    let anew = try Follower(
      AccessBoard(), path: TemporaryDirectory.path + "/anew.mdb", log: log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == follower.store.digest())
  }

  @Test func `stops at what admission would refuse`() async throws {
    for (stream, event) in [("access-", Self.asked), ("access-1", Self.mailed)]
      as [(String, any Message)]
    {
      let log = try TestLog(path: TemporaryDirectory.path + "/\(stream).mdb")
      let follower = try Follower(
        AccessBoard(), path: TemporaryDirectory.path + "/\(stream)-board.mdb", log: log.log)
      try await log.append(stream, event)
      #expect(throws: FollowerError.self) { try follower.catchUp() }
    }
  }
}
