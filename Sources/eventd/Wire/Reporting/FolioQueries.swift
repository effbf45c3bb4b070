import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the folio board. Deadlines are the process's, so they are looked up there.
struct FolioQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let board = queries.views[FolioBoard.self]
    let escalations = queries.processes[FolioEscalations.self]
    let manager = escalations.projection.manager
    return [
      queries.view("Board", board) { (_: BoardRequest, store, _) in
        let cells = try FolioBoardReader(store).board().cells
        return BoardResponse.with { $0.cells = cells }
      },
      queries.view("Folios", board, and: escalations) { (request: FoliosRequest, store, other, _) in
        try folios(request, store, ProcessReader(manager, other))
      },
      queries.view("Folio", board, and: escalations) { (request: FolioRequest, store, other, _) in
        try folio(request, store, ProcessReader(manager, other))
      },
      queries.view("NextFolioNumber", board) { (_: NextFolioNumberRequest, store, _) in
        try nextNumber(store)
      },
    ]
  }

  private typealias Deadlines = ProcessReader<FolioEscalations>

  private func folios(
    _ request: FoliosRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> FoliosResponse {
    var (rows, after, _) = try FolioBoardReader(store).rows(
      processType: request.processType == .unspecified ? nil : request.processType,
      stage: request.stage == .unspecified ? nil : request.stage,
      area: request.area.isEmpty ? nil : request.area, after: request.after,
      limit: PageSize.rows(request.limit))
    for index in rows.indices {
      if let deadline = try deadline(of: rows[index].number, deadlines) {
        rows[index].deadline = deadline
      }
    }
    return FoliosResponse.with {
      $0.rows = rows
      $0.next = after
    }
  }

  private func folio(
    _ request: FolioRequest, _ store: FollowerStore, _ deadlines: Deadlines
  ) throws -> FolioResponse {
    guard let number = FolioNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no folio number; they go from 1 to \(FolioNumber.range.upperBound)")
    }
    guard var page = try FolioBoardReader(store).page(number).page else {
      throw RPCStatus(.notFound, "there is no folio \(number.title)")
    }
    if let deadline = try deadline(of: number.rawValue, deadlines) { page.deadline = deadline }
    return FolioResponse.with { $0.page = page }
  }

  private func deadline(
    of number: UInt64, _ deadlines: Deadlines
  ) throws -> Google_Protobuf_Timestamp? {
    guard let stream = FolioNumber(number)?.stream else { return nil }
    return try deadlines.deadline(of: stream).map { Google_Protobuf_Timestamp($0) }
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

extension BoardRequest: ViewRequest {}
extension BoardResponse: ViewResponse {}
extension FoliosRequest: ViewRequest {}
extension FoliosResponse: ViewResponse {}
extension FolioRequest: ViewRequest {}
extension FolioResponse: ViewResponse {}
extension NextFolioNumberRequest: ViewRequest {
  /// Always as it is at the end of the log.
  var at: ReadAt { .with { $0.waitFor = .max } }
}
extension NextFolioNumberResponse: ViewResponse {}
