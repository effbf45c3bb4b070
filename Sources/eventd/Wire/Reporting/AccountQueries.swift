import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the board of accounts. Deadlines that wait are the process's, so they are looked up
/// there.
struct AccountQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let board = queries.views[AccountBoard.self]
    let deadlines = queries.processes[AccountDeadlines.self]
    let manager = deadlines.projection.manager
    return [
      queries.view("AccountBoard", board) { (_: AccountBoardRequest, store, _) in
        let counts = try AccountBoardReader(store).counts()
        return AccountBoardResponse.with { $0.counts = counts }
      },
      queries.view("AccountList", board, and: deadlines) {
        (request: AccountListRequest, store, other, _) in
        try list(request, store, ProcessReader(manager, other))
      },
      queries.view("Account", board, and: deadlines) {
        (request: AccountRequest, store, other, _) in
        try account(request, store, ProcessReader(manager, other))
      },
    ]
  }

  private typealias Deadlines = ProcessReader<AccountDeadlines>

  private func list(
    _ request: AccountListRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> AccountListResponse {
    guard let filter = AccountBoardReader.Filter(request.list) else {
      throw RPCStatus(
        .invalidArgument, "say which list: tasks, quotes, invoices, amendments or accounts")
    }
    var (rows, next) = try AccountBoardReader(store).rows(
      filter, after: [UInt8](request.after), limit: PageSize.rows(request.limit))
    for index in rows.indices { try fillIn(&rows[index], deadlines) }
    return AccountListResponse.with {
      $0.rows = rows
      $0.next = .init(next)
    }
  }

  private func fillIn(_ row: inout AccountRow, _ deadlines: Deadlines) throws {
    func due(_ rule: String?) throws -> Google_Protobuf_Timestamp? {
      guard let rule, let stream = AccountNumber(row.number)?.stream else { return nil }
      return try deadlines.deadlines(of: stream).first { $0.rule == rule }
        .map { Google_Protobuf_Timestamp($0.due) }
    }
    switch row.row {
    case .task(let task):
      let rule =
        task.subject.isEmpty ? AccountDeadlines.timer(ofStep: task.step, on: task.track) : nil
      if let due = try due(rule) { row.task.deadline = due }
    case .quote(let quote):
      if quote.status == .due, let due = try due(AccountDeadlines.timer(ofQuote: quote.quote)) {
        row.quote.due = due
      }
    case .invoice(let invoice):
      if invoice.status == .issued,
        let due = try due(AccountDeadlines.timer(ofInvoice: invoice.invoice))
      {
        row.invoice.due = due
      }
    case .amendment, .summary, nil: break
    }
  }

  private func account(
    _ request: AccountRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> AccountResponse {
    guard let number = AccountNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no account number; they go from 1 to \(AccountNumber.range.upperBound)"
      )
    }
    guard let page = try AccountBoardReader(store).page(number) else {
      throw RPCStatus(.notFound, "there is no account \(number.title)")
    }
    let timers = try deadlines.deadlines(of: number.stream).sorted { $0.due < $1.due }
    return AccountResponse.with {
      $0.page = page
      $0.holds = page.standing.holds
      $0.deadlines = timers.map { timer in
        AccountDeadlineRow.with {
          $0.rule = timer.rule
          $0.due = Google_Protobuf_Timestamp(timer.due)
        }
      }
    }
  }
}

extension AccountBoardReader.Filter {
  /// Zero values do not filter.
  fileprivate init?(_ list: AccountListRequest.OneOf_List?) {
    switch list {
    case .tasks(let area): self = .tasks(area == .unspecified ? nil : area)
    case .quotes(let status): self = .quotes(status == .unspecified ? nil : status)
    case .invoices(let status): self = .invoices(status == .unspecified ? nil : status)
    case .amendments(let status): self = .amendments(status == .unspecified ? nil : status)
    case .accounts(let situation): self = .accounts(situation == .unspecified ? nil : situation)
    case nil: return nil
    }
  }
}

extension AccountBoardRequest: ViewRequest {}
extension AccountBoardResponse: ViewResponse {}
extension AccountListRequest: ViewRequest {}
extension AccountListResponse: ViewResponse {}
extension AccountRequest: ViewRequest {}
extension AccountResponse: ViewResponse {}
