import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("FolioBoardReader", .temporaryDirectory)
struct FolioBoardReaderTests {
  /// Folios 1 to 8: odd ones autos, even ones daños; 1 to 4 in Alta, 5 and 6 in Suscripción A, 7 in
  /// Suscripción AB, 8 in Envío.
  private func fixture() async throws -> BoardFixture {
    let fixture = try BoardFixture()
    let stages: [UInt64: (FolioStage, String)] = [
      5: (.suscripcion, "A"), 6: (.suscripcion, "A"), 7: (.suscripcion, "AB"), 8: (.envio, ""),
    ]
    // Not in order of number, as in life.
    for number: UInt64 in [3, 8, 1, 6, 2, 7, 5, 4] {
      let type: FolioProcessType =
        number % 2 == 1 ? .cotizacionEmisionAutos : .cotizacionEmisionDanos
      let stream = "folio-0000000\(number)"
      try await fixture.log.append(stream, Folios.opened(number, Folios.form(type)))
      if let (stage, area) = stages[number] {
        try await fixture.log.append(stream, Folios.moved(.altaDeTramite, stage, area: area))
      }
    }
    try fixture.follower.catchUp()
    return fixture
  }

  @Test func `counts in order of process type, stage and area`() async throws {
    #expect(
      try await fixture().cells() == [
        "cotizacion-emision-autos alta-de-tramite 2",
        "cotizacion-emision-autos suscripcion (A) 1",
        "cotizacion-emision-autos suscripcion (AB) 1",
        "cotizacion-emision-danos alta-de-tramite 2",
        "cotizacion-emision-danos suscripcion (A) 1",
        "cotizacion-emision-danos envio 1",
      ])
  }

  @Test(
    arguments: zip(
      [
        FolioFilter(), FolioFilter(processType: .cotizacionEmisionAutos),
        FolioFilter(stage: .altaDeTramite),
        FolioFilter(stage: .suscripcion), FolioFilter(area: "A"),
        FolioFilter(stage: .suscripcion, area: ""),
        FolioFilter(processType: .cotizacionEmisionDanos, area: ""),
        FolioFilter(processType: .cotizacionEmisionAutos, stage: .suscripcion, area: "AB"),
        FolioFilter(processType: .cobranza),
      ],
      [
        [1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 5, 7], [1, 2, 3, 4], [5, 6, 7], [5, 6], [], [2, 4, 8],
        [7], [],
      ] as [[UInt64]]))
  func `lists what passes every filter in order of number`(
    filter: FolioFilter, expected: [UInt64]
  ) async throws {
    let board = try await fixture().board
    for limit in [1, 2, 3, 8, 100] {
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
  }

  @Test func `begins after any number, whether there is such a folio or not`() async throws {
    let board = try await fixture().board
    #expect(try board.rows(after: 6, limit: 10).rows.map(\.number) == [7, 8])
    #expect(try board.rows(after: 8, limit: 10).rows.isEmpty)
    #expect(try board.rows(after: .max, limit: 10).rows.isEmpty)
  }

  @Test func `says that there is no more when the last row is the last of the limit`() async throws
  {
    let board = try await fixture().board
    #expect(try board.rows(after: 6, limit: 1).after == 7)
    #expect(try board.rows(after: 6, limit: 2).after == 0)
  }

  @Test func `names the position that an answer is good for`() async throws {
    let fixture = try await fixture()
    let head = Position(fixture.log.log.head.count)
    try await fixture.log.append("folio-00000009", Folios.opened(9))
    #expect(try fixture.board.board().next == head)
    #expect(try fixture.board.rows(limit: 1).next == head)
    #expect(try fixture.board.page(FolioNumber(9)!) == (nil, head))
    try fixture.follower.catchUp()
    #expect(try fixture.board.page(FolioNumber(9)!).next == head.next)
  }
}
