public import Events
public import Schemas
import SwiftProtobuf

/// Reads the indicators. Any thread; a read never waits for a write.
public struct OrderKpiReader: Sendable {
  private let store: FollowerStore
  private let tables: OrderKpiTables

  /// - Parameter store: that of a follower of `OrderKpi`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    tables = OrderKpiTables(store.environment)
  }

  /// Which figures are asked for.
  public struct Filter: Sendable {
    /// `nil`: all months.
    public var month: YearMonth?
    /// Key of an executive, or empty for the total; `nil`: the total and every executive.
    public var executive: String?

    public init(month: YearMonth? = nil, executive: String? = "") {
      self.month = month
      self.executive = executive
    }

    func passes(_ figure: KpiFigure) -> Bool {
      (month.map { $0.description == figure.month } ?? true)
        && (executive.map { $0 == figure.executive.key } ?? true)
    }
  }

  /// The figures by month, in each the total first and then by the key of the executive. A month
  /// without requests has none. Linear in the figures kept.
  public func figures(_ filter: Filter = Filter()) throws(LMDBError) -> [KpiFigure] {
    try store.environment.read { transaction throws(LMDBError) in
      if let month = filter.month {
        return try tables.figures(of: month, transaction).filter(filter.passes)
      }
      var found: [KpiFigure] = []
      try transaction.scan(tables.figures) { _, value throws(LMDBError) in
        let figure: KpiFigure = Row.message(value.copied)
        if filter.passes(figure) { found.append(figure) }
        return .next
      }
      return found
    }
  }

  /// What was reported of the months that were closed, in order; of each the figures that are asked
  /// for.
  public func closings(_ filter: Filter = Filter()) throws(LMDBError) -> [KpiClosing] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [KpiClosing] = []
      try transaction.scan(tables.closings) { _, value throws(LMDBError) in
        var closing: KpiClosing = Row.message(value.copied)
        if let month = filter.month, closing.month != month.description { return .next }
        closing.reported = closing.reported.filter(filter.passes)
        found.append(closing)
        return .next
      }
      return found
    }
  }

  /// What changed after it was reported, in order of position.
  ///
  /// - Parameters:
  ///   - after: only behind this position; `nil`: from the first.
  ///   - limit: at most about this many; the changes of one event stay together.
  /// - Returns: the changes, and in `last` the position to read on behind; `nil` when there is no more.
  public func changes(
    _ filter: Filter = Filter(), after: Position? = nil, limit: Int
  ) throws(LMDBError) -> (changes: [KpiChange], last: Position?) {
    precondition(limit > 0, "a list of at most \(limit) changes")
    return try store.environment.read { transaction throws(LMDBError) in
      var changes: [KpiChange] = []
      var last: Position?
      let start = after.map { Key($0.next.rawValue) }
      try transaction.scan(tables.changes, from: start) { _, value throws(LMDBError) in
        let change: KpiChange = Row.message(value.copied)
        guard filter.passes(change.after) else { return .next }
        if changes.count >= limit, let seen = changes.last, seen.position != change.position {
          last = Position(seen.position)
          return .stop
        }
        changes.append(change)
        return .next
      }
      return (changes, last)
    }
  }
}
