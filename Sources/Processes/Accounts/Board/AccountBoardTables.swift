import Events
import Schemas
import SwiftProtobuf

/// The tables of the board of accounts. Rows and counts follow from the pages.
struct AccountBoardTables: Sendable {
  /// Number -> `AccountPage`.
  let pages: Table
  /// `AccountBoardKey` -> `AccountRow`.
  let rows: Table
  /// List and bucket -> how many rows, 8 bytes big-endian; never 0.
  let counts: Table

  static let names = ["pages", "rows", "counts"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    rows = environment.table("rows")
    counts = environment.table("counts")
  }

  func page(
    _ number: UInt64, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> AccountPage? {
    try transaction.get(pages, Key(number)).map(Self.message)
  }

  /// Writes a page, and those of its rows that change.
  /// - Parameter before: the page as it is stored; `nil` when the account is new.
  func replace(
    _ before: AccountPage?, with after: AccountPage, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(pages, Key(after.standing.number), Self.bytes(after))
    let old = before.map { AccountBoardRows($0).rows } ?? [:]
    let new = AccountBoardRows(after).rows
    for key in old.keys where new[key] == nil {
      try transaction.remove(rows, key.key)
      try add(-1, to: key.prefix, &transaction)
    }
    for (key, row) in new where old[key] != row {
      try transaction.put(rows, key.key, Self.bytes(row))
      if old[key] == nil { try add(1, to: key.prefix, &transaction) }
    }
  }

  private func add(
    _ change: Int64, to bucket: Key, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let stored = try transaction.get(counts, bucket) { value throws(LMDBError) in
      value.bigEndian(at: 0)
    }
    let count = Int64(stored ?? 0) + change
    precondition(count >= 0, "\(bucket.bytes) would hold \(count) rows")
    if count == 0 {
      try transaction.remove(counts, bucket)
    } else {
      try transaction.put(counts, bucket, Key(UInt64(count)).bytes)
    }
  }

  /// The rows were written by this same version of the code, so one that cannot be read is our own
  /// mistake.
  static func message<M: Message>(_ bytes: [UInt8]) -> M {
    do { return try M(serializedBytes: bytes) } catch { preconditionFailure("\(M.self): \(error)") }
  }

  /// No message here has a map, so equal messages give equal bytes.
  private static func bytes(_ message: some Message) -> [UInt8] {
    do { return try message.serializedBytes() } catch { preconditionFailure("\(error)") }
  }
}
