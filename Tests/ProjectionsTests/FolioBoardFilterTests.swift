import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Filters of the folio board", .temporaryDirectory)
struct FolioBoardFilterTests {
  private static func form(
    _ type: FolioProcessType, ramo: FolioRamo, agent: (String, String), promotor: String,
    oficina: String
  ) -> FolioForm {
    var form = Folios.form(type)
    form.ramo = ramo
    form.agent.key = agent.0
    form.agent.name = agent.1
    form.agent.promotor = promotor
    form.oficina = oficina
    return form
  }

  private static let begona = ("A-1024", "Begoña Núñez")
  private static let jose = ("A-2048", "José López")

  /// 1 and 2 autos, 3 personas, 4 cobranza of the ramo personas, 5 cobranza of none.
  private static let forms: [FolioForm] = [
    form(
      .cotizacionEmisionAutos, ramo: .autos, agent: begona, promotor: "Promotoría Ibáñez",
      oficina: "León"),
    form(
      .cotizacionEmisionAutos, ramo: .autos, agent: jose, promotor: "Promotoría Ibáñez",
      oficina: "Mérida"),
    form(
      .movimientosIndividual, ramo: .personas, agent: begona, promotor: "Promotoría Ibáñez",
      oficina: "León"),
    form(.cobranza, ramo: .personas, agent: jose, promotor: "Seguros Ñandú", oficina: "León"),
    form(
      .cobranza, ramo: .unspecified, agent: ("A-4096", "José López"), promotor: "", oficina: "León"),
  ]

  private func fixture() async throws -> BoardFixture {
    let fixture = try BoardFixture()
    for (index, form) in Self.forms.enumerated() {
      try await fixture.log.append(
        "folio-0000000\(index + 1)", Folios.opened(UInt64(index + 1), form))
    }
    try await fixture.log.append(
      "folio-00000002", Folios.moved(.altaDeTramite, .gestionDocumental))
    try fixture.follower.catchUp()
    return fixture
  }

  @Test(
    arguments: zip(
      [
        FolioFilter(ramo: .autos), FolioFilter(ramo: .personas),
        FolioFilter(ramo: .personas, stage: .altaDeTramite), FolioFilter(agente: "A-1024"),
        FolioFilter(agente: "begoña núñez"), FolioFilter(agente: "JOSE LOPEZ"),
        FolioFilter(agente: "José"), FolioFilter(promotor: "promotoria ibanez"),
        FolioFilter(oficina: "leon"), FolioFilter(stage: .altaDeTramite, oficina: "León"),
        FolioFilter(stage: .gestionDocumental, promotor: "Promotoría Ibáñez"),
        FolioFilter(agente: "José López", promotor: "Seguros Ñandú", oficina: "León"),
        FolioFilter(ramo: .personas, oficina: "León"),
        FolioFilter(processType: .cobranza, agente: "José López"), FolioFilter(oficina: "Puebla"),
        FolioFilter(agente: "A-1024", oficina: "Mérida"), FolioFilter(promotor: " "),
      ],
      [
        [1, 2], [3, 4], [3, 4], [1, 3], [1, 3], [2, 4, 5], [], [1, 2, 3], [1, 3, 4, 5],
        [1, 3, 4, 5], [2], [4], [3, 4], [4, 5], [], [], [],
      ] as [[UInt64]]))
  func `lists and counts what passes every filter`(
    filter: FolioFilter, expected: [UInt64]
  ) async throws {
    let board = try await fixture().board
    for limit in [1, 2, 100] {
      var numbers: [UInt64] = []
      var after: UInt64 = 0
      repeat {
        let answer = try board.rows(filter, after: after, limit: limit)
        #expect(answer.rows.count <= limit)
        numbers += answer.rows.map(\.number)
        after = answer.after
      } while after != 0
      #expect(numbers == expected, "at most \(limit) at a time")
    }
    let counted = try board.board(filter).cells.reduce(0) { $0 + $1.count }
    #expect(counted == UInt64(expected.count))
  }

  @Test func `does not tell ramos apart on the board`() async throws {
    let fixture = try await fixture()
    #expect(
      try fixture.cells() == [
        "cotizacion-emision-autos alta-de-tramite 1",
        "cotizacion-emision-autos gestion-documental 1",
        "movimientos-individual alta-de-tramite 1", "cobranza alta-de-tramite 2",
      ])
  }

  @Test func `finds a folio by what its form says now`() async throws {
    let fixture = try await fixture()
    var form = Self.forms[0]
    form.oficina = "Puebla"
    form.agent.key = "A-2048"
    form.agent.name = "José López"
    try await fixture.log.append("folio-00000001", Folios.updated(form))
    try fixture.follower.catchUp()
    func numbers(_ filter: FolioFilter) throws -> [UInt64] {
      try fixture.board.rows(filter, limit: 9).rows.map(\.number)
    }
    #expect(try numbers(FolioFilter(oficina: "León")) == [3, 4, 5])
    #expect(try numbers(FolioFilter(oficina: "Puebla")) == [1])
    #expect(try numbers(FolioFilter(agente: "A-1024")) == [3])
    #expect(try numbers(FolioFilter(agente: "A-2048")) == [1, 2, 4])
  }

  @Test func `tells long texts apart that begin alike`() async throws {
    let fixture = try BoardFixture()
    let long = String(repeating: "promotoría ", count: 40)
    for (number, ending) in [(UInt64(1), "uno"), (2, "dos")] {
      var form = Self.forms[0]
      form.agent.promotor = long + ending
      try await fixture.log.append("folio-0000000\(number)", Folios.opened(number, form))
    }
    try fixture.follower.catchUp()
    let filter = FolioFilter(promotor: long + "dos")
    #expect(try fixture.board.rows(filter, limit: 9).rows.map(\.number) == [2])
    #expect(try fixture.board.board(filter).cells.map(\.count) == [1])
  }

  @Test func `gives one folio as a row`() async throws {
    let board = try await fixture().board
    #expect(try board.row(FolioNumber(2)!)?.stage == .gestionDocumental)
    #expect(try board.row(FolioNumber(9)!) == nil)
  }
}
