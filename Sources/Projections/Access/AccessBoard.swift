public import Events
import Schemas
import SwiftProtobuf

/// The requests of access and the forgotten passwords: a page for each, rows for the lists, and where
/// the access of a folio or of an address is. Read it with `AccessBoardReader`.
///
/// It follows the streams of the category `access` and no others.
///
/// Source: folios page, "Portal access (alta de usuarios) and passwords".
public struct AccessBoard: Projection {
  public let name = "access-board"
  public let version: UInt32 = 1
  public var tables: [String] { AccessBoardTables.names }
  public let categories: Set<String>? = [AccessEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let id = AccessID(stream: event.stream) else {
      throw .poison(event, "its stream is not named for an access, as access-2026-0117 is")
    }
    let change = try FollowerError.reading(event, as: AccessEvent.self)
    let tables = AccessBoardTables(environment)
    let before: AccessPage?
    do throws(LMDBError) { before = try tables.page(id.text, rows) } catch {
      throw .failure(error)
    }
    let after: AccessPage
    if var page = before {
      page.apply(change, event)
      after = page
    } else {
      guard let page = AccessPage(id, change, event) else {
        throw .poison(event, "nothing was asked for before")
      }
      after = page
    }
    do throws(LMDBError) {
      try tables.put(after, isNew: before == nil, event.position, &rows)
    } catch {
      throw .failure(error)
    }
  }
}

/// The tables of the access board.
struct AccessBoardTables: Sendable {
  /// Id -> `AccessPage`.
  let pages: Table
  /// Position of the first event -> `AccessRow`: in order of time.
  let rows: Table
  /// Id -> that position, u64 big-endian.
  let positions: Table
  /// Number of the folio u64 -> id of the access that it asks for.
  let folios: Table
  /// Address in small letters -> id of the access that it is registered for.
  let addresses: Table

  static let names = ["pages", "rows", "positions", "folios", "addresses"]

  init(_ environment: Environment) {
    pages = environment.table("pages")
    rows = environment.table("rows")
    positions = environment.table("positions")
    folios = environment.table("folios")
    addresses = environment.table("addresses")
  }

  func page(
    _ id: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> AccessPage? {
    try transaction.get(pages, Key(id)).map(Row.message)
  }

  func put(
    _ page: AccessPage, isNew: Bool, _ position: Position, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    let id = Key(page.id)
    if isNew { try transaction.put(positions, id, Key(position.rawValue).bytes) }
    let first = try transaction.get(positions, id) { value throws(LMDBError) in
      value.bigEndian(at: 0)
    }
    guard let first else { preconditionFailure("\(page.id) has no position") }
    try transaction.put(pages, id, Row.bytes(page))
    try transaction.put(rows, Key(first), Row.bytes(AccessRow(page, position: first)))
    if page.channel.medium == .folio {
      try transaction.put(folios, Key(page.channel.folio), id.bytes)
    }
    if page.state == .granted {
      try transaction.put(addresses, Key(page.email.lowercased()), id.bytes)
    }
  }
}
