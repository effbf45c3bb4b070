import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Last invoice (H)") struct LastInvoiceTests {
  @Test(arguments: [
    (OrderProductKind.telefoniaFija, LastInvoice.Billing.wholeMonth), (.hspa, .wholeMonth),
    (.internet, .proRata), (.television, .proRata), (.duoPack, .proRata),
    (.multipack, .proRataButTelephony),
  ])
  func `each product has its billing`(
    _ kind: OrderProductKind, _ billing: LastInvoice.Billing
  ) {
    #expect(LastInvoice.billing(kind) == billing)
  }

  @Test(arguments: [
    // Whole months, whatever the day.
    (LastInvoice.Billing.wholeMonth, "129.90", "2026-02-01", "129.90"),
    (.wholeMonth, "129.90", "2026-02-28", "129.90"),
    // The day of the request counts, out of the days of its month.
    (.proRata, "310.00", "2026-03-01", "10.00"), (.proRata, "310.00", "2026-03-31", "310.00"),
    (.proRata, "280.00", "2026-02-14", "140.00"), (.proRata, "290.00", "2028-02-14", "140.00"),
    (.proRata, "299.00", "2026-04-17", "169.43"), (.proRata, "100.00", "2026-04-01", "3.33"),
    (.proRata, "100.00", "2026-03-07", "22.58"), (.proRata, "0.00", "2026-03-07", "0.00"),
    // A half centavo goes away from zero: 0.45 · 1/30 = 0.015.
    (.proRata, "0.45", "2026-04-01", "0.02"),
    // Bs 70 whole, the rest pro rata.
    (.proRataButTelephony, "380.00", "2026-03-01", "80.00"),
    (.proRataButTelephony, "380.00", "2026-03-31", "380.00"),
    (.proRataButTelephony, "380.00", "2026-03-11", "180.00"),
    (.proRataButTelephony, "70.00", "2026-03-11", "70.00"),
  ])
  func `comes to the exact amount`(
    _ billing: LastInvoice.Billing, _ monthly: String, _ day: String, _ expected: String
  ) throws {
    let amount = LastInvoice.amount(
      billing, monthly: try bob(monthly), requested: try date(day),
      basicTelephony: try bob("70"))
    #expect(amount == (try bob(expected)))
  }

  @Test func `a Multipack does not cost less than its telephony`() throws {
    #expect(
      LastInvoice.amount(
        .proRataButTelephony, monthly: try bob("69.99"), requested: try date("2026-03-11"),
        basicTelephony: try bob("70")) == nil)
  }
}

@Suite("Withdrawals (H)") struct OrderWithdrawalsTests {
  private func atInvoice(_ products: [OrderProduct] = [.of(.internet)]) throws -> OrderScenario {
    var scenario = try OrderScenario(.of(.retiroDeProductos) { $0.products = products })
    try scenario.given(
      steps: "H1", "H2 fulfilled", "H3 refuses", "H4 complete", "H6")
    return scenario
  }

  @Test func `a minimum stay that still runs is a contract not fulfilled`() throws {
    for (until, isFulfilled) in [("2026-03-11", true), ("2026-03-12", false), ("", true)] {
      for outcome in ["fulfilled", "not-fulfilled"] {
        var scenario = try OrderScenario(.of(.retiroDeProductos))
        try scenario.given(steps: "H1")
        let step = try scenario.step("H2 \(outcome)") {
          $0.contractReview.minimumStayUntil = until
        }
        // Other clauses may be broken when the stay is not.
        let isTaken = isFulfilled || outcome == "not-fulfilled"
        #expect(try scenario.when(step)?.code == (isTaken ? nil : "order.facts-say-other"))
      }
    }
  }

  @Test func `the penalty is accepted with its amount`() throws {
    var scenario = try OrderScenario(.of(.retiroDeProductos))
    try scenario.given(steps: "H1", "H2 not-fulfilled")
    #expect(
      try scenario.when(try scenario.step("H5 yes") { $0.details = nil })?.code
        == "order.details-missing")
    var accepted = scenario
    try accepted.given(steps: "H5 yes")
    #expect(try accepted.order().step == "H6")
    try scenario.given(steps: "H5 no")
    #expect(try scenario.order().path.end == .early)
  }

  @Test func `the last invoice is as computed, line by line`() throws {
    let products: [OrderProduct] = [
      .of(.telefoniaFija, "1"), .of(.internet, "2"), .of(.multipack, "3"),
    ]
    var scenario = try atInvoice(products)
    let invoice = OrderLastInvoice.with {
      $0.lines = [.of("1", 310, 310), .of("2", 310, 110), .of("3", 380, 180)]
    }
    let good = try scenario.step("H7") { $0.lastInvoice = invoice }
    let refusal = try #require(
      try scenario.when(good.changed { $0.lastInvoice.lines[1].amount = .bob(310) }))
    #expect(refusal.code == "order.wrong-amount")
    #expect(refusal.allowed == ["BOB 110.00"])
    #expect(refusal.source == "postsale: H")
    #expect(
      try scenario.when(good.changed { $0.lastInvoice.lines.removeLast() })?.code
        == "order.invoice-lines-differ")
    let below = good.changed { $0.lastInvoice.lines[2].monthly = .bob(60) }
    #expect(try scenario.when(below)?.code == "order.multipack-below-telephony")
    #expect(
      try scenario.when(good.changed { $0.details = nil })?.code == "order.details-missing")
    #expect(try scenario.when(good) == nil)
  }

  @Test func `the telephony of a Multipack is a policy`() throws {
    var scenario = try atInvoice([.of(.multipack, "3")])
    let adopted: PolicyFigureAdopted = .adoption(
      of: OrderFigures.multipackTelephony, from: "2026-01-01", .amount(.bob(0)))
    #expect(try scenario.when(adopted, stream: "policy-order") == nil)
    let step = try scenario.step("H7") {
      $0.lastInvoice.lines = [.of("3", 310, 110)]
    }
    #expect(try scenario.when(step) == nil)
  }

  @Test func `incomplete equipment is charged once, and the withdrawal is entered once`() throws {
    var scenario = try atInvoice()
    try scenario.given(steps: "H7")
    #expect(
      try scenario.when(try scenario.step("H8 already-charged"))?.code
        == "order.equipment-not-charged")
    try scenario.given(steps: "H8 no")
    for amount in [WireMoney.bob(0), .bob(-1)] {
      let code = try scenario.when(
        try scenario.step("H13") { $0.equipmentCharge.amount = amount })?.code
      #expect(["order.nothing-charged", "order.negative-amount"].contains(code))
    }
    try scenario.given(steps: "H13")
    let again = try scenario.step("H7") { $0.lastInvoice.lines = [.with { $0.product = "x" }] }
    #expect(try scenario.when(again)?.code == "order.withdrawal-entered")
    try scenario.given(steps: "H7")
    #expect(try scenario.when(try scenario.step("H8 no"))?.code == "order.equipment-charged")
    try scenario.given(steps: "H8 already-charged", "H9 yes", "H11")
    let unexplained = try scenario.step("H12") { $0.legalisation.missingAccessories = "" }
    #expect(try scenario.when(unexplained)?.code == "order.accessories-unexplained")
    try scenario.given(steps: "H12", "H14")
  }

  @Test func `work orders are closed before the equipment is entered`() throws {
    var scenario = try atInvoice()
    try scenario.given(steps: "H7", "H8 yes")
    try scenario.given(.report(.of("OT-1", .asignado)))
    #expect(
      try scenario.when(try scenario.step("H9 yes"))?.code == "order.facts-say-other")
    try scenario.given(try scenario.step("H9 no") { $0.workOrders = [] })
    try scenario.given(steps: "H10")
    #expect(try scenario.order().step == "H11")
    var closed = try atInvoice()
    try closed.given(steps: "H7", "H8 yes")
    #expect(
      try closed.when(try closed.step("H9 no") { $0.workOrders = [] })?.code
        == "order.facts-say-other")
  }

  @Test func `the cut state is inicio de retiro`() throws {
    var scenario = try atInvoice()
    try scenario.given(steps: "H7", "H8 yes", "H9 yes", "H11")
    for state in [OrderCutState.otroEstadoDeCorte, .unspecified] {
      let step = try scenario.step("H12") { $0.legalisation.cutState = state }
      #expect(try scenario.when(step)?.code == "order.cut-state-other")
    }
    // Complete equipment needs no explanation.
    let plain = try scenario.step("H12") { $0.legalisation.missingAccessories = "" }
    #expect(try scenario.when(plain) == nil)
  }
}

extension OrderLastInvoiceLine {
  fileprivate static func of(
    _ product: String, _ monthly: Int64, _ amount: Int64
  ) -> OrderLastInvoiceLine {
    .with {
      $0.product = product
      $0.monthly = .bob(monthly)
      $0.amount = .bob(amount)
    }
  }
}
