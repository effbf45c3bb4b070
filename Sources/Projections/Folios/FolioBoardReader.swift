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
  /// Complexity: linear in the cells; with an agente, promotor or oficina, in the folios of it.
  public func board(
    _ filter: FolioFilter = FolioFilter()
  ) throws(LMDBError) -> (cells: [BoardCell], next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      var cells: [FolioBoardCell: UInt64] = [:]
      if filter.wanted.isEmpty {
        for counted in try counts(transaction) where filter.takes(counted.cell) {
          cells[counted.cell] = counted.count
        }
      } else {
        try scanFacet(filter, after: 0, transaction) { cell, _ in
          cells[cell, default: 0] += 1
          return .next
        }
      }
      return (Self.merged(cells), try store.next(transaction))
    }
  }

  /// The board does not tell ramos apart.
  private static func merged(_ cells: [FolioBoardCell: UInt64]) -> [BoardCell] {
    var merged: [BoardCell] = []
    let ordered = cells.sorted { a, b in
      (a.key.processType.rawValue, a.key.stage.rawValue, a.key.area)
        < (b.key.processType.rawValue, b.key.stage.rawValue, b.key.area)
    }
    for (cell, count) in ordered {
      if let last = merged.last, last.processType == cell.processType, last.stage == cell.stage,
        last.area == cell.area
      {
        merged[merged.count - 1].count += count
      } else {
        merged.append(
          BoardCell.with {
            $0.processType = cell.processType
            $0.stage = cell.stage
            $0.area = cell.area
            $0.count = count
          })
      }
    }
    return merged
  }

  /// One folio; `nil` when there is none with this number.
  public func page(
    _ number: FolioNumber
  ) throws(LMDBError) -> (page: FolioPage?, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      (try tables.page(number.rawValue, transaction), try store.next(transaction))
    }
  }

  /// One folio as a list shows it; `nil` when there is none with this number.
  public func row(_ number: FolioNumber) throws(LMDBError) -> FolioRow? {
    try page(number).page.map { FolioRow($0) }
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

  /// The folios that pass the filter, in order of number.
  ///
  /// Merges the cells that pass. With *k* of them: k look-ups to begin, then one look-up and k
  /// comparisons a row, however many folios the cells hold. With an agente, promotor or oficina:
  /// linear in the folios of it that come before the last row.
  ///
  /// - Parameters:
  ///   - after: only numbers greater than this.
  ///   - limit: at most this many rows; traps unless positive.
  /// - Returns: the rows, and in `after` what to give to read on; 0 when there is no more.
  public func rows(
    _ filter: FolioFilter = FolioFilter(), after: UInt64 = 0, limit: Int
  ) throws(LMDBError) -> (rows: [FolioRow], after: UInt64, next: Position) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    return try store.environment.read { transaction throws(LMDBError) in
      let found =
        filter.wanted.isEmpty
        ? try mergedRows(filter, after, limit, transaction)
        : try facetRows(filter, after, limit, transaction)
      return (
        found.rows, found.isMore ? found.rows.last?.number ?? 0 : 0, try store.next(transaction)
      )
    }
  }

  private typealias Found = (rows: [FolioRow], isMore: Bool)

  private func facetRows(
    _ filter: FolioFilter, _ after: UInt64, _ limit: Int,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Found {
    var found: Found = ([], false)
    try scanFacet(filter, after: after, transaction) { _, row in
      found.isMore = found.rows.count == limit
      if found.isMore { return .stop }
      found.rows.append(row)
      return .next
    }
    return found
  }

  private func mergedRows(
    _ filter: FolioFilter, _ after: UInt64, _ limit: Int,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Found {
    var heads: [Head] = []
    for cell in try counts(transaction).map(\.cell) where filter.takes(cell) {
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
    return (rows, !heads.isEmpty)
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
        found = Head(cell: cell, row: Row.message(value.copied))
      }
      return .stop
    }
    return found
  }

  /// Walks the folios of the first facet that the filter wants, in order of number, and gives those
  /// that pass all of it to `body`.
  private func scanFacet(
    _ filter: FolioFilter, after: UInt64, _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (FolioBoardCell, FolioRow) -> ScanStep
  ) throws(LMDBError) {
    guard let facet = filter.wanted.first, after < .max else { return }
    let prefix = facet.key
    var places: [(cell: FolioBoardCell, number: UInt64)] = []
    try transaction.scan(tables.facets, from: facet.key(after + 1)) {
      key, value throws(LMDBError) in
      guard key.byteCount == prefix.count + 8, key.extracting(first: prefix.count).equals(prefix)
      else { return .stop }
      let cell = FolioBoardCell(key: value)
      if filter.takes(cell) { places.append((cell, key.bigEndian(at: prefix.count))) }
      return .next
    }
    for place in places {
      guard let stored = try transaction.get(tables.rows, place.cell.key(place.number)) else {
        preconditionFailure("the folio \(place.number) is not in the cell of its facet")
      }
      let row: FolioRow = Row.message(stored)
      if filter.takes(row), body(place.cell, row) == .stop { return }
    }
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
