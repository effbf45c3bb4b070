public import Events
public import Schemas

/// A report, downloaded by business and name.
///
/// **Source:** receivables page, “Reports”; the names are (a).
public struct PremiumReport: Equatable, Sendable {
  /// In order of due date; of what is paid, in order of payment date.
  public internal(set) var rows: [StatementRow] = []
  /// How many there are, also those that are not in `rows`.
  public internal(set) var count = 0
  /// What to give to read on; `nil` when there is no more.
  public var after: StatementPlace? { isMore ? rows.last?.place : nil }
  private var isMore = false
  /// In order of currency, then of age.
  public var sums: [Sum] {
    amounts.map { Sum(age: $0.key.age, amount: $0.value.amount, count: $0.value.count) }
      .sorted { ($0.amount.currency.code, $0.rank) < ($1.amount.currency.code, $1.rank) }
  }
  private var amounts: [SumKey: (amount: Money, count: Int)] = [:]

  /// Of one currency and, for cuotas vencidas, of one age.
  public struct Sum: Equatable, Sendable {
    public let age: PremiumAge?
    public let amount: Money
    public let count: Int

    fileprivate var rank: Int { age?.rawValue ?? -1 }
  }

  private struct SumKey: Hashable {
    let currency: Currency
    let age: PremiumAge?
  }

  /// - Parameters:
  ///   - after: only rows behind this place are kept.
  ///   - limit: how many rows are kept; all are counted.
  mutating func add(_ row: StatementRow, byAge: Bool, after: StatementPlace?, limit: Int) {
    count += 1
    if after.map({ $0 < row.place }) ?? true {
      if rows.count < limit { rows.append(row) } else { isMore = true }
    }
    guard let amount = try? Money(row.amount) else { preconditionFailure("\(row.document.name)") }
    let key = SumKey(
      currency: amount.currency, age: byAge ? PremiumAge(days: Int(row.ageDays)) : nil)
    let before = amounts[key] ?? (.zero(amount.currency), 0)
    amounts[key] = (before.amount + amount, before.count + 1)
  }

  public static func == (a: PremiumReport, b: PremiumReport) -> Bool {
    a.rows == b.rows && a.count == b.count && a.sums == b.sums
  }
}

extension PremiumReportName {
  /// Whether there is such a report for a line: only Vida has liquidaciones de prima.
  public func covers(_ line: PremiumLine) -> Bool {
    switch self {
    case .cuotasPendientes, .cuotasVencidas, .cuotasPagadas: true
    case .liquidacionesDePrima: line.hasSettlements
    case .unspecified, .UNRECOGNIZED: false
    }
  }
}

extension PremiumStatementReader {
  /// The report of this name for one line of business.
  ///
  /// - *cuotas pendientes*: owed and not past due; *vencidas*: past due, with their age; *pagadas*;
  ///   *liquidaciones de prima*: all, whatever their status.
  ///
  /// Complexity: linear in what the line owes; of what is paid, in all that the broker has; of the
  /// liquidaciones, in all of them. However few rows are asked for, all are counted and added up.
  ///
  /// - Parameters:
  ///   - after: only rows behind this place are listed.
  ///   - limit: at most this many rows are listed; traps unless positive.
  public func report(
    _ name: PremiumReportName, _ line: PremiumLine, broker: String? = nil, today: LocalDate,
    after: StatementPlace? = nil, limit: Int
  ) throws(LMDBError) -> (report: PremiumReport, next: Position) {
    precondition(limit > 0, "at most \(limit) rows")
    return try store.environment.read { transaction throws(LMDBError) in
      var report = PremiumReport()
      func add(_ row: StatementRow, if isIn: (StatementRow) -> Bool) {
        let row = row.shown(today: today)
        guard row.line == line, broker.map({ row.broker.key == $0 }) ?? true, isIn(row) else {
          return
        }
        report.add(row, byAge: name == .cuotasVencidas, after: after, limit: limit)
      }
      switch name {
      case .cuotasPendientes:
        try owed(line, transaction) { row in add(row) { $0.isCuota && $0.status == .pendiente } }
      case .cuotasVencidas:
        try owed(line, transaction) { row in add(row) { $0.isCuota && $0.status == .vencida } }
      case .cuotasPagadas:
        try scan(broker ?? "", DayRange(), nil, transaction) { row in
          add(row) { $0.isCuota && $0.status == .pagada }
          return false
        }
      case .liquidacionesDePrima:
        try scan(broker ?? "", DayRange(), nil, transaction) { row in
          add(row) { $0.document.kind == .liquidacion }
          return false
        }
      case .unspecified, .UNRECOGNIZED: break
      }
      return (report, try store.next(transaction))
    }
  }

  /// What a line owes, in order of due date.
  private func owed(
    _ line: PremiumLine, _ transaction: borrowing some Transaction & ~Copyable,
    _ body: (StatementRow) -> Void
  ) throws(LMDBError) {
    let prefix = StatementTables.owed(line).bytes
    try transaction.scan(tables.owed, from: Key(prefix)) { key, _ throws(LMDBError) in
      guard key.hasPrefix(prefix) else { return .stop }
      let document = PremiumDocument(key: key, at: prefix.count + 4)
      guard let row = try tables.row(document, transaction) else {
        preconditionFailure("\(document.name) is owed, and has no row")
      }
      body(row)
      return .next
    }
  }
}

extension StatementRow {
  fileprivate var isCuota: Bool { document.kind == .cuota }
}
