import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// A stream of credits and the process that watches it.
private struct DeadlineScenario {
  var scenario: CreditScenario
  let process: CreditDeadlines
  let stream: String
  private var wait: CreditWait?
  private var policies = PolicyBook()
  private var followed = 0

  init(_ scenario: CreditScenario, stream: String = CreditScenario.stream) throws {
    self.scenario = scenario
    self.stream = stream
    process = CreditDeadlines(
      calendar: try .colombia(zone: SystemTimeZones.load("America/Bogota")))
    try follow()
  }

  mutating func given(_ event: any Message, origin: Origin = .client) throws {
    try scenario.given(event, in: stream, origin: origin)
    try follow()
  }

  mutating func adopt(_ figure: String, _ change: (inout PolicyFigureAdopted) -> Void) throws {
    try scenario.given(
      PolicyFigureAdopted.with {
        $0.actor.name = "Gerencia"
        $0.figure = figure
        $0.validFrom = "2018-01-01"
        $0.source = "Acta 3"
        change(&$0)
      }, in: "policy-credit")
    try follow()
  }

  private mutating func follow() throws {
    for event in scenario.recorded[followed...] {
      if event.stream.text == stream {
        wait = try process.apply(event, to: wait, policies: policies)
      } else if process.policyStreams.contains(event.stream) {
        policies.adopt(event)
      }
    }
    followed = scenario.recorded.count
  }

  /// `rule time in Bogota`, in order of time.
  func deadlines() throws -> [String] {
    guard let wait else { return [] }
    return try process.timers(of: wait).sorted { $0.due < $1.due }
      .map { "\($0.rule) \($0.due)" }
  }

  /// What the daemon appends for the next deadline, when it is due.
  func next() throws -> CreditDeadlinePassed {
    let wait = try #require(wait)
    let timer = try #require(try process.timers(of: wait).min { $0.due < $1.due })
    let events = process.fire(timer, of: wait, now: timer.due)
    let event = try #require(events.first)
    #expect(events.count == 1)
    return try CreditDeadlinePassed(jsonString: String(decoding: event.data, as: UTF8.self))
  }

  /// The daemon does it, at the moment it is due.
  mutating func fire() throws -> CreditDeadlinePassed {
    let event = try next()
    let due = Timestamp(event.escalation.due)
    if scenario.now < due { try scenario.at(due) }
    try given(event, origin: .process)
    return event
  }
}

@Suite("Deadlines of credits") struct CreditDeadlinesTests {
  private func promised(
    _ policy: (inout PolicyFigureAdopted) -> Void = { _ in }, isAdopted: Bool = false
  ) throws -> DeadlineScenario {
    var scenario = try DeadlineScenario(try CreditScenario.withCredit())
    if isAdopted { try scenario.adopt("promise-not-kept", policy) }
    try scenario.given(.promise("c-1", 125_000, by: "2018-07-20"))
    return scenario
  }

  // Promises.

  @Test func `a promise that is not kept is an event when its day is over`() throws {
    var scenario = try promised()
    #expect(try scenario.deadlines() == ["promise-not-kept 2018-07-21T05:00:00.000000Z"])
    let event = try scenario.fire()
    #expect(event.promise == "c-1")
    #expect(event.actor.role == .system)
    #expect(event.escalation.rule == "promise-not-kept")
    #expect(event.escalation.addressee == "Gerencia de Riesgo, Crédito y Cartera")
    #expect(event.escalation.calendar == "CO")
    #expect(event.escalation.zone == "America/Bogota")
    #expect(try scenario.deadlines() == [])
    #expect(try scenario.scenario.state().promise == nil)
  }

  @Test func `a promise that is kept is none, unless the payment is taken back`() throws {
    var scenario = try promised()
    try scenario.given(.payment("p-1", 124_999, on: "2018-07-15"))
    #expect(try scenario.deadlines().count == 1)
    try scenario.given(.payment("p-2", 1, on: "2018-07-15"))
    #expect(try scenario.deadlines() == [])
    try scenario.scenario.at("2018-07-25")
    try scenario.given(.reversal("r-1", of: "p-2"))
    #expect(try scenario.deadlines() == ["promise-not-kept 2018-07-21T05:00:00.000000Z"])
    _ = try scenario.fire()
  }

  @Test func `days of grace count when they were in force as it was made`() throws {
    var calendar = try promised({ $0.calendarDays = 2 }, isAdopted: true)
    #expect(try calendar.deadlines() == ["promise-not-kept 2018-07-23T05:00:00.000000Z"])
    try calendar.adopt("promise-not-kept") { $0.noLimit = true }
    #expect(try calendar.deadlines() == ["promise-not-kept 2018-07-23T05:00:00.000000Z"])
    #expect(try calendar.fire().escalation.source == "Acta 3")

    // 2018-07-20 is a holiday and a Friday; two business days after it end on Tuesday.
    let business = try promised({ $0.businessDays = 2 }, isAdopted: true)
    #expect(try business.deadlines() == ["promise-not-kept 2018-07-25T05:00:00.000000Z"])
  }

  @Test func `only the daemon says so, of a promise that waits, when it is due`() throws {
    var scenario = try promised()
    let event = try scenario.next()
    try scenario.scenario.at("2018-07-21", "05:00:00")
    func code(_ change: (inout CreditDeadlinePassed) -> Void) throws -> String? {
      try scenario.scenario.code(event.changed(change), origin: .process)
    }
    #expect(try scenario.scenario.code(event) == "credit.deadline-from-client")
    #expect(try code { $0.actor.role = .carteraCentral } == "credit.daemon-as-person")
    #expect(try code { $0.promise = "c-2" } == "credit.deadline-not-by-rule")
    #expect(try code { $0.escalation.rule = "x" } == "credit.deadline-not-by-rule")
    #expect(try code { $0.escalation.entered.seconds += 1 } == "credit.deadline-not-by-rule")
    #expect(try code { $0.escalation.fired.seconds -= 1 } == "credit.deadline-not-by-rule")
    #expect(
      try code {
        $0.escalation.due.seconds -= 86_400
        $0.escalation.fired.seconds -= 86_400
      } == "credit.deadline-not-by-rule")
    #expect(try code { $0.subject = nil } == "credit.other-stream")
    #expect(try code { _ in } == nil)
    try scenario.given(.payment("p-1", 125_000, on: "2018-07-20"))
    #expect(try code { _ in } == "credit.deadline-not-by-rule")
  }

  // The monthly report.

  private func reporting(from month: String = "2018-07") throws -> DeadlineScenario {
    var scenario = try DeadlineScenario(try CreditScenario(), stream: "credit-informe")
    try scenario.given(.reporting(from: month))
    return scenario
  }

  @Test func `each month closes when the next one begins`() throws {
    var scenario = try reporting()
    #expect(try scenario.deadlines() == ["report-month-closed 2018-08-01T05:00:00.000000Z"])
    let july = try scenario.fire()
    #expect(july.closedMonth == "2018-07")
    // Five business days after 1 August: 2, 3, 6, 8 and 9, since the 7th is a holiday.
    #expect(
      try scenario.deadlines() == [
        "report-not-sent 2018-08-10T05:00:00.000000Z",
        "report-month-closed 2018-09-01T05:00:00.000000Z",
      ])
    try scenario.given(.reportSent("2018-07"))
    #expect(try scenario.deadlines() == ["report-month-closed 2018-09-01T05:00:00.000000Z"])
  }

  @Test func `a report that is not sent in time is an event, once`() throws {
    var scenario = try reporting()
    _ = try scenario.fire()
    let late = try scenario.fire()
    #expect(late.unsentMonth == "2018-07")
    #expect(late.escalation.rule == "report-not-sent")
    #expect(try scenario.deadlines() == ["report-month-closed 2018-09-01T05:00:00.000000Z"])
    #expect(try scenario.scenario.code(late, in: "credit-informe", origin: .process) != nil)
    // It can still be sent.
    try scenario.given(.reportSent("2018-07"))
    #expect(try scenario.scenario.code(.reportSent("2018-07"), in: "credit-informe") != nil)
  }

  @Test func `after an outage every month closes, one after the other`() throws {
    var scenario = try reporting()
    try scenario.scenario.at("2018-12-15")
    var closed: [String] = []
    for _ in 0..<10 {
      let event = try scenario.fire()
      if case .closedMonth(let month) = event.subject { closed.append(month) }
      if closed.last == "2018-11" { break }
    }
    #expect(closed == ["2018-07", "2018-08", "2018-09", "2018-10", "2018-11"])
    #expect(try scenario.deadlines().last == "report-month-closed 2019-01-01T05:00:00.000000Z")
  }

  @Test func `without a limit no report is late`() throws {
    var scenario = try DeadlineScenario(try CreditScenario(), stream: "credit-informe")
    try scenario.adopt("report-not-sent") { $0.noLimit = true }
    try scenario.given(.reporting(from: "2018-07"))
    _ = try scenario.fire()
    #expect(try scenario.deadlines() == ["report-month-closed 2018-09-01T05:00:00.000000Z"])
  }

  @Test func `the report is started once, and sent for months that have closed`() throws {
    var scenario = try reporting()
    func code(_ event: any Message) throws -> String? {
      try scenario.scenario.code(event, in: "credit-informe")
    }
    #expect(
      try code(CreditReportingStarted.reporting(from: "2018-07")) == "credit.report-started-already"
    )
    #expect(try code(CreditReportSent.reportSent("2018-07")) == "credit.not-closed")
    #expect(try code(CreditReportSent.reportSent("julio")) == "credit.not-a-month")
    let fresh = try CreditScenario()
    #expect(
      try fresh.code(.reporting(from: "2018-08"), in: "credit-informe") == "credit.in-the-future")
    #expect(
      try fresh.code(.reporting(from: "2018-7"), in: "credit-informe") == "credit.not-a-month")
    _ = try scenario.fire()
    #expect(
      try code(CreditReportSent.reportSent("2018-07").changed { $0.insurer = "" })
        == "credit.fields-missing")
    #expect(
      try code(CreditReportSent.reportSent("2018-07").changed { $0.clearTotal() })
        == "credit.fields-missing")
    #expect(try code(CreditReportSent.reportSent("2018-07")) == nil)
  }
}
