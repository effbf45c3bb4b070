import Events
import Schemas
import SwiftProtobuf

/// The tables of the folio board. Their contents follow from the pages; rows and cells are there
/// so that a list and the counts need not read every page.
struct FolioBoardTables: Sendable {
  /// Number -> `FolioPage`.
  let pages: Table
  /// Cell, number -> `FolioRow`: in each cell in order of number.
  let rows: Table
  /// Cell -> how many folios are in it, 8 bytes big-endian; never 0.
  let cells: Table
  /// Facet, number -> the cell that the folio is in: for each facet in order of number.
  let facets: Table

  static let names = ["pages", "rows", "cells", "facets"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    rows = environment.table("rows")
    cells = environment.table("cells")
    facets = environment.table("facets")
  }

  func page(
    _ number: UInt64, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> FolioPage? {
    try transaction.get(pages, Key(number)).map(Row.message)
  }

  /// Writes a page and, where they change, its row and the counts of the cells.
  /// - Parameter before: the page as it is stored; `nil` when the folio is new.
  func replace(
    _ before: FolioPage?, with after: FolioPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try put(after, &transaction)
    let new = FolioBoardCell(after)
    if let before {
      let old = FolioBoardCell(before)
      if old == new, FolioRow(before) == FolioRow(after) { return }
      if old != new {
        try transaction.remove(rows, old.key(before.number))
        try add(-1, to: old, &transaction)
        try add(1, to: new, &transaction)
      }
    } else {
      try add(1, to: new, &transaction)
    }
    let row = FolioRow(after)
    try transaction.put(rows, new.key(after.number), Row.bytes(row))
    let facets = FolioFacet.all(of: row)
    let gone = before.map { FolioFacet.all(of: FolioRow($0)).subtracting(facets) } ?? []
    for facet in gone { try transaction.remove(self.facets, facet.key(after.number)) }
    for facet in facets {
      try transaction.put(self.facets, facet.key(after.number), new.key.bytes)
    }
  }

  /// Writes a page whose row does not change.
  func put(_ page: FolioPage, _ transaction: inout WriteTransaction) throws(LMDBError) {
    try transaction.put(pages, Key(page.number), Row.bytes(page))
  }

  private func add(
    _ change: Int64, to cell: FolioBoardCell, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let stored = try transaction.get(cells, cell.key) { value throws(LMDBError) in
      value.bigEndian(at: 0)
    }
    let count = Int64(stored ?? 0) + change
    precondition(count >= 0, "\(cell) would hold \(count) folios")
    if count == 0 {
      try transaction.remove(cells, cell.key)
    } else {
      try transaction.put(cells, cell.key, Key(UInt64(count)).bytes)
    }
  }
}
