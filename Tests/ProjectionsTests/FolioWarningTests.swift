import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: folios page, "Stages and who may move what": an empty expediente is a warning (a).
@Suite("Warning of an empty expediente", .temporaryDirectory)
struct FolioWarningTests {
  private func page(_ events: any Message...) async throws -> (FolioPage, FolioRow) {
    let files = "\(TemporaryDirectory.path)/\(events.count)"
    let log = try TestLog(path: files + "-log.mdb")
    let follower = try Follower(FolioBoard(), path: files + "-board.mdb", log: log.log)
    try await log.appendAll("folio-00000001", [Folios.opened(1)] + events)
    try follower.catchUp()
    let board = FolioBoardReader(follower.store)
    let page = try #require(try board.page(FolioNumber(1)!).page)
    let row = try #require(try board.rows(limit: 1).rows.first)
    #expect(row.warnings == page.warnings)
    return (page, row)
  }

  private static let attached = Folios.attached("d-1", name: "solicitud.pdf")
  private static let withdrawn = FolioDocumentWithdrawn.with { $0.document = "d-1" }
  private static let moved = Folios.moved(.altaDeTramite, .gestionDocumental, by: Folios.agente)

  @Test func `is there when it was moved on without a document`() async throws {
    let (page, _) = try await page(Self.moved)
    #expect(page.warnings == [.emptyExpediente])
    #expect(page.history.map(\.emptyExpediente) == [false, true])
  }

  @Test func `is not there with a document, nor before it was moved on`() async throws {
    #expect(try await page().0.warnings.isEmpty)
    let (page, _) = try await page(Self.attached, Self.moved)
    #expect(page.warnings.isEmpty)
    #expect(page.history.map(\.emptyExpediente) == [false, false])
  }

  @Test func `is there when every document was withdrawn before`() async throws {
    #expect(
      try await page(Self.attached, Self.withdrawn, Self.moved).0.warnings == [.emptyExpediente])
  }

  @Test func `goes away with the first document, and the history keeps it`() async throws {
    let (page, _) = try await page(Self.moved, Self.attached)
    #expect(page.warnings.isEmpty)
    #expect(page.history.map(\.emptyExpediente) == [false, true])
    #expect(
      try await self.page(Self.moved, Self.attached, Self.withdrawn).0.warnings
        == [.emptyExpediente])
  }

  @Test func `is of no use to a folio that has ended, nor to one that ends in Alta`() async throws {
    let rejected = Folios.moved(.gestionDocumental, .rechazo)
    #expect(try await page(Self.moved, rejected).0.warnings.isEmpty)
    let (page, _) = try await page(Folios.moved(.altaDeTramite, .rechazo, by: Folios.agente))
    #expect(page.warnings.isEmpty)
    #expect(page.history.allSatisfy { !$0.emptyExpediente })
  }

  @Test func `is there too when the daemon moved it on`() async throws {
    let (page, _) = try await page(
      Folios.moved(.altaDeTramite, .gestionDocumental, by: Folios.system))
    #expect(page.warnings == [.emptyExpediente])
  }
}
