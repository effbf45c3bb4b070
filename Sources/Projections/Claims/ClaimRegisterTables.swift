import Events
import Schemas
import SwiftProtobuf

/// The tables of the register of claims. Their contents follow from the pages; the others are there so
/// that lists, counts and sums need not read every page.
struct ClaimRegisterTables: Sendable {
  /// Number -> `ClaimPage`.
  let pages: Table
  /// Milestone, number -> `ClaimRow`.
  let rows: Table
  /// Milestone, cause -> how many claims, 8 bytes big-endian; never 0.
  let cells: Table
  /// Insurer, cause -> `ClaimSums`; never of no claims.
  let sums: Table

  static let names = ["pages", "rows", "cells", "sums"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    rows = environment.table("rows")
    cells = environment.table("cells")
    sums = environment.table("sums")
  }

  func page(
    _ number: UInt64, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> ClaimPage? {
    try transaction.get(pages, Key(number)).map(Row.message)
  }

  /// Writes a page and what changes with it.
  /// - Parameter before: the page as it is stored, and its amounts; `nil` when the claim is new.
  func replace(
    _ before: ClaimPage?, _ old: ClaimAmountsOfPage?, with after: ClaimPage,
    _ new: ClaimAmountsOfPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(pages, Key(after.number), Row.bytes(after))
    if let before, before.milestone != after.milestone {
      try transaction.remove(rows, Self.key(before.milestone, before.number))
    }
    if before.map(ClaimRow.init) != ClaimRow(after) {
      try transaction.put(
        rows, Self.key(after.milestone, after.number), Row.bytes(ClaimRow(after)))
    }
    if before?.milestone != after.milestone || before?.cause != after.cause {
      if let before { try count(-1, before, &transaction) }
      try count(1, after, &transaction)
    }
    if old != new {
      if let old { try add(old, -1, &transaction) }
      try add(new, 1, &transaction)
    }
  }

  private func count(
    _ change: Int64, _ page: ClaimPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let key = Self.key(page.milestone, UInt64(page.cause.rawValue))
    let stored = try transaction.get(cells, key) { value throws(LMDBError) in
      value.bigEndian(at: 0)
    }
    let count = Int64(stored ?? 0) + change
    precondition(count >= 0, "\(page.milestone) would hold \(count) claims")
    if count == 0 {
      try transaction.remove(cells, key)
    } else {
      try transaction.put(cells, key, Key(UInt64(count)).bytes)
    }
  }

  private func add(
    _ amounts: ClaimAmountsOfPage, _ sign: Int64, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let key = Key(UInt64(amounts.insurer.rawValue), UInt64(amounts.cause.rawValue))
    var stored = try transaction.get(sums, key).map { Row.message($0) as ClaimSums } ?? ClaimSums()
    stored.add(amounts, sign)
    if stored.claims == 0 {
      try transaction.remove(sums, key)
    } else {
      try transaction.put(sums, key, Row.bytes(stored))
    }
  }

  static func key(_ milestone: ClaimMilestone, _ number: UInt64) -> Key {
    Key(UInt64(milestone.rawValue), number)
  }
}
