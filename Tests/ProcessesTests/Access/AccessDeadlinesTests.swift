import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Deadlines of access") struct AccessDeadlinesTests {
  private let process: AccessDeadlines

  init() throws {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    process = AccessDeadlines(calendar: try .mexico(zone: zone))
  }

  /// What waits after the events of `access-18`.
  private func wait(_ scenario: ProcedureScenario) throws -> LinkWait? {
    var wait: LinkWait?
    for event in scenario.recorded where event.stream.text == "access-18" {
      wait = try process.apply(event, to: wait, policies: PolicyBook())
    }
    return wait
  }

  private func mailed(minutes: UInt32 = 60) throws -> (ProcedureScenario, Timestamp) {
    var scenario = try AccessScenario.forgotten()
    let mailed = scenario.now
    try scenario.given(.mailed(), in: "access-18")
    return (scenario, mailed)
  }

  @Test func `a link expires 60 minutes after it was mailed`() throws {
    let (scenario, mailed) = try mailed()
    let timers = try process.timers(of: #require(try wait(scenario)))
    #expect(timers == [DueTimer(rule: "password-link", due: mailed.adding(seconds: 3600))])
  }

  @Test func `nothing waits before it is mailed, nor when the password is changed`() throws {
    #expect(try wait(AccessScenario.forgotten()) == nil)
    var (scenario, _) = try mailed()
    try scenario.given(.link(opened: .digest()), in: "access-18")
    #expect(try wait(scenario) != nil)
    try scenario.given(.password(changed: .digest()), in: "access-18")
    #expect(try wait(scenario) == nil)
  }

  @Test func `the daemon's word is taken once, and ends the link`() throws {
    var (scenario, mailed) = try mailed()
    let due = mailed.adding(seconds: 3600)
    let event = try expiry(scenario, fired: due)
    scenario.now = due
    try scenario.given(event, in: "access-18", origin: .process)
    #expect(try wait(scenario) == nil)
    for again in [event] as [any Message] {
      #expect(
        try scenario.when(again, in: "access-18", origin: .process)?.code == "access.link-expired")
    }
    #expect(
      try scenario.when(.link(opened: .digest()), in: "access-18")?.code == "access.link-expired")
    #expect(event.actor.role == .system)
    #expect(event.escalation.source == "folios: Portal access")
    #expect(Timestamp(event.escalation.entered) == mailed)
    #expect(Timestamp(event.escalation.due) == due)
  }

  private func expiry(
    _ scenario: ProcedureScenario, fired: Timestamp
  ) throws -> AccessPasswordLinkExpired {
    let wait = try #require(try wait(scenario))
    let timer = try #require(try process.timers(of: wait).first)
    let events = process.fire(timer, of: wait, now: fired)
    #expect(events.map(\.type.text) == ["access.v1.PasswordLinkExpired"])
    return try AccessPasswordLinkExpired(
      jsonString: String(decoding: events[0].data, as: UTF8.self))
  }

  @Test func `it is not taken early, nor otherwise than the link says`() throws {
    let (scenario, mailed) = try mailed()
    let due = mailed.adding(seconds: 3600)
    let event = try expiry(scenario, fired: due)
    let changes: [(String, Timestamp, (inout AccessPasswordLinkExpired) -> Void)] = [
      ("fired", Timestamp(microseconds: due.microseconds - 1), { _ in }),
      ("fired", due, { $0.escalation.fired = .init(mailed) }),
      ("rule", due, { $0.escalation.rule = "x" }),
      ("entered", due, { $0.escalation.entered = .init(due) }),
      ("due", due, { $0.escalation.due = .init(mailed) }),
    ]
    for (field, now, change) in changes {
      var scenario = scenario
      scenario.now = now
      let refusal = try scenario.when(
        event.changed(change), in: "access-18", origin: .process)
      #expect(refusal?.code == "access.expiry-not-by-rule")
      #expect(refusal?.message.contains(field) == true)
    }
  }

  @Test func `a link that was used does not expire, nor one that was never mailed`() throws {
    var (scenario, mailed) = try mailed()
    let event = try expiry(scenario, fired: mailed.adding(seconds: 3600))
    try scenario.given(.link(opened: .digest()), in: "access-18")
    try scenario.given(.password(changed: .digest()), in: "access-18")
    scenario.now = mailed.adding(seconds: 4000)
    #expect(
      try scenario.when(event, in: "access-18", origin: .process)?.code == "access.link-used")
    var other = try AccessScenario.forgotten()
    #expect(try other.when(event, in: "access-18", origin: .process)?.code == "access.no-link")
  }

  @Test func `an event that cannot be read is reported`() throws {
    let (scenario, _) = try mailed()
    let good = try #require(scenario.recorded.last)
    let bad = RecordedEvent(
      position: good.position, stream: good.stream, revision: good.revision, id: good.id,
      type: good.type, contentType: .json, origin: .client, recorded: good.recorded,
      effective: good.effective, data: Array("{".utf8), metadata: [])
    #expect(throws: ProcessError.self) {
      try process.apply(bad, to: nil, policies: PolicyBook())
    }
  }
}
