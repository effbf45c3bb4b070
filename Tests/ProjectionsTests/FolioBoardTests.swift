import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("FolioBoard", .temporaryDirectory)
struct FolioBoardTests {
  private let stream = "folio-00399734"
  private let number = FolioNumber(399_734)!

  private func given(_ messages: any Message...) async throws -> BoardFixture {
    let fixture = try BoardFixture()
    for message in messages {
      try await fixture.log.append(stream, message)
      fixture.log.clock.advance(seconds: 600)
    }
    try fixture.follower.catchUp()
    return fixture
  }

  private func time(_ minutes: Int64) -> Google_Protobuf_Timestamp {
    .init(TestLog.start.adding(seconds: minutes * 60))
  }

  @Test func `begins empty`() async throws {
    let fixture = try await given()
    #expect(try fixture.cells() == [])
    let (cells, next) = try fixture.board.board()
    #expect(cells.isEmpty)
    #expect(next == Position(0))
    #expect(try fixture.board.page(number).page == nil)
  }

  @Test func `puts a new folio into Alta de Trámite, owned by who opened it`() async throws {
    let fixture = try await given(Folios.opened(399_734))
    #expect(try fixture.cells() == ["cotizacion-emision-autos alta-de-tramite 1"])
    let page = try #require(try fixture.board.page(number).page)
    #expect(
      page
        == FolioPage.with {
          $0.number = 399_734
          $0.form = Folios.form()
          $0.stage = .altaDeTramite
          $0.owner = Folios.agente
          $0.opened = time(0)
          $0.modified = time(0)
          $0.history = [
            .with {
              $0.stage = .altaDeTramite
              $0.entered = time(0)
              $0.actor = Folios.agente
            }
          ]
        })
  }

  @Test func `lists a folio with the columns of the first screen`() async throws {
    let fixture = try await given(Folios.opened(399_734))
    #expect(
      try fixture.board.rows(limit: 10).rows == [
        FolioRow.with {
          $0.number = 399_734
          $0.processType = .cotizacionEmisionAutos
          $0.stage = .altaDeTramite
          $0.requestKind = .cotizacionInicial
          $0.contratante = "Peña e Hijos"
          $0.centroEmisor = "Bajío"
          $0.agent = "Begoña Núñez"
          $0.promotor = "Promotoría Ibáñez"
          $0.oficina = "León"
          $0.region = "Centro"
          $0.priority = .alta
          $0.entered = time(0)
          $0.ramo = .autos
          $0.agentKey = "A-1024"
        }
      ])
  }

  @Test func `keeps Suscripción by area and forgets a cell that nobody is in`() async throws {
    let area = "Coordinación Suscripción Autos"
    let fixture = try await given(
      Folios.opened(399_734), Folios.moved(.altaDeTramite, .gestionDocumental),
      Folios.moved(.gestionDocumental, .suscripcion, area: area))
    #expect(
      try fixture.cells() == ["cotizacion-emision-autos suscripcion (\(area)) 1"])
    let row = try #require(try fixture.board.rows(limit: 10).rows.first)
    #expect(row.area == area)
    #expect(row.entered == time(20))
  }

  @Test func `moves a folio to another row of the board with the process type of its form`()
    async throws
  {
    let fixture = try await given(
      Folios.opened(399_734), Folios.updated(Folios.form(.cobranza, contratante: "Íñigo Sáenz")))
    #expect(try fixture.cells() == ["cobranza alta-de-tramite 1"])
    let rows = try fixture.board.rows(limit: 10).rows
    #expect(rows.map(\.contratante) == ["Íñigo Sáenz"])
    #expect(rows.map(\.entered) == [time(0)])
  }

  @Test func `shows notes, documents and the owner on the page and leaves the row as it is`()
    async throws
  {
    let before = try await given(Folios.opened(399_734)).board.rows(limit: 1).rows
    let note = FolioNoteAdded.with {
      $0.actor = Folios.mesa
      $0.text = "Falta el año del vehículo"
    }
    let withdrawn = FolioDocumentWithdrawn.with {
      $0.actor = Folios.mesa
      $0.document = "d1"
    }
    let assigned = FolioOwnerAssigned.with {
      $0.actor = Folios.mesa
      $0.owner = Folios.mesa
    }
    let log = try TestLog(path: TemporaryDirectory.path + "/second.mdb")
    try await log.appendAll(
      stream,
      [
        Folios.opened(399_734), note, Folios.attached("d1", name: "cotización.pdf"),
        Folios.attached("d2", name: "artículo 492.pdf"), withdrawn, assigned,
      ])
    let follower = try Follower(
      FolioBoard(), path: TemporaryDirectory.path + "/second-board.mdb", log: log.log)
    try follower.catchUp()
    let board = FolioBoardReader(follower.store)
    let page = try #require(try board.page(number).page)
    #expect(page.notes.map(\.text) == ["Falta el año del vehículo"])
    #expect(page.notes.map(\.author) == [Folios.mesa])
    #expect(page.documents.map(\.document.name) == ["cotización.pdf", "artículo 492.pdf"])
    #expect(page.documents.map(\.withdrawn) == [true, false])
    #expect(page.owner == Folios.mesa)
    #expect(page.revision == 5)
    #expect(try board.rows(limit: 1).rows == before)
  }

  @Test func `keeps every stay with entry, exit, who and why`() async throws {
    var rejected = Folios.moved(.confirmacionCliente, .rechazo, by: Folios.system)
    rejected.reason = .missingInformation
    rejected.remark = "Sin respuesta"
    rejected.escalation = .with {
      $0.rule = "confirmacion-cliente-without-medical-information"
      $0.source = "circular 39-2022/10-27"
      $0.due = time(15)
      $0.fired = time(20)
    }
    let fixture = try await given(
      Folios.opened(399_734), Folios.moved(.altaDeTramite, .confirmacionCliente), rejected)
    let page = try #require(try fixture.board.page(number).page)
    #expect(page.history.map(\.stage) == [.altaDeTramite, .confirmacionCliente, .rechazo])
    #expect(page.history.map(\.entered) == [time(0), time(10), time(20)])
    #expect(page.history.map { $0.hasLeft ? $0.left : nil } == [time(10), time(20), nil])
    #expect(page.history.map(\.actor) == [Folios.agente, Folios.mesa, Folios.system])
    #expect(page.history.last?.reason == .missingInformation)
    #expect(page.history.last?.remark == "Sin respuesta")
    #expect(page.history.last?.escalation == rejected.escalation)
    #expect(page.history.map(\.hasEscalation) == [false, false, true])
    #expect(page.modified == time(20))
    #expect(page.revision == 2)
  }

  @Test func `names the clones on the page of their predecessor, which stays as it was`()
    async throws
  {
    let fixture = try await given(
      Folios.opened(399_734), Folios.moved(.altaDeTramite, .rechazo))
    for clone: UInt64 in [400_001, 400_002] {
      try await fixture.log.append(
        "folio-00\(clone)", Folios.opened(clone, Folios.form(), clonedFrom: 399_734))
    }
    try fixture.follower.catchUp()
    let page = try #require(try fixture.board.page(number).page)
    #expect(page.clones == [400_001, 400_002])
    #expect(page.modified == time(10))
    #expect(page.revision == 1)
    let clone = try #require(try fixture.board.page(FolioNumber(400_002)!).page)
    #expect(clone.clonedFrom == 399_734)
    #expect(clone.stage == .altaDeTramite)
  }

  @Test(arguments: ["claim-1", "policy-folio", "folios-00000001", "thing"])
  func `passes over the streams of others`(other: String) async throws {
    let fixture = try await given()
    try await fixture.log.append(other, "folio.v1.Opened", Array("not JSON".utf8))
    try fixture.follower.catchUp()
    #expect(fixture.follower.lag == 0)
    #expect(try fixture.cells() == [])
  }

  @Test func `takes areas of a hundred characters of four bytes each`() async throws {
    let area = String(repeating: "𝔞", count: 100)
    let fixture = try await given(
      Folios.opened(399_734), Folios.moved(.altaDeTramite, .suscripcion, area: area))
    #expect(try fixture.board.board().cells.map(\.area) == [area])
    #expect(
      try fixture.board.rows(FolioFilter(area: area), limit: 1).rows.map(\.number) == [399_734])
  }
}
