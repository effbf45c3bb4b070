import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One claim and the process that watches it, event by event in the order of the log.
struct ClaimDeadlineScenario {
  let process: ClaimDeadlines
  var claim: ClaimScenario
  private(set) var wait: ClaimWait?
  private var policies = PolicyBook()
  private var seen = 0

  /// Nothing has happened; `now` is 2019-04-01, 10:00 in Bogotá.
  init(_ cause: ClaimCause = .death, facts: ClaimFacts? = nil) throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    process = ClaimDeadlines(calendar: try .colombia(zone: zone))
    claim = try ClaimScenario(cause, facts: facts)
  }

  mutating func reach(_ milestone: ClaimMilestone) throws {
    try claim.reach(milestone)
    try follow()
  }

  mutating func given(_ event: any Message, origin: Origin = .client) throws {
    try claim.given(event, origin: origin)
    try follow()
  }

  mutating func adopt(_ figure: String, days: UInt32, from date: String) throws {
    try claim.log.given(
      PolicyFigureAdopted.with {
        $0.actor.name = "Gerencia de Riesgo"
        $0.figure = figure
        $0.calendarDays = days
        $0.validFrom = date
        $0.source = "memorando 4-2019"
      }, in: "policy-claim")
    try follow()
  }

  private mutating func follow() throws {
    for event in claim.log.recorded[seen...] {
      if process.policyStreams.contains(event.stream) {
        policies.adopt(event)
      } else {
        wait = try process.apply(event, to: wait, policies: policies)
      }
    }
    seen = claim.log.recorded.count
  }

  /// The deadlines that wait, in order.
  func timers() throws -> [String] {
    try due().map { "\($0.rule) \($0.due)" }
  }

  private func due() throws -> [DueTimer] {
    guard let wait else { return [] }
    return try process.timers(of: wait).sorted { $0.due < $1.due }
  }

  /// Lets the daemon act on everything that is due at `time`, one after the other, as its rules
  /// admit it.
  /// - Returns: what it recorded.
  mutating func run(until time: String) throws -> [RecordedEvent] {
    let now = Timestamp.at(time)
    var fired: [RecordedEvent] = []
    while let timer = try due().first, timer.due <= now {
      claim.log.now = max(claim.log.now, now)
      let wait = try #require(wait)
      let events = process.fire(timer, of: wait, now: claim.log.now)
      #expect(events.count == 1)
      #expect(events == process.fire(timer, of: wait, now: claim.log.now))
      for event in events {
        if let refusal = try claim.log.when(
          type: event.type, event.contentType, event.data, in: ClaimScenario.stream,
          origin: .process)
        {
          throw refusal
        }
      }
      try follow()
      fired.append(try #require(claim.log.recorded.last))
      try #require(fired.count < 50)
    }
    claim.log.now = max(claim.log.now, now)
    return fired
  }
}

extension RecordedEvent {
  var deadline: ClaimDeadlinePassed {
    get throws { try ClaimDeadlinePassed(jsonUTF8Bytes: data) }
  }

  var month: ClaimPoolMonthApplied {
    get throws { try ClaimPoolMonthApplied(jsonUTF8Bytes: data) }
  }
}
