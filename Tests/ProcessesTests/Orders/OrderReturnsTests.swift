import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("What returns when (D8)") struct OrderReturnsTests {
  private func scenario(_ products: [OrderProduct]) throws -> OrderScenario {
    var scenario = try OrderScenario(
      .of(.suspensionYReconexion, number: 146) { $0.products = products })
    try scenario.given(steps: "D1 yes", "D2 suspension", "D3 yes", "D4", in: 146)
    try scenario.given(
      .of(.suspensionYReconexion) {
        $0.products = products
        $0.asked = .reconnecting(146)
      })
    try scenario.given(.changing(to: "2026-06-01"), in: 146)
    try scenario.given(steps: "D1 yes", "D2 reconnection", "D5")
    return scenario
  }

  private func times(_ told: (String, OrderService, OrderWithin)...) -> OrderReturnTimes {
    .with { times in
      times.times = told.map { time in
        .with {
          $0.product = time.0
          $0.service = time.1
          $0.within = time.2
        }
      }
    }
  }

  @Test(arguments: [OrderTechnology.cobre, .fibra], [OrderService.internet, .linea, .tv])
  func `on copper TV returns within 24 hours, everything else at once`(
    _ technology: OrderTechnology, _ service: OrderService
  ) throws {
    let kind: OrderProductKind =
      switch service {
      case .internet: .internet
      case .linea: .telefoniaFija
      default: .television
      }
    for within in [OrderWithin.atOnce, .within24Hours] {
      var scenario = try scenario([.of(kind, "7", technology)])
      let isLate = technology == .cobre && service == .tv
      let step = try scenario.step("D8") { $0.returnTimes = times(("7", service, within)) }
      let refusal = try scenario.when(step)
      let isRight = (within == .within24Hours) == isLate
      #expect(refusal?.code == (isRight ? nil : "order.return-time-differs"))
    }
  }

  @Test func `each product is named, with all of its services`() throws {
    var scenario = try scenario([.of(.multipack, "7", .cobre), .of(.hspa, "8", .unspecified)])
    let line = ("7", OrderService.linea, OrderWithin.atOnce)
    let internet = ("7", OrderService.internet, OrderWithin.atOnce)
    let tv = ("7", OrderService.tv, OrderWithin.within24Hours)
    let hspa = ("8", OrderService.internet, OrderWithin.atOnce)
    func code(_ times: OrderReturnTimes) throws -> String? {
      var scenario = scenario
      return try scenario.when(try scenario.step("D8") { $0.returnTimes = times })?.code
    }
    #expect(try code(times(line, internet, tv)) == "order.return-time-missing")
    #expect(try code(times(line, tv, hspa)) == "order.return-time-missing")
    #expect(try code(times(line, internet, tv, hspa)) == nil)
    #expect(
      try code(times(line, internet, tv, hspa, ("9", .tv, .atOnce))) == "order.product-unknown")
    scenario = try self.scenario([.of(.duoPack, "7", .fibra)])
    #expect(try code(OrderReturnTimes()) == "order.return-time-missing")
    #expect(try code(times(tv)) == "order.return-time-differs")
    #expect(try code(times(internet)) == nil)
  }
}
