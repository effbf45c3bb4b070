import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Work orders and damages of post-sale") struct OrderWorkOrdersTests {
  private func damage(_ service: OrderService = .internet) throws -> OrderScenario {
    try OrderScenario(.of(.registroDeDanos) { $0.trouble.service = service })
  }

  // E2: the last damage decides.

  @Test(arguments: [
    (OrderWorkOrderState.unspecified, "none-open"), (.atendido, "none-open"),
    (.infundado, "none-open"), (.cerrado, "none-open"), (.asignado, "in-repair"),
    (.atendidoSinSolucion, "closed-without-solution"),
  ])
  func `the state of the last damage says where it goes`(
    _ state: OrderWorkOrderState, _ outcome: String
  ) throws {
    for name in ["none-open", "in-repair", "closed-without-solution"] {
      var scenario = try damage()
      try scenario.given(steps: "E1")
      let step = try scenario.step("E2 \(name)") {
        $0.lastDamage = state == .unspecified ? OrderLastDamage() : .of("OT-0", state)
      }
      let refusal = try scenario.when(step)
      #expect(refusal?.code == (name == outcome ? nil : "order.facts-say-other"))
      if name != outcome { #expect(refusal?.allowed == [outcome]) }
    }
  }

  @Test func `a damage has a number and a state, or neither`() throws {
    var scenario = try damage()
    try scenario.given(steps: "E1")
    let half = try scenario.step("E2 none-open") { $0.lastDamage.state = .cerrado }
    #expect(try scenario.when(half)?.code == "order.fields-missing")
    let none = try scenario.step("E2 none-open") { $0.details = nil }
    #expect(try scenario.when(none)?.code == "order.details-missing")
  }

  // E3.

  @Test(arguments: [OrderService.internet, .linea, .tv])
  func `internet goes to the AT, line and TV to GT`(_ service: OrderService) throws {
    for name in ["internet", "line-or-tv"] {
      var scenario = try damage(service)
      try scenario.given(steps: "E1", "E2 none-open")
      let code = try scenario.when(try scenario.step("E3 \(name)"))?.code
      #expect(
        code == ((service == .internet) == (name == "internet") ? nil : "order.facts-say-other"))
    }
  }

  @Test(arguments: [("E3 internet", "E"), ("J5 internet", "J"), ("K8", "K")])
  func `a damage is registered with an order that is new and asignado`(
    _ step: String, _ letter: String
  ) throws {
    let id = String(step.split(separator: " ")[0])
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let good = try scenario.step(step)
    for orders in [[], [OrderWorkOrder.of("OT-1", .atendido)]] {
      #expect(
        try scenario.when(good.changed { $0.workOrders = orders })?.code
          == "order.work-order-missing")
    }
    #expect(try scenario.when(good) == nil)
    #expect(try scenario.order().openWorkOrders == ["OT-1"])
  }

  @Test(arguments: ["E5", "J7"])
  func `what is solved remotely closes as infundado`(_ id: String) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let good = try scenario.step(id)
    let attended = good.changed { step in
      for index in step.workOrders.indices { step.workOrders[index].state = .atendido }
    }
    #expect(try scenario.when(attended)?.code == "order.not-closed-as-infundado")
    #expect(try scenario.when(good) == nil)
    #expect(try scenario.order().openWorkOrders == [])
  }

  // Following an order to its closing.

  @Test(arguments: ["E8", "E11", "J11 confirmed", "J11 not-confirmed", "K14"])
  func `a step that follows an order to its closing waits for it`(_ text: String) throws {
    let id = String(text.split(separator: " ")[0])
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let open = try scenario.order().openWorkOrders
    try #require(!open.isEmpty)
    let waiting = try scenario.step(text) { $0.workOrders = [] }
    let refusal = try #require(try scenario.when(waiting))
    #expect(refusal.code == "order.work-orders-open")
    #expect(refusal.message.contains(open[0]))
    // Closed between the steps.
    var reported = scenario
    for number in open { try reported.given(.report(.of(number, .cerrado))) }
    #expect(try reported.when(waiting) == nil)
    // Or with the step.
    #expect(try scenario.when(try scenario.step(text)) == nil)
  }

  @Test func `transfers and visits close their orders too`() throws {
    for id in ["C8", "L7", "H10"] {
      var scenario = try #require(try OrderWalks.all.get().waiting[id])
      if try scenario.order().openWorkOrders.isEmpty {
        try scenario.given(.report(.of("OT-9", .asignado)))
      }
      let open = try scenario.step(id) { $0.workOrders = [] }
      #expect(try scenario.when(open)?.code == "order.work-orders-open", "\(id)")
      #expect(try scenario.when(try scenario.step(id)) == nil, "\(id)")
    }
  }

  @Test func `no end leaves an open work order`() throws {
    for (id, scenario) in try OrderWalks.all.get().waiting {
      let path = try #require(OrderProcedures.path(try scenario.order().procedure))
      for outcome in try #require(path.step(id)).outcomes
      where [.done, .early].contains(outcome.next) {
        var scenario = scenario
        var clean = scenario
        let step = try scenario.step("\(id) \(outcome.name)")
        guard try clean.when(step) == nil else { continue }
        let open = try scenario.when(
          step.changed { $0.workOrders.append(.of("OT-99", .asignado)) })
        #expect(open?.code == "order.work-orders-open", "\(id)")
      }
    }
  }

  // Repeated damages.

  @Test func `what was closed without solution is entered anew, with its cause`() throws {
    var scenario = try damage(.linea)
    try scenario.given(steps: "E1", "E2 none-open", "E3 line-or-tv", "E7")
    try scenario.given(
      try scenario.step("E8") { $0.workOrders = [.of("OT-1", .atendidoSinSolucion)] })
    #expect(
      try scenario.when(try scenario.step("E9 solved"))?.code == "order.facts-say-other")
    try scenario.given(steps: "E9 without-solution")
    let good = try scenario.step("E10")
    #expect(good.workOrders == [.of("OT-2", .asignado, cause: "cortes", repeats: "OT-1")])
    for wrong in [
      OrderWorkOrder.of("OT-2", .asignado, cause: "ruido", repeats: "OT-1"),
      .of("OT-2", .asignado, cause: "cortes"), .of("OT-1", .atendidoSinSolucion),
      .of("OT-2", .atendido, cause: "cortes", repeats: "OT-1"),
    ] {
      #expect(
        try scenario.when(good.changed { $0.workOrders = [wrong] })?.code
          == "order.repeat-missing")
    }
    try scenario.given(good)
    try scenario.given(steps: "E11")
    #expect(
      try scenario.when(try scenario.step("E9 without-solution") { $0.workOrders = [] })?.code
        == "order.facts-say-other")
    try scenario.given(steps: "E9 solved", "E12 confirmed")
  }

  @Test func `a damage that was without solution before is repeated at once`() throws {
    var scenario = try damage()
    try scenario.given(steps: "E1", "E2 closed-without-solution", "E10", "E11", "E9 solved")
    #expect(try scenario.order().workOrders.map(\.number) == ["OT-0", "OT-2"])
    #expect(try scenario.order().step == "E12")
  }

  // States.

  @Test func `a closed order does not open again`() throws {
    var scenario = try damage()
    try scenario.given(.report(.of("OT-5", .asignado)))
    try scenario.given(.report(.of("OT-5", .atendido)))
    try scenario.given(.report(.of("OT-5", .cerrado)))
    #expect(
      try scenario.when(.report(.of("OT-5", .asignado)))?.code == "order.work-order-closed")
  }

  @Test(arguments: OrderWorkOrderState.allCases)
  func `of the states only asignado is open`(_ state: OrderWorkOrderState) throws {
    #expect(state.isOpen == (state == .asignado))
    var scenario = try damage()
    let code = try scenario.when(.report(.of("OT-5", state)))?.code
    #expect(code == (state == .unspecified ? "order.fields-missing" : nil))
  }
}
