import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("The monthly round") struct IndicatorRulesTests {
  private static let stream = "indicators-comteco"

  private static func start(_ month: String = "2026-02") -> OrderIndicatorsStarted {
    .with {
      $0.actor = .person(.responsableEmpresas)
      $0.firstMonth = month
    }
  }

  private static func closing(_ month: String) -> OrderMonthClosed {
    .with {
      $0.actor = .daemonForTests
      $0.month = month
      $0.escalation.due.seconds = 5
      $0.escalation.fired.seconds = 5
    }
  }

  private static func proformas(_ month: String) -> OrderProformasDue {
    .with {
      $0.actor = .daemonForTests
      $0.month = month
    }
  }

  @Test func `the Responsable starts it, once`() throws {
    var scenario = try OrderScenario()
    for role in OrderRole.allCases where role != .responsableEmpresas {
      let start = Self.start().changed { $0.actor.role = role }
      #expect(
        try scenario.when(start, stream: Self.stream)?.code == "indicators.not-the-responsable")
    }
    #expect(
      try scenario.when(Self.start("marzo"), stream: Self.stream)?.code
        == "indicators.not-a-month")
    let nameless = Self.start().changed { $0.actor = .with { $0.role = .responsableEmpresas } }
    #expect(try scenario.when(nameless, stream: Self.stream)?.code == "indicators.actor-unnamed")
    #expect(try scenario.when(Self.start(), stream: Self.stream) == nil)
    #expect(
      try scenario.when(Self.start(), stream: Self.stream)?.code == "indicators.started-already")
  }

  @Test func `it has one stream`() throws {
    var scenario = try OrderScenario()
    let refusal = try scenario.when(Self.start(), stream: "indicators-otra")
    #expect(refusal?.code == "indicators.not-the-stream")
    #expect(refusal?.allowed == [Self.stream])
  }

  @Test func `the daemon closes month after month, and nobody else does`() throws {
    var scenario = try OrderScenario()
    #expect(
      try scenario.when(Self.closing("2026-02"), stream: Self.stream, origin: .process)?.code
        == "indicators.not-started")
    #expect(try scenario.when(Self.start(), stream: Self.stream) == nil)
    let byPerson = Self.closing("2026-02").changed { $0.actor = .person(.responsableEmpresas) }
    #expect(try scenario.when(byPerson, stream: Self.stream)?.code == "indicators.daemon-only")
    let other = try scenario.when(Self.closing("2026-03"), stream: Self.stream, origin: .process)
    #expect(other?.code == "indicators.other-month")
    #expect(other?.allowed == ["2026-02"])
    let early = Self.closing("2026-02").changed { $0.escalation.fired.seconds = 4 }
    #expect(
      try scenario.when(early, stream: Self.stream, origin: .process)?.code == "indicators.early")
    for month in ["2026-02", "2026-03"] {
      #expect(try scenario.when(Self.closing(month), stream: Self.stream, origin: .process) == nil)
      #expect(
        try scenario.when(Self.closing(month), stream: Self.stream, origin: .process)?.code
          == "indicators.other-month")
    }
  }

  @Test func `nobody is reminded of the proforma invoices of months gone by`() throws {
    var scenario = try OrderScenario()
    #expect(try scenario.when(Self.start("2025-11"), stream: Self.stream) == nil)
    #expect(
      try scenario.when(Self.proformas("2025-11"), stream: Self.stream, origin: .process)?.allowed
        == ["2026-03"])
    #expect(
      try scenario.when(Self.proformas("2026-03"), stream: Self.stream, origin: .process) == nil)
  }

  @Test func `the daemon writes nothing else, and unreadable things are refused`() throws {
    var scenario = try OrderScenario()
    #expect(
      try scenario.when(OrderReopened.reopening(), stream: Self.stream)?.code
        == "indicators.unreadable")
    #expect(
      try scenario.when(Self.start(), stream: Self.stream, origin: .process)?.code
        == "indicators.not-the-responsable")
  }

  // The process.

  private func timers(
    after events: [any Message], adopted: [PolicyFigureAdopted] = [], at now: String
  ) throws -> [String] {
    let round = MonthlyRound(calendar: try Fixture.calendar("BO"))
    var scenario = try OrderScenario(at: now)
    var policies = PolicyBook()
    for adoption in adopted {
      if let refusal = try scenario.when(adoption, stream: "policy-order") { throw refusal }
      policies.adopt(try #require(scenario.recorded.last))
    }
    var wait: IndicatorsWait?
    for event in events {
      let origin: Origin = event is OrderIndicatorsStarted ? .client : .process
      if let refusal = try scenario.when(event, stream: Self.stream, origin: origin) {
        throw refusal
      }
      wait = try round.apply(try #require(scenario.recorded.last), to: wait, policies: policies)
    }
    guard let wait else { return [] }
    return try round.timers(of: wait).map { "\($0.rule) \($0.due.description.prefix(16))" }
  }

  @Test func `the indicators close a day after the month, the proformas are due on the first`()
    throws
  {
    #expect(
      try timers(after: [Self.start("2026-03")], at: "2026-03-11T15:00:00Z") == [
        "proformas-due 2026-03-01T04:00", "indicators-closed 2026-04-02T04:00",
      ])
    #expect(
      try timers(
        after: [Self.start("2026-12"), Self.proformas("2026-12"), Self.closing("2026-12")],
        at: "2026-12-01T15:00:00Z") == [
          "proformas-due 2027-01-01T04:00", "indicators-closed 2027-02-02T04:00",
        ])
  }

  @Test func `both are policies, as in force on the first of the month`() throws {
    let adopted: [PolicyFigureAdopted] = [
      .adoption(of: OrderFigures.proformasDay, from: "2026-03-01", .count(5)),
      .adoption(of: OrderFigures.indicatorsClosed, from: "2026-03-01", .calendarDays(3)),
    ]
    #expect(
      try timers(after: [Self.start("2026-03")], adopted: adopted, at: "2026-03-11T15:00:00Z") == [
        "proformas-due 2026-03-05T04:00", "indicators-closed 2026-04-05T04:00",
      ])
  }

  @Test func `what fires names the month, and is admitted`() throws {
    let round = MonthlyRound(calendar: try Fixture.calendar("BO"))
    var scenario = try OrderScenario()
    #expect(try scenario.when(Self.start("2026-03"), stream: Self.stream) == nil)
    let started = try #require(scenario.recorded.last)
    let wait = try #require(try round.apply(started, to: nil, policies: PolicyBook()))
    for timer in try round.timers(of: wait) {
      let event = try #require(round.fire(timer, of: wait, now: timer.due).first)
      let json = String(decoding: event.data, as: UTF8.self)
      #expect(json.contains(#""month":"2026-03""#))
      let outlook = round.describe(timer, of: wait, in: IndicatorEvent.stream)
      #expect(outlook.subject == "2026-03")
      #expect(outlook.action.hasPrefix("→ "))
      scenario.now = max(scenario.now, timer.due)
      if event.type.text == "order.v1.MonthClosed" {
        #expect(json.contains(#""entered":"2026-04-01T04:00:00Z""#))
        let closed = try OrderMonthClosed(jsonString: json)
        #expect(try scenario.when(closed, stream: Self.stream, origin: .process) == nil)
      } else {
        let due = try OrderProformasDue(jsonString: json)
        #expect(try scenario.when(due, stream: Self.stream, origin: .process) == nil)
      }
    }
  }
}
