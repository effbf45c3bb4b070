import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// One account and the process that watches it, event by event in the order of the log.
struct AccountWaitScenario {
  let process: AccountDeadlines
  var accounts: AccountScenario
  private(set) var wait: AccountWait?
  private(set) var policies = PolicyBook()

  init(_ events: [any AccountMessage] = [], at start: String = AccountScenario.start) throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    process = AccountDeadlines(calendar: try .colombia(zone: zone))
    accounts = try AccountScenario(at: start)
    for event in events { try given(event) }
  }

  mutating func given(
    _ event: any AccountMessage, at moment: String? = nil, effective: String? = nil,
    origin: Origin = .client
  ) throws {
    if let moment { accounts.now = .at(moment) }
    try accounts.given(event, effective: effective.map { .at($0) }, origin: origin)
    try follow()
  }

  private mutating func follow() throws {
    let event = try #require(accounts.recorded.last)
    wait = try process.apply(event, to: wait, policies: policies)
  }

  /// A setting, adopted in `policy-account` and valid from a date.
  mutating func adopt(
    _ figure: String, from date: String, _ value: PolicyFigureAdopted.OneOf_Value
  ) throws {
    try accounts.adopt(
      .with {
        $0.actor.name = "Russell"
        $0.figure = figure
        $0.value = value
        $0.validFrom = date
        $0.source = "acta 7-2026"
      })
    policies.adopt(try #require(accounts.recorded.last))
  }

  /// The names and times of the deadlines, in order of time.
  func deadlines() throws -> [String] {
    guard let wait else { return [] }
    return try process.timers(of: wait).sorted { $0.due < $1.due }.map {
      "\($0.rule) \($0.due)".replacing(".000000Z", with: "Z")
    }
  }

  /// What the daemon appends when the first deadline is met at `now`; and it is admitted.
  mutating func fire(at now: String) throws -> AccountDeadlinePassed {
    let wait = try #require(wait)
    let timer = try #require(try process.timers(of: wait).min { $0.due < $1.due })
    let events = process.fire(timer, of: wait, now: .at(now))
    #expect(events.count == 1)
    let event = try #require(events.first)
    let passed = try AccountDeadlinePassed(
      jsonString: String(decoding: event.data, as: UTF8.self))
    try given(passed, at: now, origin: .process)
    return passed
  }
}
