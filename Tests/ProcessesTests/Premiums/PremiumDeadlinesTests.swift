import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, Cuota, status vencida: by the daemon, on the day after the due date, in
/// America/Lima (a).
@Suite("Due dates of premiums") struct PremiumDeadlinesTests {
  /// A client and the process that watches it.
  private struct Watched {
    let process: PremiumDeadlines
    var scenario: PremiumScenario
    private(set) var wait: PremiumWait?
    private var seen = 0

    init() throws {
      process = PremiumDeadlines(calendar: try Fixture.calendar("PE"))
      scenario = try PremiumScenario.insured()
      try follow()
    }

    mutating func given(_ events: any Message...) throws {
      for event in events { try scenario.given(event) }
      try follow()
    }

    private mutating func follow() throws {
      for event in scenario.streams.recorded[seen...] {
        wait = try process.apply(event, to: wait, policies: PolicyBook())
      }
      seen = scenario.streams.recorded.count
    }

    func timers() throws -> [String] {
      try wait.map { try process.timers(of: $0) }?.map { "\($0.rule) \($0.due)" } ?? []
    }

    /// What the daemon appends at a time.
    func fired(at now: Timestamp) throws -> [PremiumDeadlinePassed] {
      let wait = try #require(wait)
      return try process.timers(of: wait).filter { $0.due <= now }
        .flatMap { process.fire($0, of: wait, now: now) }
        .map { try PremiumDeadlinePassed(jsonString: String(decoding: $0.data, as: UTF8.self)) }
    }

    /// The daemon acts; what it appends must be admitted.
    mutating func fire(at now: Timestamp) throws {
      for event in try fired(at: now) {
        scenario.streams.now = max(now, scenario.streams.now)
        try scenario.streams.given(event, in: Premiums.client, origin: .process)
      }
      try follow()
    }
  }

  @Test func `time is up at midnight in Lima after the due date`() throws {
    var watched = try Watched()
    try watched.given(Premiums.cuota("1", due: "2026-03-15"))
    // 15 March 2026 is a Sunday.
    #expect(try watched.timers() == ["due-date-passed cuota 1 2026-03-16T05:00:00.000000Z"])
    #expect(try watched.fired(at: moment("2026-03-16T04:59:59.999999Z")).isEmpty)
    let event = try #require(try watched.fired(at: moment("2026-03-16T05:00:00Z")).first)
    #expect(event.actor.role == .system)
    #expect(event.document == .cuota("1"))
    #expect(event.escalation.rule == "due-date-passed")
    #expect(event.escalation.calendar == "PE")
    #expect(event.escalation.zone == "America/Lima")
    let outlook = watched.process.describe(
      DueTimer(rule: "due-date-passed cuota 1", due: try moment("2026-03-16T05:00:00Z")),
      of: try #require(watched.wait), in: try StreamName(Premiums.client))
    #expect(outlook.subject == "Cuota 1")
    #expect(outlook.action.hasPrefix("→ Vencida"))
    try watched.fire(at: moment("2026-03-16T05:00:00Z"))
    #expect(try watched.timers().isEmpty)
    #expect(try watched.scenario.state().debts[.cuota("1")]?.isOverdue == true)
  }

  @Test func `every document waits for its own day`() throws {
    var watched = try Watched()
    try watched.given(
      Premiums.cuota("1", due: "2026-03-15"), Premiums.cuota("2", due: "2026-03-16"),
      Premiums.settlement("L1", due: "2026-03-16"))
    #expect(
      try watched.timers() == [
        "due-date-passed cuota 1 2026-03-16T05:00:00.000000Z",
        "due-date-passed cuota 2 2026-03-17T05:00:00.000000Z",
        "due-date-passed liquidacion L1 2026-03-17T05:00:00.000000Z",
      ])
    try watched.fire(at: moment("2026-03-20T12:00:00Z"))
    #expect(try watched.timers().isEmpty)
    #expect(watched.scenario.streams.recorded.suffix(3).allSatisfy { $0.origin == .process })
  }

  @Test func `what is paid, annulled or amended by then is not overdue`() throws {
    var watched = try Watched()
    try watched.given(
      Premiums.cuota("1", due: "2026-03-15"), Premiums.cuota("2", due: "2026-03-15"),
      Premiums.cuota("3", due: "2026-03-15"),
      Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(25_000))),
      Premiums.annulled(.cuota("2")), Premiums.amended("3", due: "2026-03-20"))
    #expect(try watched.timers() == ["due-date-passed cuota 3 2026-03-21T05:00:00.000000Z"])
  }

  @Test func `what is owed again waits again, and is overdue at once when its day has passed`()
    throws
  {
    var watched = try Watched()
    try watched.given(
      Premiums.cuota("1", due: "2026-02-15"), Premiums.cuota("2", due: "2026-03-15"),
      Premiums.payment(
        "OP-1", (.cuota("1"), Premiums.pen(25_000)), (.cuota("2"), Premiums.pen(25_000))))
    #expect(try watched.timers().isEmpty)
    try watched.given(Premiums.reversed("op-1"))
    #expect(
      try watched.timers() == [
        "due-date-passed cuota 1 2026-02-16T05:00:00.000000Z",
        "due-date-passed cuota 2 2026-03-16T05:00:00.000000Z",
      ])
    try watched.fire(at: watched.scenario.streams.now)
    #expect(try watched.timers() == ["due-date-passed cuota 2 2026-03-16T05:00:00.000000Z"])
  }

  @Test func `it is told once that a document is overdue, though it was paid in between`() throws {
    var watched = try Watched()
    try watched.given(Premiums.cuota("1", due: "2026-02-15"))
    try watched.fire(at: watched.scenario.streams.now)
    try watched.given(
      Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(25_000))), Premiums.reversed("OP-1"))
    #expect(try watched.timers().isEmpty)
  }

  @Test func `an amended cuota is told again when its new day has passed`() throws {
    var watched = try Watched()
    try watched.given(Premiums.cuota("1", due: "2026-02-15"))
    try watched.fire(at: watched.scenario.streams.now)
    try watched.given(Premiums.amended("1", due: "2026-03-20"))
    #expect(try watched.scenario.state().debts[.cuota("1")]?.isOverdue == false)
    #expect(try watched.timers() == ["due-date-passed cuota 1 2026-03-21T05:00:00.000000Z"])
  }

  @Test(arguments: ["rule", "entered", "due", "fired"])
  func `the daemon is held to the due date too`(field: String) throws {
    var watched = try Watched()
    try watched.given(Premiums.cuota("1", due: "2026-02-15"))
    let event = try #require(try watched.fired(at: watched.scenario.streams.now).first)
    let wrong = event.changed {
      switch field {
      case "rule": $0.escalation.rule = "x"
      case "entered": $0.escalation.entered.seconds += 1
      case "due": $0.escalation.due.seconds -= 1
      default: $0.escalation.fired.seconds = $0.escalation.due.seconds - 1
      }
    }
    let refusal = try watched.scenario.refusal(wrong, origin: .process)
    #expect(refusal?.code == "premium.deadline-not-by-rule")
    #expect(refusal?.message.contains("\(field) differs") == true)
    #expect(try watched.scenario.when(event, origin: .process) == nil)
    #expect(
      try watched.scenario.when(event, origin: .process) == "premium.deadline-not-by-rule")
  }

  @Test func `nothing is overdue that is paid`() throws {
    var watched = try Watched()
    try watched.given(Premiums.cuota("1", due: "2026-02-15"))
    let event = try #require(try watched.fired(at: watched.scenario.streams.now).first)
    try watched.given(Premiums.payment("OP-1", (.cuota("1"), Premiums.pen(25_000))))
    #expect(try watched.scenario.when(event, origin: .process) == "premium.already-paid")
    let timer = DueTimer(
      rule: "due-date-passed cuota 1", due: try moment("2026-02-16T05:00:00Z"))
    #expect(
      watched.process.fire(timer, of: try #require(watched.wait), now: timer.due).isEmpty)
  }
}
