import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// `eventd.v1.Reporting`: the reads of the board, of a folio, and of what waits.
struct ReportingService: Sendable {
  let daemon: Daemon

  private static let rowsDefault = 100
  private static let rowsMax = 1000

  var methods: [RPCMethod] {
    let service = "eventd.v1.Reporting"
    return [
      .unary(service, "Board", isLong: true) { (request: BoardRequest) in try await board(request)
      },
      .unary(service, "Folios", isLong: true) { (request: FoliosRequest) in
        try await folios(request)
      },
      .unary(service, "Folio", isLong: true) { (request: FolioRequest) in try await folio(request)
      },
      .unary(service, "NextFolioNumber", isLong: true) { (_: NextFolioNumberRequest) in
        try await nextFolioNumber()
      },
      .unary(service, "Timers", isLong: true) { (request: TimersRequest) in
        try await timers(request)
      },
    ]
  }

  private var reader: FolioBoardReader { FolioBoardReader(daemon.board.store) }
  private var escalations: ProcessEngine<FolioEscalations> { daemon.escalations.engine }

  private func board(_ request: BoardRequest) async throws -> BoardResponse {
    let applied = try await wait(for: request.waitFor, daemon.board)
    let (cells, next) = try reader.board()
    return BoardResponse.with {
      $0.cells = cells
      $0.position = WirePosition.last(ofCount: max(next.rawValue, applied))
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
    }
  }

  private func folios(_ request: FoliosRequest) async throws -> FoliosResponse {
    let applied = try await wait(for: request.waitFor, daemon.board)
    let limit = Self.limit(request.limit)
    var (rows, after, next) = try reader.rows(
      processType: request.processType == .unspecified ? nil : request.processType,
      stage: request.stage == .unspecified ? nil : request.stage,
      area: request.area.isEmpty ? nil : request.area, after: request.after, limit: limit)
    for index in rows.indices {
      if let deadline = try deadline(of: rows[index].number) { rows[index].deadline = deadline }
    }
    return FoliosResponse.with {
      $0.rows = rows
      $0.next = after
      $0.position = WirePosition.last(ofCount: max(next.rawValue, applied))
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
    }
  }

  private func folio(_ request: FolioRequest) async throws -> FolioResponse {
    let applied = try await wait(for: request.waitFor, daemon.board)
    guard let number = FolioNumber(request.number) else {
      throw RPCStatus(
        .invalidArgument,
        "\(request.number) is no folio number; they go from 1 to \(FolioNumber.range.upperBound)")
    }
    let (found, next) = try reader.page(number)
    guard var page = found else {
      throw RPCStatus(.notFound, "there is no folio \(number.title)")
    }
    if let deadline = try deadline(of: number.rawValue) { page.deadline = deadline }
    return FolioResponse.with {
      $0.page = page
      $0.position = WirePosition.last(ofCount: max(next.rawValue, applied))
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
    }
  }

  private func nextFolioNumber() async throws -> NextFolioNumberResponse {
    _ = try await wait(for: .max, daemon.board)
    let highest = try reader.highestNumber()?.rawValue ?? 0
    guard let number = FolioNumber(highest + 1) else {
      throw RPCStatus(.resourceExhausted, "no number is left behind the highest in use")
    }
    return NextFolioNumberResponse.with {
      $0.number = number.rawValue
      $0.stream = number.stream.text
    }
  }

  private func timers(_ request: TimersRequest) async throws -> TimersResponse {
    let applied = try await wait(for: request.waitFor, escalations.follower)
    let (timers, next) = try escalations.timers(limit: Self.limit(request.limit))
    return TimersResponse.with {
      $0.timers = timers.map { timer in
        WaitingTimer.with {
          $0.process = escalations.follower.name
          $0.stream = timer.stream
          $0.rule = timer.rule
          $0.due = Google_Protobuf_Timestamp(Timestamp(microseconds: timer.due))
        }
      }
      $0.position = WirePosition.last(ofCount: max(next.rawValue, applied))
      $0.now = Google_Protobuf_Timestamp(daemon.clock.now)
    }
  }

  /// From the process that will move the folio; the board itself knows no deadlines.
  private func deadline(of number: UInt64) throws -> Google_Protobuf_Timestamp? {
    guard let stream = FolioNumber(number)?.stream else { return nil }
    return try escalations.deadline(of: stream).map { Google_Protobuf_Timestamp($0) }
  }

  /// Waits until the view has applied the event at a position, so that a caller reads its own
  /// write. 0: does not wait; 2^64 - 1: waits for the end of the log as it is now. Returns how many events the view has applied at least.
  private func wait(for wire: UInt64, _ follower: Follower) async throws(RPCStatus) -> UInt64 {
    if wire == 0 { return follower.progress.count }
    let head = daemon.log.head.count
    let asked = wire == .max ? Position(head - 1) : WirePosition.decode(wire)
    guard let position = asked, position.rawValue < head else {
      throw RPCStatus(
        .invalidArgument, "wait_for \(wire) is the position of no event; give one of an append")
    }
    await follower.progress.wait(past: position.rawValue)
    if follower.progress.count <= position.rawValue {
      throw RPCStatus(
        .unavailable,
        "\(follower.name) has not come to position \(wire): "
          + (follower.incident?.description ?? "the daemon is stopping"))
    }
    return follower.progress.count
  }

  private static func limit(_ asked: UInt32) -> Int {
    asked == 0 ? rowsDefault : min(Int(asked), rowsMax)
  }
}
