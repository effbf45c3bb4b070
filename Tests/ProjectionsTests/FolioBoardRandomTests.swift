import Events
import Foundation
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("FolioBoard, random histories", .temporaryDirectory)
struct FolioBoardRandomTests {
  /// What the board should say, counted anew from all folios each time.
  private struct Recount {
    var folios: [UInt64: (type: FolioProcessType, stage: FolioStage, area: String)] = [:]

    var cells: [BoardCell] {
      var counts: [[String]: BoardCell] = [:]
      for folio in folios.values {
        let key = [folio.type.code, folio.stage.code, folio.area]
        counts[key, default: BoardCell()].processType = folio.type
        counts[key, default: BoardCell()].stage = folio.stage
        counts[key, default: BoardCell()].area = folio.area
        counts[key, default: BoardCell()].count += 1
      }
      return counts.values.sorted {
        ($0.processType.rawValue, $0.stage.rawValue, $0.area)
          < ($1.processType.rawValue, $1.stage.rawValue, $1.area)
      }
    }

    func numbers(_ type: FolioProcessType?, _ stage: FolioStage?, _ area: String?) -> [UInt64] {
      folios.filter {
        (type == nil || $0.value.type == type) && (stage == nil || $0.value.stage == stage)
          && (area == nil || $0.value.area == area)
      }.keys.sorted()
    }
  }

  private static let types: [FolioProcessType] = [.cotizacionEmisionAutos, .cobranza, .incentivos]
  private static let areas = ["A", "AB", "Suscripción Daños", ""]

  @Test func `agree with a recount after every event, and with a view built anew`() async throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init)
      ?? UInt64.random(in: 0 ... .max)
    print("seed \(seed); run it again with SEED=\(seed)")
    var random = SeededRandom(seed: seed)
    let fixture = try BoardFixture()
    var recount = Recount()
    for step in 0..<400 {
      try await appendOne(fixture.log, &recount, &random)
      try fixture.follower.catchUp()
      let (cells, next) = try fixture.board.board()
      try #require(cells == recount.cells, "seed \(seed), step \(step)")
      try #require(next.rawValue == fixture.log.log.head.count)
    }
    for type in Self.types + [nil] {
      for stage in FolioStage.all + [nil] {
        for area in Self.areas + [nil] {
          let rows = try fixture.board.rows(
            FolioFilter(processType: type, stage: stage, area: area), limit: 1000
          ).rows
          #expect(rows.map(\.number) == recount.numbers(type, stage, area), "seed \(seed)")
        }
      }
    }
    let anew = try Follower(
      FolioBoard(), path: TemporaryDirectory.path + "/anew.mdb", log: fixture.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == fixture.follower.store.digest(), "seed \(seed)")
  }

  /// One event that could be: a new folio, now and then a clone; or a note, a document, another
  /// form or a move of one that is there.
  private func appendOne(
    _ log: TestLog, _ recount: inout Recount, _ random: inout SeededRandom
  ) async throws {
    log.clock.advance(seconds: Int64.random(in: 0...20_000, using: &random))
    guard let number = recount.folios.keys.sorted().randomElement(using: &random),
      Int.random(in: 0..<5, using: &random) > 0
    else { return try await open(log, &recount, &random) }
    let stream = "folio-" + String(FolioNumber(number)!.title.dropFirst())
    let folio = recount.folios[number]!
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      try await log.append(stream, FolioNoteAdded.with { $0.text = "ñandú" })
    case 1:
      let document = "d\(Int.random(in: 0..<3, using: &random))"
      try await log.append(stream, Folios.attached(document, name: "póliza.pdf"))
    case 2:
      let type = Self.types.randomElement(using: &random)!
      try await log.append(stream, Folios.updated(Folios.form(type)))
      recount.folios[number]!.type = type
    default:
      if folio.stage.isFinal { return }
      let stage = FolioStage.all.randomElement(using: &random)!
      let area = stage == .suscripcion ? Self.areas.randomElement(using: &random)! : ""
      try await log.append(stream, Folios.moved(folio.stage, stage, area: area))
      recount.folios[number]!.stage = stage
      recount.folios[number]!.area = area
    }
  }

  private func open(
    _ log: TestLog, _ recount: inout Recount, _ random: inout SeededRandom
  ) async throws {
    // Numbers are given out upwards, but not without gaps.
    let number = (recount.folios.keys.max() ?? 0) + UInt64.random(in: 1...3, using: &random)
    let type = Self.types.randomElement(using: &random)!
    let rejected = recount.numbers(nil, .rechazo, nil).randomElement(using: &random) ?? 0
    try await log.append(
      "folio-" + String(FolioNumber(number)!.title.dropFirst()),
      Folios.opened(number, Folios.form(type), clonedFrom: rejected))
    recount.folios[number] = (type, .altaDeTramite, "")
  }
}
