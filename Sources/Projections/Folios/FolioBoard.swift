public import Events
internal import Schemas

/// The view behind "Trámites por tipo y etapa": a page for each folio, a row for the lists, and the
/// counts by process type, stage and area. Read it with `FolioBoardReader`.
///
/// It follows the streams of the category `folio` and no others. An event costs one read and one
/// write of the folio's page, which grows with its notes, documents and moves, and touches a row
/// and two cells only where the folio moved or its form changed.
///
/// Source: folios page, "Boards".
public struct FolioBoard: Projection {
  public let name = "folio-board"
  public let version: UInt32 = 2
  public var tables: [String] { FolioBoardTables.names }
  public let categories: Set<String>? = [FolioEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold: a
  ///   stream that is not named for a folio, a payload that is no event of a folio, a first event
  ///   that is not `Opened` or names another number, a second `Opened`, an area that fits no key.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let number = FolioNumber(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a folio, as folio-00399734 is")
    }
    let change = try FollowerError.reading(event, as: FolioEvent.self)
    let tables = FolioBoardTables(environment)
    let before: FolioPage?
    do throws(LMDBError) { before = try tables.page(number.rawValue, rows) } catch {
      throw .failure(error)
    }
    let after = try Self.page(before, after: change, number, event)
    do throws(LMDBError) {
      try tables.replace(before, with: after, &rows)
      if before == nil { try Self.addClone(after, tables, &rows) }
    } catch {
      throw .failure(error)
    }
  }

  private static func page(
    _ before: FolioPage?, after change: FolioEvent, _ number: FolioNumber, _ event: RecordedEvent
  ) throws(FollowerError) -> FolioPage {
    var page: FolioPage
    switch (before, change) {
    case (nil, .opened(let opened)):
      guard opened.number == number.rawValue else {
        throw .poison(event, "it opens the folio \(opened.number) in this stream")
      }
      page = FolioPage(opened, event)
    case (nil, _): throw .poison(event, "the folio was not opened before")
    case (_?, .opened): throw .poison(event, "the folio was opened before")
    case (let before?, _):
      page = before
      page.apply(change, event)
    }
    let bytes = page.area.utf8.count
    guard bytes <= FolioBoardCell.areaBytesMax else {
      throw .poison(
        event, "its area has \(bytes) bytes; at most \(FolioBoardCell.areaBytesMax) fit a key")
    }
    return page
  }

  /// Notes the folio on the page of its predecessor, if there is such a page.
  private static func addClone(
    _ clone: FolioPage, _ tables: FolioBoardTables, _ rows: inout WriteTransaction
  ) throws(LMDBError) {
    guard clone.clonedFrom != 0, var origin = try tables.page(clone.clonedFrom, rows) else {
      return
    }
    origin.clones.append(clone.number)
    try tables.put(origin, &rows)
  }
}
