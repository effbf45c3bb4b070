public import Events
public import Schemas
internal import SwiftProtobuf

/// Reads the statement of account. Every answer comes from one snapshot and names `next`, the position
/// of the first event that is not in it yet.
///
/// Any thread; a read never waits for a write. Which day is today is said by the caller: what is owed
/// is overdue from the day after its due date on.
public struct PremiumStatementReader: Sendable {
  let store: FollowerStore
  let tables: StatementTables

  /// - Parameter store: that of a follower of `PremiumStatement`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = StatementTables(store.environment)
  }

  /// The rows that a search finds, in order of place.
  ///
  /// Complexity: of an exact search linear in what the criterion finds; else linear in what the
  /// broker has between the payment dates, from `after` on, until `limit` rows are found.
  ///
  /// - Parameters:
  ///   - after: only rows behind this place.
  ///   - limit: at most this many; traps unless positive.
  /// - Returns: the rows; in `after` what to give to read on, `nil` when there is no more.
  public func statement(
    _ search: PremiumSearch, today: LocalDate, after: StatementPlace? = nil, limit: Int
  ) throws(LMDBError) -> (rows: [StatementRow], after: StatementPlace?, next: Position) {
    precondition(limit > 0, "at most \(limit) rows")
    let dates = search.paymentDates(today: today)
    return try store.environment.read { transaction throws(LMDBError) in
      var found: [StatementRow] = []
      func isEnough(_ row: StatementRow) -> Bool {
        let row = row.shown(today: today)
        if search.finds(row, in: dates), after.map({ $0 < row.place }) ?? true { found.append(row) }
        return found.count > limit
      }
      if let exact = try exactly(search, transaction) {
        for row in exact.sorted(by: { $0.place < $1.place }) where isEnough(row) { break }
      } else {
        try scan(search.broker ?? "", dates, after, transaction, isEnough)
      }
      let rows = Array(found.prefix(limit))
      return (rows, found.count > limit ? rows.last?.place : nil, try store.next(transaction))
    }
  }

  /// A receipt by its number; `nil` when there is none, or it is not of the broker's portfolio.
  public func receipt(
    _ number: String, broker: String? = nil, today: LocalDate
  ) throws(LMDBError) -> (page: ReceiptPage?, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      let next = try store.next(transaction)
      guard var page: ReceiptPage = try tables.get(tables.receipts, number, transaction),
        let row = try tables.row(page.row.document, transaction),
        broker.map({ row.broker.key == $0 }) ?? true
      else { return (nil, next) }
      page.row = row.shown(today: today)
      return (page, next)
    }
  }

  /// A liquidación de prima by its number, likewise.
  public func settlement(
    _ number: String, broker: String? = nil, today: LocalDate
  ) throws(LMDBError) -> (row: StatementRow?, next: Position) {
    try store.environment.read { transaction throws(LMDBError) in
      let next = try store.next(transaction)
      guard CompositeKey.fits(number),
        let row = try tables.row(.settlement(number), transaction),
        broker.map({ row.broker.key == $0 }) ?? true
      else { return (nil, next) }
      return (row.shown(today: today), next)
    }
  }

  /// What the narrowest exact criterion finds; `nil` when the search has none of those that are
  /// indexed.
  private func exactly(
    _ search: PremiumSearch, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [StatementRow]? {
    let documents: [PremiumDocument]
    if let number = search.number {
      guard CompositeKey.fits(number) else { return [] }
      documents = [.cuota(number), .settlement(number)]
    } else if let receipt = search.receipt {
      documents = try tables.documents(.receipt, receipt, transaction)
    } else if let policy = search.policy {
      documents = try tables.documents(.policy, policy, transaction)
    } else if let client = search.client {
      documents = try tables.documents(.client, client, transaction)
    } else {
      return nil
    }
    var rows: [StatementRow] = []
    for document in documents {
      if let row = try tables.row(document, transaction) { rows.append(row) }
    }
    return rows
  }

  /// Gives what a broker has between two dates, in order, until `isEnough`.
  func scan(
    _ broker: String, _ dates: DayRange, _ after: StatementPlace?,
    _ transaction: borrowing some Transaction & ~Copyable, _ isEnough: (StatementRow) -> Bool
  ) throws(LMDBError) {
    guard CompositeKey.fits(broker) else { return }
    let prefix = CompositeKey(broker).bytes
    var start = CompositeKey(broker)
    if let from = dates.from { start.add(from) }
    let behind = after.flatMap {
      CompositeKey.fits($0.number) ? StatementTables.place($0, broker: broker) : nil
    }
    let first = behind.map { $0.bytes.lexicographicallyPrecedes(start.bytes) ? start.key : $0 }
    try transaction.scan(tables.places, from: first ?? start.key) { key, _ throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      if let to = dates.to, key.date(at: prefix.count) > to { return .stop }
      let document = PremiumDocument(key: key, at: prefix.count + 4)
      guard let row = try tables.row(document, transaction) else {
        preconditionFailure("the statement has a place for \(document.name), and no row")
      }
      return isEnough(row) ? .stop : .next
    }
  }
}
