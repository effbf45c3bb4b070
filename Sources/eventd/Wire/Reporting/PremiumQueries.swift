import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the statement of account for brokers.
///
/// **Source:** receivables page, “Statement of account for brokers”.
struct PremiumQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let statement = queries.views[PremiumStatement.self]
    return [
      queries.view("Statement", statement) { (request: StatementRequest, store, now) in
        try search(request, PremiumStatementReader(store), today: today(request.today, now))
      },
      queries.view("Receipt", statement) { (request: ReceiptRequest, store, now) in
        try receipt(request, PremiumStatementReader(store), today: today("", now))
      },
      queries.view("Settlement", statement) { (request: SettlementRequest, store, now) in
        try settlement(request, PremiumStatementReader(store), today: today(request.today, now))
      },
      queries.view("PremiumReport", statement) { (request: PremiumReportRequest, store, now) in
        try report(request, PremiumStatementReader(store), today: today(request.today, now))
      },
    ]
  }

  /// - Parameter text: empty for the day of the answer in Lima.
  private func today(_ text: String, _ now: Timestamp) throws(RPCStatus) -> LocalDate {
    if let day = try Self.day(text, "today") { return day }
    return queries.processes[PremiumDeadlines.self].projection.manager.calendar.zone
      .localDate(at: now)
  }

  private func search(
    _ request: StatementRequest, _ reader: PremiumStatementReader, today: LocalDate
  ) throws -> StatementResponse {
    let search = try PremiumSearch(request)
    let found = try reader.statement(
      search, today: today, after: Self.place(request.after),
      limit: PageSize.rows(request.limit))
    return StatementResponse.with {
      $0.rows = found.rows
      $0.next = found.after?.text ?? ""
      $0.today = "\(today)"
      $0.paymentDates = DateRange(search.paymentDates(today: today))
    }
  }

  private func receipt(
    _ request: ReceiptRequest, _ reader: PremiumStatementReader, today: LocalDate
  ) throws -> ReceiptResponse {
    let page = try reader.receipt(
      request.number, broker: request.broker.given, today: today
    ).page
    guard let page else {
      throw RPCStatus(
        .notFound, "there is no receipt '\(request.number)'\(Self.portfolio(request.broker))")
    }
    return ReceiptResponse.with { $0.receipt = page }
  }

  private func settlement(
    _ request: SettlementRequest, _ reader: PremiumStatementReader, today: LocalDate
  ) throws -> SettlementResponse {
    let row = try reader.settlement(
      request.number, broker: request.broker.given, today: today
    ).row
    guard let row else {
      throw RPCStatus(
        .notFound,
        "there is no liquidación de prima '\(request.number)'\(Self.portfolio(request.broker))")
    }
    return SettlementResponse.with { $0.settlement = row }
  }

  private func report(
    _ request: PremiumReportRequest, _ reader: PremiumStatementReader, today: LocalDate
  ) throws -> PremiumReportResponse {
    guard PremiumReportName.all.contains(request.name) else {
      throw RPCStatus(.invalidArgument, "say which report: name is \(request.name.rawValue)")
    }
    guard PremiumLine.all.contains(request.line) else {
      throw RPCStatus(
        .invalidArgument,
        "reports are by business: line is \(request.line.rawValue), give one of the three")
    }
    guard request.name.covers(request.line) else {
      throw RPCStatus(
        .invalidArgument,
        "only Vida has liquidaciones de prima, not \(request.line.label); ask for VIDA")
    }
    let report = try reader.report(
      request.name, request.line, broker: request.broker.given, today: today,
      after: Self.place(request.after), limit: PageSize.rows(request.limit)
    ).report
    return PremiumReportResponse.with {
      $0.today = "\(today)"
      $0.rows = report.rows
      $0.count = UInt64(report.count)
      $0.sums = report.sums.map(PremiumReportSum.init)
      $0.next = report.after?.text ?? ""
    }
  }

  private static func portfolio(_ broker: String) -> String {
    broker.isEmpty ? "" : " in the portfolio of \(broker)"
  }

  private static func place(_ text: String) throws(RPCStatus) -> StatementPlace? {
    if text.isEmpty { return nil }
    guard let place = StatementPlace(text) else {
      throw RPCStatus(
        .invalidArgument, "after is '\(text)'; give what an answer said as 'next'")
    }
    return place
  }

  fileprivate static func day(_ text: String, _ field: String) throws(RPCStatus) -> LocalDate? {
    if text.isEmpty { return nil }
    guard let day = LocalDate(text) else {
      throw RPCStatus(
        .invalidArgument, "\(field) is '\(text)'; give a calendar date as YYYY-MM-DD")
    }
    return day
  }
}

extension PremiumSearch {
  /// - Throws: `INVALID_ARGUMENT` for a day that is none, and for a range that ends before it begins.
  init(_ request: StatementRequest) throws(RPCStatus) {
    self.init()
    broker = request.broker.given
    line = request.line == .unspecified ? nil : request.line
    status = request.status == .unspecified ? nil : request.status
    kind = request.kind == .unspecified ? nil : request.kind
    if request.hasPaymentDates { paymentDates = try .init(request.paymentDates, "payment_dates") }
    policy = request.policy.given
    client = request.client.given
    number = request.number.given
    receipt = request.receipt.given
    if request.hasDueDates { dueDates = try .init(request.dueDates, "due_dates") }
  }
}

extension DayRange {
  fileprivate init(_ range: DateRange, _ field: String) throws(RPCStatus) {
    let from = try PremiumQueries.day(range.from, "\(field).from")
    let to = try PremiumQueries.day(range.to, "\(field).to")
    if let from, let to, to < from {
      throw RPCStatus(.invalidArgument, "\(field) ends on \(to), before it begins on \(from)")
    }
    self.init(from: from, to: to)
  }
}

extension DateRange {
  init(_ range: DayRange) {
    self = .with {
      $0.from = range.from?.description ?? ""
      $0.to = range.to?.description ?? ""
    }
  }
}

extension PremiumReportSum {
  init(_ sum: PremiumReport.Sum) {
    self = .with {
      $0.amount = sum.amount.wire
      $0.count = UInt64(sum.count)
      if let days = sum.age?.days {
        $0.daysFrom = UInt32(days.from)
        $0.daysTo = UInt32(days.to ?? 0)
      }
    }
  }
}

extension String {
  /// `nil` when it is empty: a field that does not filter.
  fileprivate var given: String? { isEmpty ? nil : self }
}

extension StatementRequest: ViewRequest {}
extension StatementResponse: ViewResponse {}
extension ReceiptRequest: ViewRequest {}
extension ReceiptResponse: ViewResponse {}
extension SettlementRequest: ViewRequest {}
extension SettlementResponse: ViewResponse {}
extension PremiumReportRequest: ViewRequest {}
extension PremiumReportResponse: ViewResponse {}
