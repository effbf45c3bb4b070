import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Details of outgoing calls (G)") struct OrderCallsTests {
  @Test(arguments: [
    (["2026-03"], 1, "0.00"), (["2026-02"], 1, "12.00"), (["2026-02", "2026-03"], 1, "12.00"),
    (["2025-12", "2026-01", "2026-02", "2026-03"], 1, "36.00"),
    (["2026-02", "2026-01"], 2, "48.00"),
    ([], 1, "0.00"),
  ])
  func `the current month is free, each earlier one costs Bs 12`(
    _ months: [String], _ lines: Int, _ expected: String
  ) throws {
    let cost = OrderCalls.cost(
      months: months.compactMap { YearMonth($0) }, lines: lines,
      received: try #require(YearMonth("2026-03")), earlierMonth: try bob("12"))
    #expect(cost == (try bob(expected)))
  }

  @Test func `Boliviatel is free and goes by itself`() throws {
    var scenario = try OrderScenario(
      .of(.detalleDeLlamadas) { $0.callDetail.network = .boliviatel })
    #expect(
      try scenario.when(try scenario.step("G1 comteco"))?.code == "order.facts-say-other")
    try scenario.given(steps: "G1 boliviatel", "G2", "G3")
    #expect(try scenario.order().path.end == .done)
  }

  @Test func `the telephones of Comteco go to GC`() throws {
    var scenario = try OrderScenario(.of(.detalleDeLlamadas))
    #expect(
      try scenario.when(try scenario.step("G1 boliviatel"))?.code == "order.facts-say-other")
    try scenario.given(steps: "G1 comteco", "G4 complete")
    let refusal = try #require(
      try scenario.when(try scenario.step("G5") { $0.charge.amount = .bob(36) }))
    #expect(refusal.code == "order.wrong-amount")
    #expect(refusal.allowed == ["BOB 24.00"])
    #expect(refusal.source == "postsale: G5")
    try scenario.given(steps: "G5", "G6")
    #expect(
      try scenario.when(try scenario.step("G7") { $0.charge.amount = .bob(12) })?.code
        == "order.wrong-amount")
    try scenario.given(steps: "G7", "G8", "G9")
  }

  @Test func `who completes the requirements later pays the same`() throws {
    var scenario = try OrderScenario(.of(.detalleDeLlamadas))
    try scenario.given(steps: "G1 comteco", "G4 missing")
    try scenario.given(steps: "G10 sent", "G6", "G7", "G8", "G9")
    #expect(try scenario.order().path.end == .done)
  }

  @Test(arguments: [("2026-03-11", "30.00"), ("2026-03-12", "24.00")])
  func `the price is a policy, by the day of the request`(
    _ from: String, _ expected: String
  ) throws {
    var scenario = try OrderScenario()
    let adopted: PolicyFigureAdopted = .adoption(
      of: OrderFigures.callDetailMonth, from: from, .amount(.bob(15)))
    #expect(try scenario.when(adopted, stream: "policy-order") == nil)
    try scenario.given(.of(.detalleDeLlamadas))
    try scenario.given(steps: "G1 comteco", "G4 complete")
    let step = try scenario.step("G5") {
      $0.charge.amount = expected == "30.00" ? .bob(30) : .bob(24)
    }
    #expect(try scenario.when(step) == nil)
  }

  @Test(arguments: ["USD", "XYZ"])
  func `amounts are in bolivianos`(_ currency: String) throws {
    var scenario = try OrderScenario(.of(.detalleDeLlamadas))
    try scenario.given(steps: "G1 comteco", "G4 complete")
    let code = try scenario.when(
      try scenario.step("G5") { $0.charge.amount.currencyCode = currency })?.code
    #expect(code == (currency == "USD" ? "order.other-currency" : "order.not-money"))
    let negative = try scenario.step("G5") { $0.charge.amount = .bob(-24) }
    #expect(try scenario.when(negative)?.code == "order.negative-amount")
  }
}
