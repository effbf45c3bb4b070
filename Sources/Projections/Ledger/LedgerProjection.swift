public import Events
internal import SwiftProtobuf

/// A ledger: the journal that a bookkeeper makes of the log, and the balances that follow from it.
/// Read it with `LedgerReader`.
///
/// Debits are credits at every position: an entry is made of movements, each of which has both
/// sides, and an event's entries are committed together with its position.
///
/// **Source:** receivables page, “Ledger rules”.
public struct LedgerProjection<B: Bookkeeper>: Projection {
  public let name: String
  public let version: UInt32
  public var tables: [String] { LedgerTables.names }
  public let categories: Set<String>?
  private let bookkeeper: B

  public init(_ bookkeeper: B) {
    self.bookkeeper = bookkeeper
    name = "\(bookkeeper.chart.name)-ledger"
    version = bookkeeper.version
    categories = bookkeeper.categories
  }

  /// - Throws: `FollowerError.poison` when the bookkeeper cannot enter the event, or what it enters
  ///   is no entry (`BookkeepingError`).
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let tables = LedgerTables(environment)
    do throws(LedgerFailure) {
      let key = try bookKey(of: event, tables, &rows)
      let stored: B.Book?
      do throws(LMDBError) { stored = try tables.book(key, rows) } catch { throw .failure(error) }
      var book = stored ?? B.Book()
      let instructions: [LedgerInstruction]
      do throws(BookkeepingError) {
        instructions = try bookkeeper.entries(for: event, book: &book)
      } catch {
        throw .bookkeeping(error)
      }
      for (index, instruction) in instructions.enumerated() {
        let id = JournalEntry.ID(event.position, UInt32(index))
        try enter(instruction, id, event, tables, &rows)
      }
      // Most books stay as they are; an empty one needs no row.
      if !book.isEqualTo(message: stored ?? B.Book()) {
        do throws(LMDBError) { try tables.put(book: book, key, &rows) } catch {
          throw .failure(error)
        }
      }
    } catch {
      throw error.follower(event)
    }
  }

  /// Notes where the event is entered, for the next one of its stream.
  private func bookKey(
    of event: RecordedEvent, _ tables: LedgerTables, _ rows: inout WriteTransaction
  ) throws(LedgerFailure) -> String {
    let last: String?
    do throws(LMDBError) { last = try tables.bookKey(of: event.stream, rows) } catch {
      throw .failure(error)
    }
    let key = bookkeeper.bookKey(of: event, last: last)
    guard CompositeKey.fits(key) else { throw .bookkeeping(.nameUnfit(key)) }
    if key != last ?? event.stream.text {
      do throws(LMDBError) { try tables.put(bookKey: key, of: event.stream, &rows) } catch {
        throw .failure(error)
      }
    }
    return key
  }

  private func enter(
    _ instruction: LedgerInstruction, _ id: JournalEntry.ID, _ event: RecordedEvent,
    _ tables: LedgerTables, _ rows: inout WriteTransaction
  ) throws(LedgerFailure) {
    switch instruction {
    case .enter(let draft):
      do throws(BookkeepingError) { try draft.check(bookkeeper.chart) } catch {
        throw .bookkeeping(error)
      }
      let entry = JournalEntry(
        id, of: bookkeeper.chart.name, by: event, effective: draft.effective,
        holder: draft.holder, key: draft.key, lines: draft.lines)
      try tables.enter(entry, &rows)
    case .reverse(let key, let holder, let effective, let ownKey):
      guard CompositeKey.fits(ownKey) else { throw .bookkeeping(.nameUnfit(ownKey)) }
      var original = try tables.standing(key, of: holder, rows)
      let entry = JournalEntry(
        id, of: bookkeeper.chart.name, by: event, effective: effective ?? original.effective,
        holder: holder,
        key: ownKey, lines: original.lines.map(\.mirrored), reverses: original.id)
      original.reversedBy = id
      do throws(LMDBError) { try tables.put(original, &rows) } catch { throw .failure(error) }
      try tables.enter(entry, &rows)
    }
  }
}
