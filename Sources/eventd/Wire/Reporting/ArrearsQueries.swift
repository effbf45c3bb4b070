import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of arrears. When the week of a commitment is over is the process's, so it is looked up
/// there.
struct ArrearsQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let portfolio = queries.views[ArrearsPortfolio.self]
    let deadlines = queries.processes[ArrearsDeadlines.self]
    let manager = deadlines.projection.manager
    return [
      queries.view("ArrearsClient", portfolio, and: deadlines) {
        (request: ArrearsClientRequest, store, other, _) in
        try client(request, store, ProcessReader(manager, other))
      },
      queries.view("ArrearsDebts", portfolio) { (request: ArrearsDebtsRequest, store, now) in
        try debts(request, store, today: manager.calendar.zone.localDate(at: now))
      },
      queries.view("ArrearsCommitments", portfolio, and: deadlines) {
        (request: ArrearsCommitmentsRequest, store, other, _) in
        try commitments(request, store, ProcessReader(manager, other))
      },
    ]
  }

  private typealias Deadlines = ProcessReader<ArrearsDeadlines>

  private func client(
    _ request: ArrearsClientRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> ArrearsClientResponse {
    guard let nit = try nit(request.nit, "nit") else {
      throw RPCStatus(.invalidArgument, "say which client: nit is empty")
    }
    guard var page = try ArrearsReader(store).page(nit).page else {
      throw RPCStatus(.notFound, "there is no company client \(nit.text)")
    }
    for index in page.commitments.indices {
      try fillIn(&page.commitments[index], of: nit, deadlines)
    }
    return ArrearsClientResponse.with { $0.page = page }
  }

  private func debts(
    _ request: ArrearsDebtsRequest, _ store: FollowerStore, today: LocalDate
  ) throws -> ArrearsDebtsResponse {
    var day: LocalDate?
    if !request.date.isEmpty {
      guard let date = LocalDate(request.date) else {
        throw RPCStatus(
          .invalidArgument, "date is “\(request.date)”; give a calendar date as YYYY-MM-DD")
      }
      day = date
    }
    let found = try ArrearsReader(store).debts(
      on: day, of: try nit(request.nit, "nit")?.text,
      contract: request.contract.isEmpty ? nil : request.contract,
      executive: request.executive.isEmpty ? nil : request.executive,
      byProduct: request.byProduct, after: try nit(request.after, "after")?.text,
      limit: PageSize.rows(request.limit))
    return ArrearsDebtsResponse.with {
      $0.debts = found.debts
      $0.next = found.after ?? ""
      $0.date = "\(day ?? today)"
    }
  }

  private func commitments(
    _ request: ArrearsCommitmentsRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> ArrearsCommitmentsResponse {
    var found = try ArrearsReader(store).commitments(
      of: try nit(request.nit, "nit")?.text,
      executive: request.executive.isEmpty ? nil : request.executive, settled: request.settled,
      after: try nit(request.after, "after")?.text, limit: PageSize.rows(request.limit))
    for index in found.rows.indices {
      guard let nit = ArrearsNIT(found.rows[index].nit) else { continue }
      try fillIn(&found.rows[index].commitment, of: nit, deadlines)
    }
    return ArrearsCommitmentsResponse.with {
      $0.commitments = found.rows
      $0.next = found.after ?? ""
    }
  }

  private func fillIn(
    _ commitment: inout ArrearsCommitment, of nit: ArrearsNIT, _ deadlines: Deadlines
  ) throws {
    let rule = ArrearsDeadlines.timer(of: commitment.commitment)
    if let timer = try deadlines.deadlines(of: nit.stream).first(where: { $0.rule == rule }) {
      commitment.deadline = Google_Protobuf_Timestamp(timer.due)
    }
  }

  /// - Returns: `nil` for an empty text.
  private func nit(_ text: String, _ field: String) throws(RPCStatus) -> ArrearsNIT? {
    if text.isEmpty { return nil }
    guard let nit = ArrearsNIT(text) else {
      throw RPCStatus(
        .invalidArgument,
        "\(field) is “\(text)”; give a NIT, 1 to \(ArrearsNIT.lengthMax) capitals, digits and"
          + " hyphens"
      )
    }
    return nit
  }
}

extension ArrearsClientRequest: ViewRequest {}
extension ArrearsClientResponse: ViewResponse {}
extension ArrearsDebtsRequest: ViewRequest {}
extension ArrearsDebtsResponse: ViewResponse {}
extension ArrearsCommitmentsRequest: ViewRequest {}
extension ArrearsCommitmentsResponse: ViewResponse {}
