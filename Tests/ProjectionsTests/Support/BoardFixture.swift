import Events
import Projections
import Schemas
import TestSupport

/// A log and the folio board that follows it.
struct BoardFixture {
  let log: TestLog
  let follower: Follower
  let board: FolioBoardReader

  init() throws {
    log = try TestLog()
    follower = try Follower(
      FolioBoard(), path: TemporaryDirectory.path + "/board.mdb", log: log.log)
    board = FolioBoardReader(follower.store)
  }

  /// One line a cell: process type, stage, area in brackets, count.
  func cells() throws -> [String] {
    try board.board().cells.map { cell in
      let area = cell.area.isEmpty ? "" : " (\(cell.area))"
      return "\(cell.processType.code) \(cell.stage.code)\(area) \(cell.count)"
    }
  }
}
