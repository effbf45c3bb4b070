import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of credits and their collection. Bands and the limit of the cover are figures in force, so
/// they are looked up among those that were adopted.
struct CreditQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let clients = queries.views[CreditClients.self]
    let policies = queries.views[PolicyAdoptions.self]
    return [
      queries.view("CreditClients", clients, and: policies) {
        (request: CreditClientsRequest, store, other, now) in
        try list(request, store, day(request.date, now, other))
      },
      queries.view("CreditClient", clients, and: policies) {
        (request: CreditClientRequest, store, other, now) in
        try page(request, store, day(request.date, now, other))
      },
      queries.view("CreditPortfolio", clients, and: policies) {
        (request: CreditPortfolioRequest, store, other, now) in
        try portfolio(store, day(request.date, now, other))
      },
      queries.view("CreditAgenda", clients, and: policies) {
        (request: CreditAgendaRequest, store, other, now) in
        try agenda(request, store, day(request.date, now, other))
      },
      queries.view("CreditReport", clients, and: policies) {
        (request: CreditReportRequest, store, other, now) in
        try report(request, store, other, now)
      },
      queries.view("CreditReports", clients) { (request: CreditReportsRequest, store, _) in
        try reports(request, store)
      },
    ]
  }

  private var zone: TimeZoneRules {
    queries.processes[CreditDeadlines.self].projection.manager.calendar.zone
  }

  /// - Parameter text: empty for the day of the answer in Bogota.
  private func day(
    _ text: String, _ now: Timestamp, _ policies: FollowerStore
  ) throws -> CreditDay {
    let date = text.isEmpty ? zone.localDate(at: now) : LocalDate(text)
    guard let date else {
      throw RPCStatus(
        .invalidArgument, "date is “\(text)”; give a calendar date as YYYY-MM-DD")
    }
    return CreditDay(date, PolicyBook(try PolicyAdoptionsReader(policies).all()))
  }

  private func cedula(_ text: String, _ field: String) throws(RPCStatus) -> Cedula? {
    if text.isEmpty { return nil }
    guard let cedula = Cedula(text) else {
      throw RPCStatus(.invalidArgument, "\(field) is “\(text)”; give a cédula, 3 to 10 digits")
    }
    return cedula
  }

  private func list(
    _ request: CreditClientsRequest, _ store: FollowerStore, _ day: CreditDay
  ) throws -> CreditClientsResponse {
    let limit = PageSize.rows(request.limit)
    var response = CreditClientsResponse.with { $0.date = "\(day.date)" }
    try CreditClientsReader(store).scan(after: try cedula(request.after, "after")) { client in
      let row = day.row(of: client)
      if row.obligations == 0 && !request.closed { return .next }
      if request.hasBand && row.band != request.band { return .next }
      if !request.adviser.isEmpty && row.adviser.key != request.adviser { return .next }
      if response.rows.count == limit {
        response.next = response.rows.last?.cedula ?? ""
        return .stop
      }
      response.rows.append(row)
      return .next
    }
    return response
  }

  private func page(
    _ request: CreditClientRequest, _ store: FollowerStore, _ day: CreditDay
  ) throws -> CreditClientResponse {
    guard let cedula = try cedula(request.cedula, "cedula") else {
      throw RPCStatus(.invalidArgument, "say which client: cedula is empty")
    }
    guard let client = try CreditClientsReader(store).client(cedula) else {
      throw RPCStatus(.notFound, "there is no client \(cedula)")
    }
    return CreditClientResponse.with {
      $0.date = "\(day.date)"
      $0.page = day.page(of: client)
    }
  }

  private func portfolio(
    _ store: FollowerStore, _ day: CreditDay
  ) throws -> CreditPortfolioResponse {
    var portfolio = CreditPortfolio(day)
    try CreditClientsReader(store).scan { client in
      portfolio.add(client)
      return .next
    }
    return CreditPortfolioResponse.with {
      $0.date = "\(day.date)"
      $0.bands = portfolio.rows
    }
  }

  private func agenda(
    _ request: CreditAgendaRequest, _ store: FollowerStore, _ day: CreditDay
  ) throws -> CreditAgendaResponse {
    var agenda = CreditAgenda(day)
    try CreditClientsReader(store).scan { client in
      agenda.add(client)
      return .next
    }
    let (rows, total) = agenda.first(PageSize.rows(request.limit)) { row in
      (!request.hasBand || row.band == request.band)
        && (request.adviser.isEmpty || row.adviser.key == request.adviser)
    }
    return CreditAgendaResponse.with {
      $0.date = "\(day.date)"
      $0.rows = rows
      $0.total = UInt32(total)
    }
  }

  private func report(
    _ request: CreditReportRequest, _ store: FollowerStore, _ policies: FollowerStore,
    _ now: Timestamp
  ) throws -> CreditReportResponse {
    guard let month = YearMonth(request.month) else {
      throw RPCStatus(
        .invalidArgument, "month is “\(request.month)”; give a month as YYYY-MM")
    }
    let today = zone.localDate(at: now)
    guard month.days.lowerBound <= today else {
      throw RPCStatus(.invalidArgument, "\(month) has not begun; today is \(today)")
    }
    let date = min(month.days.upperBound, today)
    var report = CreditReport(try day("\(date)", now, policies))
    let limit = PageSize.rows(request.limit)
    let after = try cedula(request.after, "after")
    var response = CreditReportResponse.with { $0.date = "\(date)" }
    let reader = CreditClientsReader(store)
    var last: Cedula?
    try reader.scan { client in
      let rows = report.add(client)
      guard !rows.isEmpty, after.map({ $0 < client.cedula }) ?? true else { return .next }
      if response.rows.count >= limit {
        if response.next.isEmpty { response.next = last?.digits ?? "" }
        return .next
      }
      response.rows += rows
      last = client.cedula
      return .next
    }
    response.month = try reader.month(month) ?? .with { $0.month = "\(month)" }
    response.obligations = UInt32(report.obligations)
    response.total = report.total.wire
    response.notCovered = UInt32(report.notCovered)
    response.notCoveredTotal = report.notCoveredTotal.wire
    return response
  }

  private func reports(
    _ request: CreditReportsRequest, _ store: FollowerStore
  ) throws -> CreditReportsResponse {
    let after = YearMonth(request.after)
    if after == nil && !request.after.isEmpty {
      throw RPCStatus(
        .invalidArgument, "after is “\(request.after)”; give a month as YYYY-MM")
    }
    let limit = PageSize.rows(request.limit)
    let months = try CreditClientsReader(store).months(after: after, limit: limit + 1)
    return CreditReportsResponse.with {
      $0.months = Array(months.prefix(limit))
      if months.count > limit { $0.next = $0.months.last?.month ?? "" }
    }
  }
}

extension CreditClientsRequest: ViewRequest {}
extension CreditClientsResponse: ViewResponse {}
extension CreditClientRequest: ViewRequest {}
extension CreditClientResponse: ViewResponse {}
extension CreditPortfolioRequest: ViewRequest {}
extension CreditPortfolioResponse: ViewResponse {}
extension CreditAgendaRequest: ViewRequest {}
extension CreditAgendaResponse: ViewResponse {}
extension CreditReportRequest: ViewRequest {}
extension CreditReportResponse: ViewResponse {}
extension CreditReportsRequest: ViewRequest {}
extension CreditReportsResponse: ViewResponse {}
