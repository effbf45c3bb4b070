import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Time limits of post-sale") struct OrderEscalationsTests {
  // 20 and 24 hours.

  @Test(arguments: OrderProcedure.all)
  func `a request of a client has 20 and 24 hours, our own initiative has none`(
    _ procedure: OrderProcedure
  ) throws {
    let scenario = try OrderEscalationsScenario(.of(procedure))
    let expected = [
      "attention-warning 2026-03-12T11:00", "attention-limit 2026-03-12T15:00",
    ]
    #expect(try scenario.deadlines() == (procedure.countsInIndicators ? expected : []))
  }

  @Test func `they are told once each, to the Responsable`() throws {
    var scenario = try OrderEscalationsScenario(.of(.cambioDePlan))
    try scenario.given(steps: "B1")
    let event = try scenario.fired(at: "2026-03-12T11:30:00Z")
    #expect(
      String(decoding: event.data, as: UTF8.self)
        == #"{"actor":{"role":"SYSTEM","key":"eventd","name":"Sistema"},"step":"B2","#
        + #""escalation":{"rule":"attention-warning","source":"postsale: Escalations (a)","#
        + #""entered":"2026-03-11T15:00:00Z","due":"2026-03-12T11:00:00Z","#
        + #""fired":"2026-03-12T11:30:00Z","calendar":"BO","zone":"America/La_Paz","#
        + #""calendarVersion":"\#(try Fixture.calendar("BO").version)","#
        + #""addressee":"Responsable Equipo Empresas"}}"#)
    try scenario.fire(at: "2026-03-12T11:30:00Z")
    #expect(try scenario.deadlines() == ["attention-limit 2026-03-12T15:00"])
    try scenario.fire(at: "2026-03-12T15:00:00Z")
    #expect(try scenario.deadlines() == [])
    try scenario.given(steps: "B2 complete")
    #expect(try scenario.deadlines() == [])
  }

  @Test func `an end stops them, and is the end of the watch`() throws {
    var scenario = try OrderEscalationsScenario(.of(.cambioDePlan))
    try scenario.given(steps: "B1", "B2 missing", "B3 not-completed")
    #expect(scenario.wait == nil)
    try scenario.given(.reopening())
    #expect(scenario.wait == nil)
  }

  @Test func `no other event starts or stops them`() throws {
    var scenario = try OrderEscalationsScenario(.of(.cambioDePlan))
    let before = try scenario.deadlines()
    try scenario.given(.interaction())
    try scenario.given(.assigning("EE-2"))
    try scenario.given(.report(.of("OT-1", .asignado)))
    try scenario.given(.report(.of("OT-1", .cerrado)))
    try scenario.given(steps: "B1", "B2 complete", "B5", "B6", "B7 not-confirmed")
    #expect(try scenario.deadlines() == before)
  }

  @Test func `they count from the recording, whenever the request was received`() throws {
    var scenario = try OrderEscalationsScenario()
    var late = try OrderScenario()
    try late.given(
      OrderReceived.of(.cambioDePlan), effective: Timestamp.at("2026-03-01T00:00:00Z"))
    let event = try #require(late.recorded.first)
    let wait = try scenario.process.apply(event, to: nil, policies: PolicyBook())
    let due = try scenario.process.timers(of: try #require(wait)).map(\.due)
    #expect(due.min() == Timestamp.at("2026-03-12T11:00:00Z"))
    try scenario.given(.of(.cambioDePlan))
  }

  @Test func `the hours are policies, as in force when the request was recorded`() throws {
    var scenario = try OrderEscalationsScenario()
    try scenario.adopt(
      .adoption(of: OrderFigures.attentionWarning, from: "2026-03-11", .minutes(60)))
    try scenario.adopt(
      .adoption(of: OrderFigures.attentionLimit, from: "2026-03-11", .noLimit(true)))
    scenario.at("2026-03-11T15:00:00Z")
    try scenario.given(.of(.cambioDePlan))
    #expect(try scenario.deadlines() == ["attention-warning 2026-03-11T16:00"])
    try scenario.adopt(
      .adoption(of: OrderFigures.attentionWarning, from: "2026-03-11", .minutes(90)))
    try scenario.given(steps: "B1")
    #expect(try scenario.deadlines() == ["attention-warning 2026-03-11T16:00"])
  }

  // Damages.

  @Test func `a damage is attended the same day`() throws {
    // 11 March, 23:00 in Bolivia.
    var scenario = try OrderEscalationsScenario(
      .of(.registroDeDanos), at: "2026-03-12T03:00:00Z")
    try scenario.given(steps: "E1", "E2 none-open", "E3 internet")
    #expect(try scenario.deadlines().first == "damage-same-day 2026-03-12T04:00")
    try scenario.given(steps: "E4 else", "E6", "E7")
    scenario.at("2026-03-12T04:00:00Z")
    try scenario.fire(at: "2026-03-12T04:00:00Z")
    #expect(try !scenario.deadlines().contains { $0.hasPrefix("damage-same-day") })
  }

  @Test func `its closing stops it, and a repeated damage has its own day`() throws {
    var scenario = try OrderEscalationsScenario(.of(.registroDeDanos))
    try scenario.given(steps: "E1", "E2 in-repair")
    #expect(try scenario.deadlines().first == "damage-same-day 2026-03-12T04:00")
    try scenario.given(.report(.of("OT-0", .atendidoSinSolucion)))
    #expect(try !scenario.deadlines().contains { $0.hasPrefix("damage-same-day") })
    try scenario.given(steps: "E8", "E9 without-solution")
    scenario.at("2026-03-14T15:00:00Z")
    try scenario.given(steps: "E10")
    #expect(try scenario.deadlines().contains("damage-same-day 2026-03-15T04:00"))
  }

  @Test(arguments: [
    ("J", "damage-same-day 2026-03-12T04:00"), ("K", "damage-same-day 2026-03-12T04:00"),
    ("H", nil), ("L", nil),
  ])
  func `damages of calls and prevention too, other work orders not`(
    _ letter: String, _ expected: String?
  ) throws {
    let procedure = try #require(OrderProcedure.all.first { $0.letter == letter })
    var scenario = try OrderEscalationsScenario(.of(procedure))
    try scenario.given(.report(.of("OT-1", .asignado)))
    let found = try scenario.deadlines().first { $0.hasPrefix("damage") }
    #expect(found == expected)
  }

  @Test func `the days are a policy`() throws {
    var scenario = try OrderEscalationsScenario()
    try scenario.adopt(.adoption(of: OrderFigures.damageDays, from: "2026-03-01", .count(2)))
    scenario.at("2026-03-11T15:00:00Z")
    try scenario.given(.of(.registroDeDanos))
    try scenario.given(steps: "E1", "E2 in-repair")
    #expect(try scenario.deadlines().contains("damage-same-day 2026-03-14T04:00"))
  }

  // Arrears.

  @Test func `payments are looked at within the week`() throws {
    var scenario = try OrderEscalationsScenario(.of(.gestionDeMora))
    try scenario.given(steps: "I1", "I2", "I3 pending", "I4")
    #expect(try scenario.deadlines() == [])
    try scenario.given(steps: "I5")
    #expect(try scenario.deadlines() == ["week-check 2026-03-19T04:00"])
    try scenario.given(steps: "I6")
    #expect(try scenario.deadlines() == [])
  }

  // What is not the daemon's to say.

  @Test(arguments: ["rule", "step", "entered", "fired", "suspension-end"])
  func `a limit that does not pass so is refused`(_ part: String) throws {
    var scenario = try OrderEscalationsScenario(.of(.cambioDePlan))
    let event = try scenario.fired(at: "2026-03-12T11:00:00Z")
    let good = try OrderDeadlinePassed(jsonString: String(decoding: event.data, as: UTF8.self))
    let bad = good.changed {
      switch part {
      case "rule": $0.escalation.rule = "week-check"
      case "step": $0.step = "B2"
      case "entered": $0.escalation.entered.seconds += 1
      case "fired": $0.escalation.fired.seconds -= 1
      default: $0.escalation.rule = "suspension-end"
      }
    }
    var orders = scenario.orders
    orders.now = Timestamp.at("2026-03-12T11:00:00Z")
    let refusal = try #require(try orders.when(bad, origin: .process))
    #expect(["order.deadline-differs", "order.deadline-not-waited-for"].contains(refusal.code))
    #expect(refusal.source == "postsale: Escalations")
    #expect(try orders.when(good, origin: .process) == nil)
    #expect(try orders.when(good, origin: .process)?.code == "order.deadline-not-waited-for")
    try scenario.given(steps: "B1")
  }

  @Test func `who looks ahead reads what will happen`() throws {
    var scenario = try OrderEscalationsScenario(.of(.registroDeDanos))
    try scenario.given(steps: "E1", "E2 in-repair")
    #expect(
      try scenario.outlook() == [
        "E 00000147 → Daño sin atender en el día (días después); se avisa a Responsable Equipo"
          + " Empresas (postsale: E8, K14)",
        "E 00000147 → Aviso antes de las 24 horas; se avisa a Responsable Equipo Empresas"
          + " (postsale: Escalations (a))",
        "E 00000147 → Atención en 24 horas; se avisa a Responsable Equipo Empresas"
          + " (postsale: Indicators; Escalations)",
      ])
  }

  @Test func `an event that cannot be read is an error`() throws {
    let scenario = try OrderEscalationsScenario(.of(.cambioDePlan))
    let damaged = RecordedEvent(
      position: Position(9), stream: try StreamName("order-00000147"), revision: Revision(9),
      id: EventID(high: 0, low: 9), type: try EventType("order.v1.Reopened"),
      contentType: .json, origin: .client, recorded: Timestamp(seconds: 0),
      effective: Timestamp(seconds: 0), data: Array("?".utf8), metadata: [])
    #expect(throws: ProcessError.self) {
      try scenario.process.apply(damaged, to: scenario.wait, policies: scenario.policies)
    }
  }
}
