import Events
import Projections
import Schemas
import SwiftProtobuf

/// The reads of portal access.
struct AccessQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let board = queries.views[AccessBoard.self]
    return [
      queries.view("Accesses", board) { (request: AccessesRequest, store, _) in
        let kind: AccessKind? =
          request.passwords ? .unspecified : request.kind == .unspecified ? nil : request.kind
        let (rows, next) = try AccessBoardReader(store).rows(
          kind: kind, state: request.state == .unspecified ? nil : request.state,
          after: request.after, limit: PageSize.rows(request.limit))
        return AccessesResponse.with {
          $0.rows = rows
          $0.next = next
        }
      },
      queries.view("Access", board) { (request: AccessPageRequest, store, _) in
        guard let page = try page(request, AccessBoardReader(store)) else {
          throw RPCStatus(.notFound, "there is no such access")
        }
        return AccessPageResponse.with { $0.page = page }
      },
    ]
  }

  private func page(
    _ request: AccessPageRequest, _ board: AccessBoardReader
  ) throws -> AccessPage? {
    switch request.access {
    case .id(let id): return try AccessID(id).flatMap(board.page)
    case .folio(let number): return try FolioNumber(number).flatMap(board.page(of:))
    case .email(let email): return try board.page(registered: email)
    case nil: throw RPCStatus(.invalidArgument, "give an id, a folio or an e-mail address")
    }
  }
}

extension AccessesRequest: ViewRequest {}
extension AccessesResponse: ViewResponse {}
extension AccessPageRequest: ViewRequest {}
extension AccessPageResponse: ViewResponse {}
