import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the folio board. What belongs to others is looked up there: deadlines in the process,
/// settings in the policies, uploads, notices and accesses in their views.
struct FolioQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let board = queries.views[FolioBoard.self]
    return [
      queries.view("Board", board) { (request: BoardRequest, store, _) in
        let cells = try FolioBoardReader(store).board(FolioFilter(request)).cells
        return BoardResponse.with { $0.cells = cells }
      },
      .unary(ViewQueries.service, "Folios", isLong: true) { (request: FoliosRequest) in
        try await folios(request)
      },
      .unary(ViewQueries.service, "Folio", isLong: true) { (request: FolioRequest) in
        try await folio(request)
      },
      queries.view("NextFolioNumber", board) { (_: NextFolioNumberRequest, store, _) in
        try nextNumber(store)
      },
      queries.view("Agents", queries.views[AgentDirectory.self]) {
        (request: AgentsRequest, store, _) in
        let (agents, count) = try AgentDirectoryReader(store).agents(
          matching: request.search, limit: PageSize.rows(request.limit))
        return AgentsResponse.with {
          $0.agents = agents
          $0.count = UInt32(count)
        }
      },
    ]
  }

  private func folios(_ request: FoliosRequest) async throws -> FoliosResponse {
    let moment = try queries.moment(request.at)
    var response = try await queries.read(queries.views[FolioBoard.self], at: moment).exactly {
      store, events in
      let (rows, after, _) = try FolioBoardReader(store).rows(
        FolioFilter(request), after: request.after, limit: PageSize.rows(request.limit))
      return FoliosResponse.with {
        $0.goodFor = queries.goodFor(events, moment)
        $0.rows = rows
        $0.next = after
      }
    }
    try await FolioSurroundings(queries, at: moment).complete(&response.rows)
    return response
  }

  private func folio(_ request: FolioRequest) async throws -> FolioResponse {
    guard let number = FolioNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no folio number; they go from 1 to \(FolioNumber.range.upperBound)")
    }
    let moment = try queries.moment(request.at)
    var (page, events) = try await queries.read(queries.views[FolioBoard.self], at: moment)
      .exactly { store, events in
        let board = FolioBoardReader(store)
        guard var page = try board.page(number).page else {
          throw RPCStatus(.notFound, "there is no folio \(number.title)")
        }
        if let origin = try FolioNumber(page.clonedFrom).flatMap(board.row) {
          page.predecessor = origin
        }
        page.cloneRows = try page.clones.compactMap { try FolioNumber($0).flatMap(board.row) }
        return (page, events)
      }
    try await FolioSurroundings(queries, at: moment).complete(&page)
    return FolioResponse.with {
      $0.goodFor = queries.goodFor(events, moment)
      $0.page = page
    }
  }

  private func nextNumber(_ store: FollowerStore) throws -> NextFolioNumberResponse {
    let highest = try FolioBoardReader(store).highestNumber()?.rawValue ?? 0
    guard let number = FolioNumber(highest + 1) else {
      throw RPCStatus(.resourceExhausted, "no number is left behind the highest in use")
    }
    return NextFolioNumberResponse.with {
      $0.number = number.rawValue
      $0.stream = number.stream.text
    }
  }
}

extension FolioFilter {
  init(_ request: BoardRequest) {
    self.init(
      processType: request.processType == .unspecified ? nil : request.processType,
      ramo: request.ramo == .unspecified ? nil : request.ramo,
      stage: request.stage == .unspecified ? nil : request.stage, area: request.area.wanted,
      agente: request.agente.wanted, promotor: request.promotor.wanted,
      oficina: request.oficina.wanted)
  }

  init(_ request: FoliosRequest) {
    self.init(
      processType: request.processType == .unspecified ? nil : request.processType,
      ramo: request.ramo == .unspecified ? nil : request.ramo,
      stage: request.stage == .unspecified ? nil : request.stage, area: request.area.wanted,
      agente: request.agente.wanted, promotor: request.promotor.wanted,
      oficina: request.oficina.wanted)
  }
}

extension String {
  /// As a filter of a request: `nil` when it is empty.
  fileprivate var wanted: String? { isEmpty ? nil : self }
}

extension BoardRequest: ViewRequest {}
extension BoardResponse: ViewResponse {}
extension FoliosRequest: ViewRequest {}
extension FoliosResponse: ViewResponse {}
extension FolioRequest: ViewRequest {}
extension FolioResponse: ViewResponse {}
extension AgentsRequest: ViewRequest {}
extension AgentsResponse: ViewResponse {}
extension NextFolioNumberRequest: ViewRequest {
  /// Always as it is at the end of the log.
  var at: ReadAt { .with { $0.waitFor = .max } }
}
extension NextFolioNumberResponse: ViewResponse {}
