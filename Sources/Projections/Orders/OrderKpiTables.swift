import Events
public import Schemas
import SwiftProtobuf

/// The tables of the indicators. `figures` follows from `requests`; `closings` and `changes` are what
/// the figures were when.
struct OrderKpiTables: Sendable {
  /// Number of a request that counts -> `KpiEntry`.
  let requests: Table
  /// Month, key of the executive (empty: all) -> `KpiFigure`; none without requests.
  let figures: Table
  /// Month -> `KpiClosing`.
  let closings: Table
  /// Position of the event, index -> `KpiChange`.
  let changes: Table

  static let names = ["requests", "figures", "closings", "changes"]

  init(_ environment: Environment) {
    requests = environment.table("requests")
    figures = environment.table("figures")
    closings = environment.table("closings")
    changes = environment.table("changes")
  }

  func entry(
    _ number: OrderNumber, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> KpiEntry? {
    try transaction.get(requests, Key(number.rawValue)).map(Row.message)
  }

  func closing(
    of month: YearMonth, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> KpiClosing? {
    try transaction.get(closings, Self.key(month)).map(Row.message)
  }

  /// The figures of a month: the total first, then by the key of the executive.
  func figures(
    of month: YearMonth, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> [KpiFigure] {
    var found: [KpiFigure] = []
    let prefix = Self.key(month).bytes
    try transaction.scan(figures, from: Key(prefix)) { key, value throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      found.append(Row.message(value.copied))
      return .next
    }
    return found
  }

  /// Keeps the figures as they are now. A month that is closed a second time, which rules refuse, keeps
  /// what was reported first.
  func close(
    _ month: YearMonth, _ event: RecordedEvent, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    if try closing(of: month, transaction) != nil { return }
    var closing = KpiClosing()
    closing.month = month.description
    closing.position = event.position.rawValue
    closing.recorded = .init(event.recorded)
    closing.reported = try figures(of: month, transaction)
    try transaction.put(closings, Self.key(month), Row.bytes(closing))
  }

  /// Writes what is known of a request, and what changes in the figures with it.
  func replace(
    _ before: KpiEntry?, with after: KpiEntry, _ number: OrderNumber, _ event: RecordedEvent,
    _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(requests, Key(number.rawValue), Row.bytes(after))
    // The time of receipt never changes, nor the month with it.
    let month = after.month
    var executives = [OrderExecutive(), after.executive]
    if let before, before.executive.key != after.executive.key {
      executives.append(before.executive)
    }
    let isClosed = try closing(of: month, transaction) != nil
    for (index, executive) in executives.enumerated() {
      let key = Self.key(month, executive.key)
      let old: KpiFigure? = try transaction.get(figures, key).map(Row.message)
      var new = old ?? KpiFigure()
      new.month = month.description
      new.executive = executive
      if let before, executive.key.isEmpty || executive.key == before.executive.key {
        new.add(-1, before)
      }
      if executive.key.isEmpty || executive.key == after.executive.key { new.add(1, after) }
      try put(new, key, &transaction)
      guard isClosed, old.map({ !$0.hasCounts(of: new) }) ?? true else { continue }
      let change = KpiChange.with {
        $0.position = event.position.rawValue
        $0.recorded = .init(event.recorded)
        $0.number = number.rawValue
        $0.before = old ?? new.emptied
        $0.after = new
      }
      try transaction.put(
        changes, Key(event.position.rawValue, UInt64(index)), Row.bytes(change))
    }
  }

  /// A figure of no requests is no figure.
  private func put(
    _ figure: KpiFigure, _ key: Key, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    if figure.requests == 0 {
      try transaction.remove(figures, key)
    } else {
      try transaction.put(figures, key, Row.bytes(figure))
    }
  }

  /// Months since the year 0, 8 bytes big-endian.
  static func key(_ month: YearMonth) -> Key { Key(UInt64(month.year * 12 + month.month - 1)) }

  static func key(_ month: YearMonth, _ executive: String) -> Key {
    Key(key(month).bytes + CompositeKey(executive).bytes)
  }
}

extension KpiFigure {
  fileprivate mutating func add(_ count: Int64, _ entry: KpiEntry) {
    func changed(_ value: UInt64, _ counts: Bool) -> UInt64 {
      UInt64(Int64(value) + (counts ? count : 0))
    }
    requests = changed(requests, true)
    effective = changed(effective, entry.isEffective)
    timely = changed(timely, entry.isTimely)
    effectiveTimely = changed(effectiveTimely, entry.isEffective && entry.isTimely)
  }

  /// Whether the counts are the same.
  public func hasCounts(of other: KpiFigure) -> Bool {
    requests == other.requests && effective == other.effective && timely == other.timely
      && effectiveTimely == other.effectiveTimely
  }

  fileprivate var emptied: KpiFigure {
    .with {
      $0.month = month
      $0.executive = executive
    }
  }
}
