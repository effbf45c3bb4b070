import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log, and the board and the indicators of post-sale that follow it.
struct OrderFixture {
  let log: TestLog
  let boardFollower: Follower
  let kpiFollower: Follower
  let board: OrderBoardReader
  let kpi: OrderKpiReader

  init() throws {
    log = try TestLog(clock: ManualClock("2026-03-11T15:00:00Z"))
    let path = TemporaryDirectory.path
    boardFollower = try Follower(OrderBoard(), path: path + "/board.mdb", log: log.log)
    kpiFollower = try Follower(OrderKpi(), path: path + "/kpi.mdb", log: log.log)
    board = OrderBoardReader(boardFollower.store)
    kpi = OrderKpiReader(kpiFollower.store)
  }

  /// Appends to a request's stream.
  /// - Parameter effective: RFC 3339; `nil`: now.
  @discardableResult
  func append(
    _ number: UInt64, _ message: any Message, effective: String? = nil
  ) async throws -> Position {
    let stream = try #require(OrderNumber(number)).stream
    return try await append(to: stream, message, effective: effective)
  }

  @discardableResult
  func append(
    to stream: StreamName, _ message: any Message, effective: String? = nil
  ) async throws -> Position {
    let event = NewEvent(
      id: EventID(high: 0x0de5, low: log.log.head.count),
      type: try EventType(type(of: message).protoMessageName), contentType: .json,
      data: Array(try message.jsonString().utf8),
      effective: try effective.map { try #require(Timestamp(rfc3339: $0)) })
    let receipt = try await log.log.append(
      Append(stream: stream, expected: .any, events: [event]))
    return try #require(receipt.position)
  }

  func follow() throws {
    try boardFollower.catchUp()
    try kpiFollower.catchUp()
  }

  /// Received, and concluded if a time is given.
  func request(
    _ number: UInt64, _ procedure: OrderProcedure = .cambioDePlan, executive: String = "EE-1",
    at received: String, done: String? = nil
  ) async throws {
    try await append(
      number, Orders.received(number, procedure, executive: executive), effective: received)
    if let done {
      try await append(number, Orders.ended("B7"), effective: done)
    }
  }

  /// `procedure step-or-end count`, with the oldest where one waits.
  func cells() throws -> [String] {
    try board.board().map { cell in
      let oldest = cell.hasOldest ? " " + Timestamp(cell.oldest).description.prefix(16) : ""
      let place = cell.step.isEmpty ? "\(cell.end)" : cell.step
      return "\(cell.procedure.letter) \(place) \(cell.count)\(oldest)"
    }
  }

  /// `month executive requests effective timely`.
  func figures(
    _ filter: OrderKpiReader.Filter = OrderKpiReader.Filter()
  ) throws -> [String] {
    try kpi.figures(filter).map(\.line)
  }

  func changes(
    _ filter: OrderKpiReader.Filter = OrderKpiReader.Filter()
  ) throws -> [String] {
    try kpi.changes(filter, limit: 1000).changes.map { change in
      "@\(change.position) #\(change.number) \(change.before.line) -> \(change.after.line)"
    }
  }

  func close(_ month: String) async throws -> Position {
    try await append(
      to: IndicatorEvent.stream,
      OrderMonthClosed.with {
        $0.actor.role = .system
        $0.month = month
      })
  }
}

extension KpiFigure {
  var line: String {
    let who = executive.key.isEmpty ? "total" : executive.key
    return "\(month) \(who) \(requests) \(effective) \(timely)"
  }
}

/// Events of post-sale as tests write them down.
enum Orders {
  static func received(
    _ number: UInt64, _ procedure: OrderProcedure = .cambioDePlan, executive: String = "EE-1",
    client: String = "1023275028", contract: String = "C-77"
  ) -> OrderReceived {
    .with {
      $0.actor.role = .ejecutivoEmpresas
      $0.number = number
      $0.procedure = procedure
      $0.client.document = .nit
      $0.client.number = client
      $0.client.name = "Panadería Ñuflo S.R.L."
      $0.contract = contract
      $0.products = [.with { $0.number = "4401234" }]
      $0.executive.key = executive
      $0.executive.name = "Ximena Peña"
    }
  }

  static func step(_ step: String, next: String) -> OrderStepTaken {
    .with {
      $0.actor.role = .ejecutivoEmpresas
      $0.step = step
      $0.outcome = "done"
      $0.next = next
    }
  }

  static func ended(_ step: String, _ end: OrderEnd = .done) -> OrderStepTaken {
    .with {
      $0.actor.role = .ejecutivoEmpresas
      $0.step = step
      $0.outcome = "confirmed"
      $0.end = end
      $0.interaction.text = "Conforme."
    }
  }

  static func reopened() -> OrderReopened {
    .with { $0.interaction.text = "Sigue sin servicio." }
  }

  static func assigned(_ key: String) -> OrderExecutiveAssigned {
    .with {
      $0.executive.key = key
      $0.executive.name = "Noé Quispe"
    }
  }

  static func visit(_ step: String, next: String, at time: String) throws -> OrderStepTaken {
    let at = try #require(Timestamp(rfc3339: time))
    return .with {
      $0.step = step
      $0.next = next
      $0.visit.at = .init(at)
      $0.visit.person = "Noé Ibáñez"
      $0.visit.location = "Queru Queru"
    }
  }
}
