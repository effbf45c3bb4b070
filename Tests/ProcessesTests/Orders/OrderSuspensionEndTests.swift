import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("End of a suspension") struct OrderSuspensionEndTests {
  private func suspended(
    _ start: String = "2026-04-01", _ end: String = "2026-06-01"
  ) throws -> OrderEscalationsScenario {
    var scenario = try OrderEscalationsScenario(
      .of(.suspensionYReconexion) { $0.asked = .suspending(start, end) })
    try scenario.given(steps: "D1 yes", "D2 suspension", "D3 yes", "D4", "D6", "D9 confirmed")
    return scenario
  }

  @Test func `on its day it reconnects by itself, after the request has ended`() throws {
    var scenario = try suspended()
    #expect(try scenario.deadlines() == ["suspension-end 2026-06-01T04:00"])
    #expect(try scenario.outlook() == ["D 00000147 → Reconexión de 4401234 (postsale: D (a))"])
    let event = try scenario.fired(at: "2026-06-01T04:00:00Z")
    #expect(event.type.text == "order.v1.ServiceReconnected")
    try scenario.fire(at: "2026-06-01T04:00:00Z")
    #expect(try scenario.orders.order().suspension?.isReconnected == true)
    #expect(scenario.wait == nil)
  }

  @Test func `whoever asks for another day moves it`() throws {
    var scenario = try suspended()
    try scenario.given(
      OrderReceived.of(.suspensionYReconexion, number: 148) {
        $0.asked = .reconnecting(OrderScenario.number)
      }, in: 148)
    try scenario.given(.changing(to: "2026-04-20", by: 148))
    #expect(try scenario.deadlines() == ["suspension-end 2026-04-20T04:00"])
    try scenario.fire(at: "2026-04-20T04:00:00Z")
    var orders = scenario.orders
    #expect(
      try orders.when(.changing(to: "2026-05-01", by: 148))?.code
        == "order.suspension-not-in-force")
  }

  @Test func `one that runs its four months out is told, and reconnects`() throws {
    var scenario = try suspended("2026-04-01", "2026-08-01")
    #expect(
      try scenario.deadlines().sorted() == [
        "suspension-end 2026-08-01T04:00", "suspension-months 2026-08-01T04:00",
      ])
    try scenario.fire(at: "2026-08-01T04:00:00Z")
    try scenario.fire(at: "2026-08-01T04:00:00Z")
    #expect(scenario.wait == nil)
    #expect(try scenario.orders.order().suspension?.isReconnected == true)
  }

  @Test func `the end of February is the end of four months from the 31st`() throws {
    let scenario = try suspended("2026-10-31", "2027-02-28")
    #expect(
      try scenario.deadlines().sorted() == [
        "suspension-end 2027-02-28T04:00", "suspension-months 2027-02-28T04:00",
      ])
  }

  @Test func `a suspension that was entered late ends at once`() throws {
    let scenario = try suspended("2026-01-01", "2026-02-01")
    #expect(try scenario.deadlines().first == "suspension-end 2026-02-01T04:00")
  }

  @Test(arguments: ["date", "products", "rule", "entered", "fired"])
  func `a reconnection that does not follow from it is refused`(_ part: String) throws {
    let scenario = try suspended()
    let event = try scenario.fired(at: "2026-06-01T04:00:00Z")
    let good = try OrderServiceReconnected(
      jsonString: String(decoding: event.data, as: UTF8.self))
    let bad = good.changed {
      switch part {
      case "date": $0.date = "2026-06-02"
      case "products": $0.products = ["1"]
      case "rule": $0.escalation.rule = "attention-limit"
      case "entered": $0.escalation.entered.seconds += 1
      default: $0.escalation.fired.seconds -= 1
      }
    }
    var orders = scenario.orders
    orders.now = Timestamp.at("2026-06-01T04:00:00Z")
    #expect(try orders.when(bad, origin: .process)?.code == "order.deadline-differs")
    #expect(try orders.when(good, origin: .process) == nil)
    #expect(try orders.when(good, origin: .process)?.code == "order.deadline-not-waited-for")
  }

  // Cable TV.

  @Test(arguments: [
    (OrderProductKind.television, OrderTechnology.cobre, true), (.television, .fibra, false),
    (.multipack, .cobre, true), (.multipack, .fibra, false), (.internet, .cobre, false),
    (.telefoniaFija, .cobre, false), (.duoPack, .cobre, true), (.hspa, .unspecified, false),
  ])
  func `cable TV on copper returns within 24 hours of its reconnection`(
    _ kind: OrderProductKind, _ technology: OrderTechnology, _ isLate: Bool
  ) throws {
    let product = OrderProduct.of(kind, "7", technology)
    var scenario = try OrderEscalationsScenario()
    try scenario.given(
      OrderReceived.of(.suspensionYReconexion, number: 146) { $0.products = [product] }, in: 146)
    try scenario.given(steps: "D1 yes", "D2 suspension", "D3 yes", "D4", in: 146)
    try scenario.given(
      .of(.suspensionYReconexion) {
        $0.products = [product]
        $0.asked = .reconnecting(146)
      })
    try scenario.given(.changing(to: "2026-06-01"), in: 146)
    try scenario.given(steps: "D1 yes", "D2 reconnection")
    scenario.at("2026-03-11T20:00:00Z")
    try scenario.given(steps: "D5")
    let found = try scenario.deadlines().first { $0.hasPrefix("cable") }
    #expect(found == (isLate ? "cable-tv-reconnection 2026-03-12T20:00" : nil))
    try scenario.given(
      try scenario.orders.step("D8") {
        if kind == .duoPack { $0.returnTimes.times[0].service = .internet }
      })
    try scenario.given(steps: "D9 confirmed")
    #expect(scenario.wait == nil)
  }
}
