import Events
import Schemas
import SwiftProtobuf

/// The tables of the portfolio. `debtors` and `promisers` follow from the pages.
struct ArrearsTables: Sendable {
  /// NIT -> `ArrearsPage`.
  let pages: Table
  /// NIT of a client with pending invoices -> key of its executive.
  let debtors: Table
  /// NIT of a client with commitments -> key of its executive.
  let promisers: Table

  static let names = ["pages", "debtors", "promisers"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    debtors = environment.table("debtors")
    promisers = environment.table("promisers")
  }

  func page(
    _ nit: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> ArrearsPage? {
    try transaction.get(pages, Key(nit)).map { bytes in
      do { return try ArrearsPage(serializedBytes: bytes) } catch {
        preconditionFailure("a page of this same version of the code: \(error)")
      }
    }
  }

  func put(_ page: ArrearsPage, _ transaction: inout WriteTransaction) throws(LMDBError) {
    let bytes: [UInt8]
    do { bytes = try page.serializedBytes() } catch { preconditionFailure("\(error)") }
    try transaction.put(pages, Key(page.nit), bytes)
    try set(debtors, page.invoices.contains(where: \.isOwed), page, &transaction)
    try set(promisers, !page.commitments.isEmpty, page, &transaction)
  }

  private func set(
    _ table: Table, _ isIn: Bool, _ page: ArrearsPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    if isIn {
      try transaction.put(table, Key(page.nit), Array(page.executive.key.utf8))
    } else {
      try transaction.remove(table, Key(page.nit))
    }
  }
}
