import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Suspensions and reconnections") struct OrderSuspensionsTests {
  /// A suspension that waits at D3.
  private func asking(
    _ number: UInt64 = OrderScenario.number, _ start: String = "2026-04-01",
    _ end: String = "2026-05-01", _ change: (inout OrderReceived) -> Void = { _ in },
    in scenario: OrderScenario? = nil
  ) throws -> OrderScenario {
    var scenario = try scenario ?? OrderScenario()
    try scenario.given(
      .of(.suspensionYReconexion, number: number) {
        $0.asked = .suspending(start, end)
        change(&$0)
      })
    try scenario.given(steps: "D1 yes", "D2 suspension", in: number)
    return scenario
  }

  // Once a year.

  @Test func `a second suspension in a year is refused, and told to the client`() throws {
    var scenario = try asking(1)
    try scenario.given(steps: "D3 yes", "D4", "D6", "D9 confirmed", in: 1)
    scenario = try asking(2, "2026-12-30", "2027-01-15", in: scenario)
    let refusal = try #require(try scenario.when(try scenario.step("D3 yes", in: 2), in: 2))
    #expect(refusal.code == "order.suspended-this-year")
    #expect(refusal.message.contains("4401234 was suspended in 2026 already, by order-00000001"))
    #expect(refusal.source == "postsale: D")
    #expect(refusal.allowed == ["no"])
    try scenario.given(
      try scenario.step("D3 no", in: 2) { $0.earlierSuspension.number = 1 }, in: 2)
    try scenario.given(steps: "D7", in: 2)
    #expect(try scenario.order(2).path.end == .early)
  }

  @Test func `the year is that of the start, and each product has its own`() throws {
    var scenario = try asking(1, "2026-12-31", "2027-04-30")
    try scenario.given(steps: "D3 yes", "D4", in: 1)
    scenario = try asking(2, "2027-01-01", "2027-02-01", in: scenario)
    try scenario.given(steps: "D3 yes", in: 2)
    scenario = try asking(
      3, "2026-12-01", "2027-01-01", { $0.products[0].number = "4409999" }, in: scenario)
    try scenario.given(steps: "D3 yes", in: 3)
    scenario = try asking(4, "2026-12-01", "2027-01-01", { $0.contract = "C-78" }, in: scenario)
    try scenario.given(steps: "D3 yes", in: 4)
  }

  @Test func `one product of several is enough to refuse`() throws {
    var scenario = try asking(1)
    try scenario.given(steps: "D3 yes", in: 1)
    scenario = try asking(
      2, "2026-05-01", "2026-06-01", { $0.products.insert(.of(.television, "99"), at: 0) },
      in: scenario)
    #expect(
      try scenario.when(try scenario.step("D3 yes", in: 2), in: 2)?.code
        == "order.suspended-this-year")
  }

  @Test func `a start that D4 moves into another year gives the first year back`() throws {
    var scenario = try asking(1, "2026-12-20", "2027-02-01")
    try scenario.given(steps: "D3 yes", in: 1)
    try scenario.given(
      try scenario.step("D4", in: 1) {
        $0.suspensionTerm.start = "2027-01-05"
        $0.suspensionTerm.end = "2027-02-01"
      }, in: 1)
    scenario = try asking(2, "2026-11-01", "2026-12-01", in: scenario)
    try scenario.given(steps: "D3 yes", in: 2)
    scenario = try asking(3, "2027-06-01", "2027-07-01", in: scenario)
    #expect(
      try scenario.when(try scenario.step("D3 yes", in: 3), in: 3)?.code
        == "order.suspended-this-year")
  }

  @Test func `D4 does not move it into a year that is taken`() throws {
    var scenario = try asking(1, "2027-03-01", "2027-04-01")
    try scenario.given(steps: "D3 yes", "D4", in: 1)
    scenario = try asking(2, "2026-12-20", "2027-02-01", in: scenario)
    try scenario.given(steps: "D3 yes", in: 2)
    let moved = try scenario.step("D4", in: 2) { $0.suspensionTerm.start = "2027-01-05" }
    #expect(try scenario.when(moved, in: 2)?.code == "order.suspended-this-year")
    try scenario.given(steps: "D4", in: 2)
  }

  @Test func `who says that it is not the first names the first`() throws {
    var scenario = try asking(1)
    scenario = try asking(2, in: scenario)
    func refusal(naming number: UInt64) throws -> String? {
      var scenario = scenario
      let step = try scenario.step("D3 no", in: 2) { $0.earlierSuspension.number = number }
      return try scenario.when(step, in: 2)?.code
    }
    #expect(try refusal(naming: 9) == "order.earlier-suspension-unknown")
    // Asked for, but not entered.
    #expect(try refusal(naming: 1) == "order.earlier-suspension-unknown")
    try scenario.given(steps: "D3 yes", "D4", in: 1)
    #expect(try refusal(naming: 2) == "order.earlier-suspension-unknown")
    #expect(try refusal(naming: 1) == nil)
    scenario = try asking(3, "2027-04-01", "2027-05-01", in: scenario)
    let otherYear = try scenario.step("D3 no", in: 3) { $0.earlierSuspension.number = 1 }
    #expect(try scenario.when(otherYear, in: 3)?.code == "order.earlier-suspension-unknown")
  }

  // Four months at most.

  @Test(
    arguments: [
      ("2026-04-01", "2026-08-01", nil), ("2026-04-01", "2026-08-02", "2026-08-01"),
      ("2026-04-01", "2026-04-02", nil),
      // The last day of a shorter month.
      ("2026-10-31", "2027-02-28", nil), ("2026-10-31", "2027-03-01", "2027-02-28"),
      ("2027-10-31", "2028-02-29", nil), ("2027-10-31", "2028-03-01", "2028-02-29"),
      ("2026-05-31", "2026-09-30", nil), ("2026-05-31", "2026-10-01", "2026-09-30"),
    ] as [(String, String, String?)])
  func `a suspension lasts four calendar months at most`(
    _ start: String, _ end: String, _ last: String?
  ) throws {
    var scenario = try asking()
    try scenario.given(steps: "D3 yes")
    let step = try scenario.step("D4") {
      $0.suspensionTerm.start = start
      $0.suspensionTerm.end = end
    }
    let refusal = try scenario.when(step)
    #expect(refusal?.code == (last == nil ? nil : "order.suspension-too-long"))
    #expect(refusal?.allowed ?? [] == (last.map { [$0] } ?? []))
  }

  @Test func `the months are a policy, by the day on which the suspension starts`() throws {
    var scenario = try asking(1, "2026-05-31", "2026-10-31")
    let adopted: PolicyFigureAdopted = .adoption(
      of: OrderFigures.suspensionMonths, from: "2026-06-01", .count(5))
    #expect(try scenario.when(adopted, stream: "policy-order") == nil)
    try scenario.given(steps: "D3 yes", in: 1)
    #expect(
      try scenario.when(try scenario.step("D4", in: 1), in: 1)?.code == "order.suspension-too-long")
    try scenario.given(
      try scenario.step("D4", in: 1) { $0.suspensionTerm.start = "2026-06-01" }, in: 1)
  }

  @Test func `an end is behind its start, and a date is a date`() throws {
    var scenario = try asking()
    try scenario.given(steps: "D3 yes")
    for (start, end, code) in [
      ("2026-04-01", "2026-04-01", "order.suspension-backwards"),
      ("2026-04-31", "2026-05-01", "order.not-a-date"),
      ("2026-04-01", "mayo", "order.not-a-date"),
    ] {
      let step = try scenario.step("D4") {
        $0.suspensionTerm.start = start
        $0.suspensionTerm.end = end
      }
      #expect(try scenario.when(step)?.code == code)
    }
  }

  // The way.

  @Test func `what was asked for decides the way`() throws {
    var suspension = try OrderScenario(.of(.suspensionYReconexion))
    try suspension.given(steps: "D1 yes")
    #expect(
      try suspension.when(try suspension.step("D2 reconnection"))?.code
        == "order.facts-say-other")
    var reconnection = try OrderScenario.reconnecting()
    try reconnection.given(steps: "D1 completed")
    #expect(
      try reconnection.when(try reconnection.step("D2 suspension"))?.code
        == "order.facts-say-other")
    try reconnection.given(steps: "D2 reconnection", "D5", "D8", "D9 confirmed")
  }

  @Test func `requirements that stay incomplete end without the service`() throws {
    var scenario = try OrderScenario(.of(.suspensionYReconexion))
    try scenario.given(steps: "D1 not-completed")
    #expect(try scenario.order().step == "D9")
    #expect(
      try scenario.when(try scenario.step("D9 confirmed"))?.code == "order.facts-say-other")
    try scenario.given(steps: "D9 without-service")
    #expect(try scenario.order().path.end == .early)

    var complete = try asking()
    try complete.given(steps: "D3 yes", "D4", "D6")
    #expect(
      try complete.when(try complete.step("D9 without-service"))?.code == "order.facts-say-other")
    try complete.given(steps: "D9 confirmed")
    #expect(try complete.order().path.end == .done)
  }

  // Reconnection.

  @Test func `the date is changed in the suspension first`() throws {
    var scenario = try asking(146)
    try scenario.given(steps: "D3 yes", "D4", "D6", "D9 confirmed", in: 146)
    try scenario.given(.of(.suspensionYReconexion) { $0.asked = .reconnecting(146) })
    try scenario.given(steps: "D1 yes", "D2 reconnection")
    let step = try scenario.step("D5") { $0.reconnectionDate.date = "2026-04-20" }
    #expect(try scenario.when(step)?.code == "order.reconnection-date-differs")
    try scenario.given(.changing(to: "2026-04-20"), in: 146)
    #expect(try scenario.when(step) == nil)
    #expect(try scenario.order(146).suspension?.end == LocalDate("2026-04-20"))
  }

  @Test(arguments: [
    ("2026-08-01", nil), ("2026-08-02", "order.suspension-too-long"), ("2026-04-02", nil),
    ("2026-04-01", "order.suspension-backwards"), ("pronto", "order.not-a-date"),
  ])
  func `the new date is behind the start and within the four months`(
    _ date: String, _ code: String?
  ) throws {
    var scenario = try OrderScenario.reconnecting()
    #expect(try scenario.when(.changing(to: date), in: 146)?.code == code)
  }

  @Test func `some request asks for it, and the suspension runs`() throws {
    var scenario = try OrderScenario.reconnecting()
    #expect(
      try scenario.when(.changing(to: "2026-05-01", by: 9), in: 146)?.code
        == "order.reconnection-unknown")
    #expect(
      try scenario.when(.changing(to: "2026-05-01"))?.code == "order.suspension-not-in-force")
  }
}
