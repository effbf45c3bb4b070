import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: deadlines")
struct ClaimDeadlinesTests {
  @Test func `warnings come 90, 30 and 7 days before the last day, and the prescription after it`()
    throws
  {
    var scenario = try ClaimDeadlineScenario()
    #expect(try scenario.timers() == [])
    try scenario.reach(.documentsReceived)
    // Occurred on 2019-03-10; midnight in Bogotá is 05:00 UTC.
    #expect(
      try scenario.timers() == [
        "prescription-warning-1 2020-12-10T05:00:00.000000Z",
        "prescription-warning-2 2021-02-08T05:00:00.000000Z",
        "prescription-warning-3 2021-03-03T05:00:00.000000Z",
        "prescription-reached 2021-03-11T05:00:00.000000Z",
      ])
    #expect(try scenario.run(until: "2020-12-10T04:59:59Z").isEmpty)
    let first = try #require(try scenario.run(until: "2020-12-10T05:00:00Z").first).deadline
    #expect(first.actor.role == .system)
    #expect(first.prescribesAfter == "2021-03-10")
    #expect(first.escalation.addressee == "Gerencia de Riesgo, Crédito y Cartera")
    #expect(first.escalation.calendar == "CO")
    #expect(first.escalation.zone == "America/Bogota")
    #expect(first.escalation.source == "claims: What must be seen")
    #expect(try scenario.run(until: "2021-03-10T23:59:59-05:00").count == 2)
    let reached = try #require(try scenario.run(until: "2021-03-11T05:00:00Z").first).deadline
    #expect(reached.escalation.rule == "prescription-reached")
    #expect(reached.escalation.source == "claims: Coverage decision")
    #expect(try scenario.timers() == [])
  }

  @Test func `after downtime every deadline is met once, in order`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.reach(.typified)
    let fired = try scenario.run(until: "2022-01-01T00:00:00Z")
    #expect(
      try fired.map { try $0.deadline.escalation.rule } == [
        "prescription-warning-1", "prescription-warning-2", "prescription-warning-3",
        "prescription-reached",
      ])
    #expect(try scenario.run(until: "2023-01-01T00:00:00Z").isEmpty)
  }

  @Test(arguments: [
    // Occurred; what is recorded at once when the facts become known on 2019-04-01.
    ("2018-03-10", []), ("2017-07-01", []), ("2017-06-29", ["prescription-warning-1"]),
    ("2017-05-02", ["prescription-warning-1"]),
    ("2017-05-01", ["prescription-warning-2"]), ("2017-04-09", ["prescription-warning-2"]),
    ("2017-04-08", ["prescription-warning-3"]), ("2017-04-01", ["prescription-warning-3"]),
  ])
  func `of the warnings that lie behind only the last is recorded`(
    occurred: String, rules: [String]
  ) throws {
    let facts = ClaimFacts.died(on: occurred).changed {
      $0.credits = [.credit(disbursed: "2016-01-01")]
    }
    var scenario = try ClaimDeadlineScenario(facts: facts)
    try scenario.reach(.typified)
    let fired = try scenario.run(until: "2019-04-01T23:00:00Z")
    #expect(try fired.map { try $0.deadline.escalation.rule } == rules)
  }

  @Test func `a death on 29 February prescribes after 28 February`() throws {
    let facts = ClaimFacts.died(on: "2016-02-29").changed {
      $0.credits = [.credit(disbursed: "2016-01-01")]
    }
    var scenario = try ClaimDeadlineScenario(facts: facts)
    scenario.claim.log.now = .at("2016-03-20T15:00:00Z")
    try scenario.given(ClaimCauseDetected.detected(.death))
    try scenario.given(try ClaimCoverageDetermined.determined(facts))
    #expect(try scenario.timers().last == "prescription-reached 2018-03-01T05:00:00.000000Z")
  }

  @Test func `once it is claimed nothing prescribes any more`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.reach(.documentsReviewed)
    #expect(try scenario.timers() == [])
    try scenario.given(
      try ClaimCoverageDetermined.determined(
        .died(on: "2019-03-11").changed { $0.claimedOn = "2019-04-01" }))
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimDocumentsReturned.returned(.of(.idCopy)))
    #expect(try scenario.timers() == [])
  }

  @Test func `a claim that is not covered waits for nothing`() throws {
    var scenario = try ClaimDeadlineScenario(facts: .died().credit { $0.state = .castigado })
    try scenario.reach(.closed)
    #expect(scenario.wait == nil)
  }

  @Test func `another date of occurrence has its own deadlines`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.reach(.typified)
    #expect(try scenario.run(until: "2020-12-11T15:00:00Z").count == 1)
    // The same facts again: the first warning stays given.
    try scenario.given(
      try ClaimCoverageDetermined.determined(.died().changed { $0.claimedOn = "2020-12-11" }))
    #expect(try scenario.timers().count == 3)
    try scenario.given(
      try ClaimCoverageDetermined.determined(
        .died(on: "2019-03-20").changed { $0.claimedOn = "2020-12-11" }))
    #expect(try scenario.timers().first == "prescription-warning-1 2020-12-20T05:00:00.000000Z")
    #expect(try scenario.timers().count == 4)
  }

  @Test func `nobody is told of missing documents or answers until a limit is set`() throws {
    var scenario = try ClaimDeadlineScenario(.unemployment)
    try scenario.reach(.answered)
    #expect(try scenario.timers() == [])
    #expect(scenario.wait?.hasAnswer == false)
  }

  @Test func `documents that were asked for and not received`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.adopt("documents-not-received", days: 15, from: "2019-04-01")
    try scenario.reach(.documentsReceived)
    let asked = "documents-not-received 2019-04-17T05:00:00.000000Z"
    #expect(try scenario.timers().first == asked)
    let fired = try #require(try scenario.run(until: "2019-04-17T05:00:00Z").first).deadline
    #expect(fired.escalation.source == "memorando 4-2019")
    #expect(fired.prescribesAfter == "")
    #expect(try scenario.timers().allSatisfy { $0.hasPrefix("prescription") })
    // They come, are sent back, and are waited for anew.
    try scenario.reach(.documentsReviewed)
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimDocumentsReturned.returned(.of(.idCopy)))
    #expect(try scenario.timers() == ["documents-not-received 2019-05-03T05:00:00.000000Z"])
    #expect(try scenario.run(until: "2019-05-03T05:00:00Z").count == 1)
  }

  @Test func `an insurer that has not answered`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.adopt("insurer-not-answered", days: 30, from: "2019-01-01")
    try scenario.reach(.answered)
    #expect(try scenario.timers() == ["insurer-not-answered 2019-05-02T05:00:00.000000Z"])
    #expect(try scenario.run(until: "2019-05-02T05:00:00Z").count == 1)
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimInsurerAnswered.answered(.moreDocuments))
    #expect(try scenario.timers() == [])
  }

  @Test func `what else the insurer asks for is waited for once the client was asked`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.adopt("documents-not-received", days: 15, from: "2019-04-01")
    try scenario.reach(.requestAtCentral)
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimRequestPassedOn.passedOn(by: .central))
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimRequestPassedOn.passedOn(by: .assignedAdviser))
    #expect(try scenario.timers() == ["documents-not-received 2019-04-17T05:00:00.000000Z"])
  }

  @Test func `a limit that is adopted later does not count for what waits already`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.reach(.answered)
    try scenario.adopt("insurer-not-answered", days: 30, from: "2019-01-01")
    #expect(try scenario.timers() == [])
  }

  @Test func `months of a pool are applied each on its due day`() throws {
    var scenario = try ClaimDeadlineScenario(.unemployment)
    try scenario.reach(.paymentApplied)
    let pool = ClaimPoolOpened.pooled(months: 6, first: "2019-04-30", dueDay: 31)
    try scenario.given(pool)
    #expect(try scenario.timers() == ["pool-month 2019-04-30T05:00:00.000000Z"])
    let first = try #require(try scenario.run(until: "2019-04-30T05:00:00Z").first).month
    #expect(first.month == 1)
    #expect(first.months == 6)
    #expect(first.effectiveOn == "2019-04-30")
    #expect(first.clientID == "63502417")
    #expect(first.applications == pool.months[0].applications)
    #expect(first.escalation.rule == "pool-month")
    #expect(first.escalation.addressee == "Gerencia de Riesgo, Crédito y Cartera")
    #expect(try scenario.timers() == ["pool-month 2019-05-31T05:00:00.000000Z"])
    // The daemon was down for a while.
    let rest = try scenario.run(until: "2019-08-15T12:00:00Z")
    #expect(
      try rest.map { try $0.month.effectiveOn } == ["2019-05-31", "2019-06-30", "2019-07-31"])
    #expect(try scenario.run(until: "2019-09-30T05:00:00Z").count == 2)
    #expect(try scenario.claim.claim?.progress.ending == .endedUpToDate)
    #expect(scenario.wait == nil)
  }

  @Test func `months that were due before the pool was opened are applied at once`() throws {
    var scenario = try ClaimDeadlineScenario(.unemployment)
    try scenario.reach(.paymentApplied)
    try scenario.given(ClaimPoolOpened.pooled(months: 6, first: "2019-03-15", dueDay: 15))
    let fired = try scenario.run(until: "2019-04-02T00:00:00Z")
    #expect(try fired.map { try $0.month.effectiveOn } == ["2019-03-15"])
  }

  @Test func `a reversed pool is applied no more, a new one is`() throws {
    var scenario = try ClaimDeadlineScenario(.unemployment)
    try scenario.reach(.paymentApplied)
    try scenario.given(ClaimPoolOpened.pooled(months: 1))
    #expect(try scenario.run(until: "2019-04-05T05:00:00Z").count == 1)
    #expect(scenario.wait == nil)
    let revision = try #require(try scenario.claim.claim?.application?.revision.rawValue)
    try scenario.given(ClaimApplicationReversed.reversed(revision))
    #expect(try scenario.timers() == [])
    try scenario.given(ClaimPoolOpened.pooled(months: 2))
    #expect(try scenario.timers() == ["pool-month 2019-04-05T05:00:00.000000Z"])
    #expect(try scenario.run(until: "2019-05-05T05:00:00Z").count == 2)
  }

  @Test func `what the daemon records is what the claim waits for, and only once`() throws {
    var scenario = try ClaimDeadlineScenario()
    try scenario.reach(.typified)
    let wait = try #require(scenario.wait)
    let timer = DueTimer(
      rule: "prescription-warning-1", due: .at("2020-12-10T05:00:00Z"))
    let event = try #require(
      scenario.process.fire(timer, of: wait, now: .at("2020-12-10T05:00:00Z")).first)
    let right = try ClaimDeadlinePassed(jsonUTF8Bytes: event.data)
    scenario.claim.log.now = .at("2020-12-10T05:00:00Z")
    let wrong: [(inout ClaimDeadlinePassed) -> Void] = [
      { $0.escalation.rule = "prescription" }, { $0.escalation.rule = "insurer-not-answered" },
      { $0.prescribesAfter = "" }, { $0.prescribesAfter = "2019-03-10" },
      { $0.escalation.entered.seconds += 1 }, { $0.escalation.fired.seconds -= 1 },
    ]
    for change in wrong {
      #expect(
        try scenario.claim.when(right.changed(change), origin: .process)
          == "claim.deadline-not-by-rule")
    }
    #expect(try scenario.claim.when(right) == "claim.system-role-reserved")
    #expect(try scenario.claim.when(right, origin: .process) == nil)
    #expect(try scenario.claim.when(right, origin: .process) == "claim.deadline-not-by-rule")
    try scenario.claim.given(try scenario.claim.next()[0])
    #expect(
      try scenario.claim.when(
        right.changed { $0.escalation.rule = "documents-not-received" }, origin: .process)
        == "claim.deadline-not-by-rule")
  }

  @Test func `what cannot be read is an incident`() throws {
    let scenario = try ClaimDeadlineScenario()
    let event = RecordedEvent(
      position: Position(0), stream: try StreamName(ClaimScenario.stream), revision: Revision(0),
      id: EventID(high: 0, low: 0), type: try EventType("claim.v1.Typified"), contentType: .json,
      origin: .client, recorded: scenario.claim.log.now, effective: scenario.claim.log.now,
      data: Array("{".utf8), metadata: [])
    #expect(throws: ProcessError.self) {
      _ = try scenario.process.apply(event, to: nil, policies: PolicyBook())
    }
  }
}
