import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the board of post-sale requests. Who may take a step is the tables', when a limit
/// passes is the process's; both are filled in here.
struct OrderQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let board = queries.views[OrderBoard.self]
    let escalations = queries.processes[OrderEscalations.self]
    let manager = escalations.projection.manager
    return [
      queries.view("OrderBoard", board) { (_: OrderBoardRequest, store, _) in
        var cells = try OrderBoardReader(store).board()
        for index in cells.indices {
          cells[index].roles = OrderProcedures.roles(cells[index].procedure, cells[index].step)
        }
        return OrderBoardResponse.with { $0.cells = cells }
      },
      queries.view("Orders", board, and: escalations) {
        (request: OrdersRequest, store, other, _) in
        try list(request, OrderBoardReader(store), ProcessReader(manager, other))
      },
      queries.view("Order", board, and: escalations) {
        (request: OrderRequest, store, other, _) in
        try order(request, OrderBoardReader(store), ProcessReader(manager, other))
      },
      queries.view("NextOrderNumber", board) { (_: NextOrderNumberRequest, store, _) in
        try nextNumber(OrderBoardReader(store))
      },
      queries.view("OrderVisits", board) { (request: OrderVisitsRequest, store, _) in
        try visits(request, OrderBoardReader(store))
      },
      queries.view("OrderPortfolio", board) { (request: OrderPortfolioRequest, store, _) in
        let executive = try Self.required(request.executive)
        let contracts = try OrderBoardReader(store).portfolio(of: executive)
        return OrderPortfolioResponse.with { $0.contracts = contracts }
      },
    ]
  }

  private typealias Deadlines = ProcessReader<OrderEscalations>

  private func list(
    _ request: OrdersRequest, _ reader: OrderBoardReader, _ deadlines: Deadlines
  ) throws -> OrdersResponse {
    let filter = OrderBoardReader.Filter(
      procedure: request.procedure == .unspecified ? nil : request.procedure,
      step: request.step.isEmpty ? nil : request.step,
      executive: request.executive.isEmpty ? nil : request.executive,
      client: request.client.isEmpty ? nil : request.client, withEnded: request.ended)
    var (rows, after) = try reader.rows(
      filter, after: request.after, limit: PageSize.rows(request.limit))
    for index in rows.indices { try fillIn(&rows[index], deadlines) }
    return OrdersResponse.with {
      $0.rows = rows
      $0.next = after
    }
  }

  private func fillIn(_ row: inout OrderRow, _ deadlines: Deadlines) throws {
    row.roles = OrderProcedures.roles(row.procedure, row.step)
    guard let number = OrderNumber(row.number) else { return }
    if let due = try deadlines.deadline(of: number.stream) { row.deadline = .init(due) }
  }

  private func order(
    _ request: OrderRequest, _ reader: OrderBoardReader, _ deadlines: Deadlines
  ) throws -> OrderResponse {
    guard let number = OrderNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no request's number; they go from 1 to "
          + "\(OrderNumber.range.upperBound)")
    }
    guard var page = try reader.page(number) else {
      throw RPCStatus(.notFound, "there is no request \(number.title)")
    }
    try fillIn(&page.row, deadlines)
    let entries = try deadlines.entries(of: number.stream)
    return OrderResponse.with {
      $0.page = page
      $0.deadlines = entries.map { entry in
        OrderDeadline.with {
          $0.rule = entry.timer.rule
          $0.due = Google_Protobuf_Timestamp(entry.timer.due)
          $0.action = entry.outlook.action
          $0.source = entry.outlook.source
        }
      }
    }
  }

  private func nextNumber(_ reader: OrderBoardReader) throws -> NextOrderNumberResponse {
    guard let number = OrderNumber((try reader.highestNumber()?.rawValue ?? 0) + 1) else {
      throw RPCStatus(.resourceExhausted, "no number is left behind the highest in use")
    }
    return NextOrderNumberResponse.with {
      $0.number = number.rawValue
      $0.stream = number.stream.text
    }
  }

  private func visits(
    _ request: OrderVisitsRequest, _ reader: OrderBoardReader
  ) throws -> OrderVisitsResponse {
    let visits = try reader.visits(
      of: Self.required(request.executive), from: Self.day(request.from, "from"),
      to: Self.day(request.to, "to"), limit: PageSize.rows(request.limit))
    return OrderVisitsResponse.with { $0.visits = visits }
  }

  private static func required(_ executive: String) throws(RPCStatus) -> String {
    if executive.isEmpty { throw RPCStatus(.invalidArgument, "executive is empty; give its key") }
    return executive
  }

  private static func day(_ text: String, _ field: String) throws(RPCStatus) -> LocalDate? {
    if text.isEmpty { return nil }
    guard let date = LocalDate(text) else {
      throw RPCStatus(
        .invalidArgument, "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD")
    }
    return date
  }
}

extension OrderBoardRequest: ViewRequest {}
extension OrderBoardResponse: ViewResponse {}
extension OrdersRequest: ViewRequest {}
extension OrdersResponse: ViewResponse {}
extension OrderRequest: ViewRequest {}
extension OrderResponse: ViewResponse {}
extension OrderVisitsRequest: ViewRequest {}
extension OrderVisitsResponse: ViewResponse {}
extension OrderPortfolioRequest: ViewRequest {}
extension OrderPortfolioResponse: ViewResponse {}
extension NextOrderNumberRequest: ViewRequest {
  /// Always as it is at the end of the log.
  var at: ReadAt { .with { $0.waitFor = .max } }
}
extension NextOrderNumberResponse: ViewResponse {}
