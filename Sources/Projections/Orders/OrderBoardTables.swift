import Events
import Schemas
import SwiftProtobuf

/// The tables of the board of requests. All but `pages` follow from the pages; they are there so that a
/// list and the counts need not read every page.
struct OrderBoardTables: Sendable {
  /// Number -> `OrderPage`.
  let pages: Table
  /// Number -> `OrderRow`.
  let rows: Table
  /// Cell, number -> nothing: the requests of a cell, in order of number.
  let cells: Table
  /// Cell, since when it waits there, number -> nothing: in order of waiting; not of those that have
  /// ended.
  let waiting: Table
  /// Cell -> how many requests are in it, 8 bytes big-endian; never 0.
  let counts: Table
  /// Key of the executive, number -> nothing.
  let executives: Table
  /// Key of the executive, time of the visit, number, which visit of the request -> `ScheduledVisit`.
  let visits: Table

  static let names = ["pages", "rows", "cells", "waiting", "counts", "executives", "visits"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    rows = environment.table("rows")
    cells = environment.table("cells")
    waiting = environment.table("waiting")
    counts = environment.table("counts")
    executives = environment.table("executives")
    visits = environment.table("visits")
  }

  func page(
    _ number: OrderNumber, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> OrderPage? {
    try transaction.get(pages, Key(number.rawValue)).map(Row.message)
  }

  func row(
    _ number: UInt64, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> OrderRow? {
    try transaction.get(rows, Key(number)).map(Row.message)
  }

  /// Writes a page and, where they change, what follows from it.
  /// - Parameter before: the page as it is stored; `nil` when the request is new.
  func replace(
    _ before: OrderPage?, with after: OrderPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let number = after.row.number
    try transaction.put(pages, Key(number), Row.bytes(after))
    if before?.row != after.row {
      try transaction.put(rows, Key(number), Row.bytes(after.row))
      try replaceCell(before?.row, after.row, &transaction)
      if before?.row.executive.key != after.row.executive.key {
        if let before {
          try transaction.remove(executives, Self.key(before.row.executive.key, number))
        }
        try transaction.put(executives, Self.key(after.row.executive.key, number), [])
      }
    }
    if before?.visits ?? [] != after.visits {
      for (index, visit) in (before?.visits ?? []).enumerated() {
        try transaction.remove(visits, Self.key(visit, index))
      }
      for (index, visit) in after.visits.enumerated() {
        try transaction.put(visits, Self.key(visit, index), Row.bytes(visit))
      }
    }
  }

  private func replaceCell(
    _ before: OrderRow?, _ after: OrderRow, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let (old, new) = (before.map { OrderBoardCell($0) }, OrderBoardCell(after))
    if let before, let old, old.isOpen {
      try transaction.remove(waiting, old.key(since: before.entered, after.number))
    }
    if new.isOpen { try transaction.put(waiting, new.key(since: after.entered, after.number), []) }
    guard old != new else { return }
    if let old {
      try transaction.remove(cells, old.key(after.number))
      try add(-1, to: old, &transaction)
    }
    try transaction.put(cells, new.key(after.number), [])
    try add(1, to: new, &transaction)
  }

  private func add(
    _ change: Int64, to cell: OrderBoardCell, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let stored = try transaction.get(counts, Key(cell.bytes)) { value throws(LMDBError) in
      value.bigEndian(at: 0)
    }
    let count = Int64(stored ?? 0) + change
    precondition(count >= 0, "\(cell) would hold \(count) requests")
    if count == 0 {
      try transaction.remove(counts, Key(cell.bytes))
    } else {
      try transaction.put(counts, Key(cell.bytes), Key(UInt64(count)).bytes)
    }
  }

  static func key(_ executive: String, _ number: UInt64) -> Key {
    Key(CompositeKey(executive).bytes + Key(number).bytes)
  }

  /// Up to and without the number.
  static func key(_ executive: String, _ time: Google_Protobuf_Timestamp) -> [UInt8] {
    CompositeKey(executive).bytes + Key(ordered(time)).bytes
  }

  private static func key(_ visit: ScheduledVisit, _ index: Int) -> Key {
    Key(
      key(visit.executive.key, visit.visit.at) + Key(visit.number, UInt64(index)).bytes)
  }

  /// Unsigned in the order of the times, before 1970 too.
  static func ordered(_ time: Google_Protobuf_Timestamp) -> UInt64 {
    UInt64(bitPattern: Timestamp(time).microseconds) ^ (1 << 63)
  }
}
