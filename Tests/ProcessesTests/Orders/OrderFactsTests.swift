import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Facts that single steps need") struct OrderFactsTests {
  /// Which steps take which details, written down a second time; `?` where they may be left out.
  private static let page = """
    A5 charge | C3 technology_check | C5 charge | C6 charge | D3:no earlier_suspension
    D4 suspension_term | D5 reconnection_date | D8 return_times | E2 last_damage | E8 visit
    F3:attended claim_reference | F3:assigned claim_reference | F7 claim_reference | G5 charge
    G7 charge | H2 contract_review | H5:yes charge | H7 last_invoice | H12 legalisation
    H13 equipment_charge | J3 ?contact_update | K12:accepts excess_cable
    K12:does-not-pay ?excess_cable | K14 visit | K15 ?migration_notes | L5 visit
    L7 engineering_service
    """

  private static let needs: [String: String] = Dictionary(
    uniqueKeysWithValues: page.split(whereSeparator: { "|\n".contains($0) }).map { entry in
      let words = entry.split(separator: " ")
      return (String(words[0]).replacing(":", with: " "), String(words[1]))
    })

  private func need(_ id: String, _ outcome: String) -> String? {
    Self.needs["\(id) \(outcome)"] ?? Self.needs[id]
  }

  @Test func `a step without its facts is refused, and one with the facts of another`() throws {
    var checked: Set<String> = []
    for (id, scenario) in try OrderWalks.all.get().waiting {
      let path = try #require(OrderProcedures.path(try scenario.order().procedure))
      for outcome in try #require(path.step(id)).outcomes {
        var scenario = scenario
        let need = need(id, outcome.name)
        let step = try scenario.step("\(id) \(outcome.name)")
        let without = step.changed { $0.details = nil }
        if let need, !need.hasPrefix("?") {
          #expect(try scenario.when(without)?.code == "order.details-missing", "\(id)")
          checked.insert(id)
        }
        let other = step.changed {
          if need == "technology_check" {
            $0.visit = OrderVisit()
          } else {
            $0.technologyCheck = OrderTechnologyCheck()
          }
        }
        #expect(try scenario.when(other)?.code == "order.details-not-taken", "\(id)")
      }
    }
    #expect(checked.count == 23)
  }

  // Prices that the source does not name.

  @Test(arguments: ["A5", "C5", "C6"])
  func `without a price any amount is charged, with one only that`(_ id: String) throws {
    let figure = id == "A5" ? OrderFigures.supplementaryServicePrice : OrderFigures.transferPrice
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    var free = scenario
    #expect(try free.when(try free.step(id) { $0.charge.amount = .bob(0) }) == nil)
    let adopted: PolicyFigureAdopted = .adoption(
      of: figure, from: "2026-03-01", .amount(.bob(35)))
    #expect(try scenario.when(adopted, stream: "policy-order") == nil)
    let refusal = try #require(try scenario.when(try scenario.step(id)))
    #expect(refusal.code == "order.wrong-amount")
    #expect(refusal.allowed == ["BOB 35.00"])
    #expect(try scenario.when(try scenario.step(id) { $0.charge.amount = .bob(35) }) == nil)
  }

  // C3.

  @Test(arguments: [OrderTechnology.cobre, .fibra])
  func `the technology of the new place decides`(_ technology: OrderTechnology) throws {
    for outcome in ["yes", "no"] {
      var scenario = try OrderScenario(.of(.trasladoDeProductos))
      try scenario.given(steps: "C1", "C2 both")
      let step = try scenario.step("C3 \(outcome)") { $0.technologyCheck.technology = technology }
      let isRight = (technology == .fibra) == (outcome == "yes")
      #expect(try scenario.when(step)?.code == (isRight ? nil : "order.facts-say-other"))
    }
    var scenario = try OrderScenario(.of(.trasladoDeProductos))
    try scenario.given(steps: "C1", "C2 both")
    let none = try scenario.step("C3 no") { $0.technologyCheck.technology = .unspecified }
    #expect(try scenario.when(none)?.code == "order.fields-missing")
  }

  // K12, K15.

  @Test func `the cable's cost is accepted in the notes`() throws {
    var scenario = try #require(try OrderWalks.all.get().waiting["K12"])
    try scenario.given(steps: "K12 accepts")
    for notes in [nil, OrderMigrationNotes(), .with { $0.notes = " " }] as [OrderMigrationNotes?] {
      let step = try scenario.step("K15") { $0.details = notes.map { .migrationNotes($0) } }
      #expect(try scenario.when(step)?.code == "order.acceptance-missing")
    }
    try scenario.given(steps: "K15", "K16", "K17 confirmed")
  }

  @Test func `without excess cable nothing is to be accepted`() throws {
    var scenario = try #require(try OrderWalks.all.get().waiting["K12"])
    let costly = try scenario.step("K12 accepts") {
      $0.excessCable.metres = 0
      $0.excessCable.cost = .bob(5)
    }
    #expect(try scenario.when(costly)?.code == "order.wrong-amount")
    try scenario.given(try scenario.step("K12 accepts") { $0.excessCable = .init() })
    try scenario.given(try scenario.step("K15") { $0.details = nil })
  }

  @Test func `a price per metre, once adopted, is the cost`() throws {
    var scenario = try #require(try OrderWalks.all.get().waiting["K12"])
    let adopted: PolicyFigureAdopted = .adoption(
      of: OrderFigures.excessCableMetre, from: "2026-03-01", .amount(.bob(2, nanos: 500_000_000)))
    #expect(try scenario.when(adopted, stream: "policy-order") == nil)
    #expect(
      try scenario.when(try scenario.step("K12 accepts"))?.allowed == ["BOB 100.00"])
    #expect(
      try scenario.when(try scenario.step("K12 accepts") { $0.excessCable.cost = .bob(100) })
        == nil)
  }

  @Test func `who does not pay ends it with the reason`() throws {
    var scenario = try #require(try OrderWalks.all.get().waiting["K12"])
    try scenario.given(steps: "K12 does-not-pay")
    #expect(try scenario.order().path.end == .early)
  }

  // Visits, claims, work.

  @Test(arguments: ["E8", "K14", "L5"])
  func `a visit has its time`(_ id: String) throws {
    var scenario = try #require(try OrderWalks.all.get().waiting[id])
    let step = try scenario.step(id) { $0.visit.clearAt() }
    #expect(try scenario.when(step)?.code == "order.fields-missing")
  }

  @Test(arguments: ["F3 attended", "F3 assigned", "F7 resolved"])
  func `a claim has its number`(_ text: String) throws {
    var scenario = try #require(
      try OrderWalks.all.get().waiting[String(text.split(separator: " ")[0])])
    let step = try scenario.step(text) { $0.claimReference.claim = " " }
    #expect(try scenario.when(step)?.code == "order.fields-missing")
  }

  @Test func `the engineering service says what was done`() throws {
    var scenario = try #require(try OrderWalks.all.get().waiting["L7"])
    let step = try scenario.step("L7") { $0.engineeringService.workDone = "" }
    #expect(try scenario.when(step)?.code == "order.fields-missing")
  }

  @Test func `UTAR's resolution is told until the client is satisfied`() throws {
    var scenario = try OrderScenario(.of(.registroDeReclamos))
    try scenario.given(
      steps: "F1", "F2", "F3 attended", "F4 not-satisfied", "F5", "F4 not-satisfied", "F5",
      "F4 satisfied")
    #expect(try scenario.order().path.end == .done)
  }
}
