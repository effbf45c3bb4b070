import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("OrderBoard", .temporaryDirectory) struct OrderBoardTests {
  @Test func `counts by procedure and step, with how long the oldest waits`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z")
    try await fixture.request(2, at: "2026-03-09T12:00:00Z")
    try await fixture.request(3, .serviciosSuplementarios, at: "2026-03-11T12:00:00Z")
    try await fixture.request(4, .visitaDeSoporte, at: "2026-03-11T12:00:00Z")
    try fixture.follow()
    #expect(
      try fixture.cells() == [
        "A A2 1 2026-03-11T12:00", "B B1 2 2026-03-09T12:00", "L L1 1 2026-03-11T12:00",
      ])
    try await fixture.append(2, Orders.step("B1", next: "B2"), effective: "2026-03-11T13:00:00Z")
    try await fixture.append(4, Orders.ended("L4"), effective: "2026-03-11T13:00:00Z")
    try await fixture.append(3, Orders.ended("A4", .early), effective: "2026-03-11T13:00:00Z")
    try fixture.follow()
    #expect(
      try fixture.cells() == [
        "A early 1", "B B1 1 2026-03-10T12:00", "B B2 1 2026-03-11T13:00", "L done 1",
      ])
  }

  @Test func `steps stand in the order of their numbers`() async throws {
    let fixture = try OrderFixture()
    for (number, step) in zip(UInt64(1)..., ["E10", "E2", "E12", "E9"]) {
      try await fixture.request(number, .registroDeDanos, at: "2026-03-10T12:00:00Z")
      try await fixture.append(number, Orders.step("E1", next: step))
    }
    try fixture.follow()
    #expect(try fixture.board.board().map(\.step) == ["E2", "E9", "E10", "E12"])
  }

  @Test func `a step that stays does not begin its wait anew, a reopened one does`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, at: "2026-03-10T12:00:00Z")
    try await fixture.append(1, Orders.step("B6", next: "B7"), effective: "2026-03-10T13:00:00Z")
    try await fixture.append(1, Orders.step("B7", next: "B7"), effective: "2026-03-10T14:00:00Z")
    try fixture.follow()
    #expect(try fixture.cells() == ["B B7 1 2026-03-10T13:00"])
    try await fixture.append(1, Orders.ended("B7"), effective: "2026-03-10T15:00:00Z")
    try await fixture.append(1, Orders.reopened(), effective: "2026-03-11T09:00:00Z")
    try fixture.follow()
    #expect(try fixture.cells() == ["B B7 1 2026-03-11T09:00"])
    let row = try #require(try fixture.board.page(OrderNumber(1)!)).row
    #expect(row.reopened)
    #expect(row.end == .unspecified)
    #expect(!row.hasConcluded)
  }

  @Test func `a page holds all there is`() async throws {
    let fixture = try OrderFixture()
    try await fixture.append(
      1,
      Orders.received(1, .registroDeDanos).with {
        $0.documents = [
          .with {
            $0.kind = .requisito
            $0.name = "nota"
          }
        ]
      }, effective: "2026-03-10T12:00:00Z")
    try await fixture.append(
      1,
      Orders.step("E2", next: "E8").with {
        $0.lastDamage.workOrder = "OT-0"
        $0.lastDamage.state = .asignado
        $0.lastDamage.cause = "cortes"
      })
    try await fixture.append(
      1,
      OrderWorkOrderReported.with {
        $0.workOrder.number = "OT-0"
        $0.workOrder.state = .atendido
      })
    try await fixture.append(1, OrderDamageLinked.with { $0.damage = 9 })
    try await fixture.append(1, OrderInteractionRecorded.with { $0.interaction.text = "Llamada." })
    try await fixture.append(1, OrderDeadlinePassed.with { $0.step = "E8" })
    try await fixture.append(
      1, Orders.ended("E12").with { $0.documentsMove = .archived },
      effective: "2026-03-11T10:00:00Z")
    try fixture.follow()
    let page = try #require(try fixture.board.page(OrderNumber(1)!))
    #expect(page.workOrders.map(\.number) == ["OT-0"])
    #expect(page.workOrders.map(\.state) == [.atendido])
    #expect(page.workOrders.map(\.cause) == ["cortes"])
    #expect(page.damages == [9])
    #expect(page.documents.map(\.name) == ["nota"])
    #expect(page.archived)
    #expect(page.history.count == 6)
    #expect(page.revision == 6)
    #expect(Timestamp(page.row.received).description == "2026-03-10T12:00:00.000000Z")
    #expect(Timestamp(page.row.recorded).description == "2026-03-11T15:00:00.000000Z")
    #expect(Timestamp(page.row.concluded).description == "2026-03-11T10:00:00.000000Z")
    #expect(try fixture.board.page(OrderNumber(2)!) == nil)
  }

  @Test func `documents come back to the executive who archives them later`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, .retiroDeProductos, at: "2026-03-10T12:00:00Z")
    try await fixture.append(
      1,
      Orders.step("H4", next: "H6").with {
        $0.documents = [.with { $0.name = "carta" }]
        $0.documentsMove = .handedOver
      })
    try fixture.follow()
    #expect(try fixture.board.page(OrderNumber(1)!)?.documentsWith == .unspecified)
    try await fixture.append(
      1, Orders.step("H6", next: "H7").with { $0.actor.role = .gestorComercial })
    try fixture.follow()
    #expect(try fixture.board.page(OrderNumber(1)!)?.documentsWith == .gestorComercial)
    try await fixture.append(
      1, Orders.ended("H14").with { $0.documentsMove = .handedOver })
    try fixture.follow()
    #expect(try fixture.board.page(OrderNumber(1)!)?.documentsWith == .ejecutivoEmpresas)
    try await fixture.append(1, OrderDocumentsArchived())
    try fixture.follow()
    let page = try #require(try fixture.board.page(OrderNumber(1)!))
    #expect(page.archived)
    #expect(page.documentsWith == .unspecified)
  }

  @Test func `a suspension shows its days and its end`() async throws {
    let fixture = try OrderFixture()
    try await fixture.request(1, .suspensionYReconexion, at: "2026-03-10T12:00:00Z")
    try await fixture.append(
      1,
      Orders.step("D4", next: "D6").with {
        $0.suspensionTerm.start = "2026-04-01"
        $0.suspensionTerm.end = "2026-06-01"
      })
    try await fixture.append(1, OrderReconnectionDateChanged.with { $0.date = "2026-05-01" })
    try await fixture.append(1, OrderServiceReconnected())
    try fixture.follow()
    let suspension = try #require(try fixture.board.page(OrderNumber(1)!)).suspension
    #expect(suspension.start == "2026-04-01")
    #expect(suspension.end == "2026-05-01")
    #expect(suspension.reconnected)
  }

  // Poison.

  @Test(arguments: ["stream", "payload", "first", "number", "twice", "executive"])
  func `what is no history of a request stops it`(_ what: String) async throws {
    let fixture = try OrderFixture()
    switch what {
    case "stream": try await fixture.append(to: StreamName("order-1"), Orders.received(1))
    case "payload": try await fixture.append(1, FolioNoteAdded())
    case "first": try await fixture.append(1, Orders.reopened())
    case "number": try await fixture.append(1, Orders.received(2))
    case "twice":
      try await fixture.append(1, Orders.received(1))
      try await fixture.append(1, Orders.received(1))
    default:
      try await fixture.append(
        1, Orders.received(1, executive: String(repeating: "x", count: 111)))
    }
    #expect(throws: FollowerError.self) { try fixture.boardFollower.catchUp() }
    if !["number", "first"].contains(what) {
      #expect(throws: FollowerError.self) { try fixture.kpiFollower.catchUp() }
    }
  }
}

extension Message {
  func with(_ change: (inout Self) -> Void) -> Self {
    var message = self
    change(&message)
    return message
  }
}
