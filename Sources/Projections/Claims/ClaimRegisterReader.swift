public import Events
public import Schemas
internal import SwiftProtobuf

/// Reads the register of claims. Any thread; a read never waits for a write. For several answers that
/// agree with each other, lend it a frozen store.
///
/// What is missing and what prescribes is not stored; it follows from the page and from the figures,
/// and is worked out by whoever knows the rules.
public struct ClaimRegisterReader: Sendable {
  private let store: FollowerStore
  private let tables: ClaimRegisterTables

  /// - Parameter store: that of a follower of `ClaimRegister`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = ClaimRegisterTables(store.environment)
  }

  /// Which claims a list is about; `nil` does not filter.
  public struct Filter: Sendable {
    /// What they wait for; `nil` for every milestone that is waited for, without closed claims.
    public var milestone: ClaimMilestone?
    public var cause: ClaimCause?
    public var insurer: ClaimInsurer?

    public init(
      milestone: ClaimMilestone? = nil, cause: ClaimCause? = nil, insurer: ClaimInsurer? = nil
    ) {
      self.milestone = milestone
      self.cause = cause
      self.insurer = insurer
    }

    fileprivate func takes(_ row: ClaimRow) -> Bool {
      (cause == nil || cause == row.cause) && (insurer == nil || insurer == row.insurer)
    }

    fileprivate var milestones: [ClaimMilestone] { milestone.map { [$0] } ?? ClaimMilestone.open }
  }

  /// The counts in order of milestone and cause, with the one that has waited longest; a cell without
  /// claims is not named. Complexity: linear in the claims that are open.
  public func board() throws(LMDBError) -> [ClaimCell] {
    try store.environment.read { transaction throws(LMDBError) in
      var cells: [ClaimCell] = []
      try transaction.scan(tables.cells) { key, value throws(LMDBError) in
        cells.append(
          ClaimCell.with {
            $0.milestone = ClaimMilestone(rawValue: Int(key.bigEndian(at: 0))) ?? .unspecified
            $0.cause = ClaimCause(rawValue: Int(key.bigEndian(at: 8))) ?? .unspecified
            $0.count = value.bigEndian(at: 0)
          })
        return .next
      }
      for index in cells.indices where cells[index].milestone != .closed {
        let cell = cells[index]
        try scan(cell.milestone, after: 0, transaction) { row throws(LMDBError) in
          let isOldest =
            !cells[index].hasOldest || Timestamp(row.entered) < Timestamp(cells[index].oldest)
          if row.cause == cell.cause && isOldest { cells[index].oldest = row.entered }
          return .next
        }
      }
      return cells
    }
  }

  /// The claims that pass the filter, in order of number, after a number.
  ///
  /// - Parameters:
  ///   - limit: at most this many rows; traps unless positive.
  ///   - takes: a further condition.
  /// - Returns: the rows, and in `after` what to give to read on; 0 when there is no more.
  public func rows(
    _ filter: Filter = Filter(), after: UInt64 = 0, limit: Int,
    where takes: (ClaimRow) throws(LMDBError) -> Bool = { _ in true }
  ) throws(LMDBError) -> (rows: [ClaimRow], after: UInt64) {
    precondition(limit > 0, "a list of at most \(limit) rows")
    return try store.environment.read { transaction throws(LMDBError) in
      var rows: [ClaimRow] = []
      for milestone in filter.milestones {
        // One more than asked for says whether there are more.
        var found = 0
        try scan(milestone, after: after, transaction) { row throws(LMDBError) in
          guard filter.takes(row), try takes(row) else { return .next }
          rows.append(row)
          found += 1
          return found > limit ? .stop : .next
        }
      }
      rows.sort { $0.number < $1.number }
      let page = Array(rows.prefix(limit))
      return (page, rows.count > limit ? page.last?.number ?? 0 : 0)
    }
  }

  /// One claim; `nil` when there is none with this number.
  public func page(_ number: ClaimNumber) throws(LMDBError) -> ClaimPage? {
    try store.environment.read { transaction throws(LMDBError) in
      try tables.page(number.rawValue, transaction)
    }
  }

  /// The highest number in use; `nil` when there are no claims.
  public func highestNumber() throws(LMDBError) -> ClaimNumber? {
    try store.environment.read { transaction throws(LMDBError) in
      var highest: ClaimNumber?
      try transaction.scan(tables.pages, .backwards) { key, _ throws(LMDBError) in
        highest = ClaimNumber(key.bigEndian(at: 0))
        return .stop
      }
      return highest
    }
  }

  /// The sums in order of insurer and cause; of claims without an insurer first.
  public func sums() throws(LMDBError) -> [ClaimSums] {
    try store.environment.read { transaction throws(LMDBError) in
      var sums: [ClaimSums] = []
      try transaction.scan(tables.sums) { _, value throws(LMDBError) in
        sums.append(Row.message(value.copied))
        return .next
      }
      return sums
    }
  }

  /// The rows of one milestone in order of number.
  private func scan(
    _ milestone: ClaimMilestone, after: UInt64,
    _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (ClaimRow) throws(LMDBError) -> ScanStep
  ) throws(LMDBError) {
    guard after < .max else { return }
    let start = ClaimRegisterTables.key(milestone, after + 1)
    try transaction.scan(tables.rows, from: start) { key, value throws(LMDBError) in
      guard key.bigEndian(at: 0) == UInt64(milestone.rawValue) else { return .stop }
      return try body(Row.message(value.copied))
    }
  }
}
