public import Events
public import Schemas
internal import SwiftProtobuf

/// Reads the folio board. Every answer comes from one snapshot and names `next`, the position of
/// the first event that is not in it yet.
///
/// Any thread; a read never waits for a write. Deadlines are not stored here and stay absent.
public struct FolioBoardReader: Sendable {
  private let store: FollowerStore
  private let tables: FolioBoardTables

  /// - Parameter store: that of a follower of `FolioBoard`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = FolioBoardTables(store.environment)
  }

  /// The counts, in order of process type, stage and area; a cell without folios is not named.
  /// Complexity: linear in the cells.
  public func board() throws(LMDBError) -> (cells: [BoardCell], next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      let counted = try counts(transaction)
      let cells = counted.sorted { $0.cell < $1.cell }.map { counted in
        BoardCell.with {
          $0.processType = counted.cell.processType
          $0.stage = counted.cell.stage
          $0.area = counted.cell.area
          $0.count = counted.count
        }
      }
      return (cells, try store.next(transaction))
    }
  }

  /// One folio; `nil` when there is none with this number.
  public func page(
    _ number: FolioNumber
  ) throws(LMDBError) -> (page: FolioPage?, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      (try tables.page(number.rawValue, transaction), try store.next(transaction))
    }
  }

  /// The highest number in use; `nil` when there are no folios.
  public func highestNumber() throws(LMDBError) -> FolioNumber? {
    try store.environment.read { transaction throws(LMDBError) in
      var highest: FolioNumber?
      try transaction.scan(tables.pages, .backwards) { key, _ throws(LMDBError) in
        highest = FolioNumber(key.bigEndian(at: 0))
        return .stop
      }
      return highest
    }
  }

  /// The folios that pass every filter given, in order of number.
  ///
  /// Merges the cells that pass. With *k* of them: k look-ups to begin, then one look-up and k
  /// comparisons a row, however many folios the cells hold.
  ///
  /// - Parameters:
  ///   - area: empty for the folios of stages that are not kept by area.
  ///   - after: only numbers greater than this.
  ///   - limit: at most this many rows; traps unless positive.
  /// - Returns: the rows, and in `after` what to give to read on; 0 when there is no more.
  public func rows(
    processType: FolioProcessType? = nil, stage: FolioStage? = nil, area: String? = nil,
    after: UInt64 = 0, limit: Int
  ) throws(LMDBError) -> (rows: [FolioRow], after: UInt64, next: Position) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    return try store.environment.read { transaction throws(LMDBError) in
      var heads: [Head] = []
      for cell in try counts(transaction).map(\.cell)
      where cell.matches(processType, stage, area) {
        if let head = try head(of: cell, after, transaction) { heads.append(head) }
      }
      var rows: [FolioRow] = []
      while rows.count < limit,
        let first = heads.indices.min(by: { heads[$0].row.number < heads[$1].row.number })
      {
        let taken = heads[first]
        rows.append(taken.row)
        if let head = try head(of: taken.cell, taken.row.number, transaction) {
          heads[first] = head
        } else {
          heads.remove(at: first)
        }
      }
      let next = try store.next(transaction)
      return (rows, heads.isEmpty ? 0 : rows.last?.number ?? 0, next)
    }
  }

  /// The first row of a cell that is not taken yet.
  private struct Head {
    let cell: FolioBoardCell
    let row: FolioRow
  }

  private func head(
    of cell: FolioBoardCell, _ after: UInt64,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Head? {
    guard after < .max else { return nil }
    let prefix = cell.key.bytes
    var found: Head?
    try transaction.scan(tables.rows, from: cell.key(after + 1)) { key, value throws(LMDBError) in
      if key.byteCount == prefix.count + 8, key.extracting(first: prefix.count).equals(prefix) {
        found = Head(cell: cell, row: FolioBoardTables.message(value.copied))
      }
      return .stop
    }
    return found
  }

  private func counts(
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [(cell: FolioBoardCell, count: UInt64)] {
    var counts: [(cell: FolioBoardCell, count: UInt64)] = []
    try transaction.scan(tables.cells) { key, value throws(LMDBError) in
      counts.append((FolioBoardCell(key: key), value.bigEndian(at: 0)))
      return .next
    }
    return counts
  }
}

extension FolioBoardCell {
  fileprivate func matches(
    _ processType: FolioProcessType?, _ stage: FolioStage?, _ area: String?
  ) -> Bool {
    (processType == nil || processType == self.processType)
      && (stage == nil || stage == self.stage) && (area == nil || area == self.area)
  }
}
