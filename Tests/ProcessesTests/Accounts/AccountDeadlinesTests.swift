import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Deadlines of accounts") struct AccountDeadlinesTests {
  /// A Monday, 10:00 in Bogotá.
  private static let start = AccountScenario.start

  private func asked() throws -> AccountWaitScenario {
    try AccountWaitScenario(Act.untilRequirements + [Act.quoteRequested()])
  }

  @Test func `a quote is due within seven calendar days of its request, the last one whole`() throws
  {
    let scenario = try asked()
    // Asked for on Monday 2 March: up at the start of Tuesday 10 March in Bogotá.
    #expect(try scenario.deadlines() == ["quote-week COT-1 2026-03-10T05:00:00Z"])
  }

  @Test func `a holiday does not lengthen the week`() throws {
    // Holy Thursday and Friday of 2026 are 2 and 3 April.
    let scenario = try AccountWaitScenario(
      Act.untilRequirements + [Act.quoteRequested()], at: "2026-03-30T15:00:00Z")
    #expect(try scenario.deadlines() == ["quote-week COT-1 2026-04-07T05:00:00Z"])
  }

  @Test func `the week counts from the request, not from its being written down`() throws {
    var scenario = try AccountWaitScenario(Act.untilRequirements)
    try scenario.given(
      Act.quoteRequested(), at: "2026-03-06T15:00:00Z", effective: "2026-03-02T15:00:00Z")
    #expect(try scenario.deadlines() == ["quote-week COT-1 2026-03-10T05:00:00Z"])
  }

  @Test func `a quote that is sent within its week ends it`() throws {
    var scenario = try asked()
    try scenario.given(Act.able)
    try scenario.given(Act.quote(), at: "2026-03-10T04:59:59Z")
    #expect(try scenario.deadlines() == [])
    #expect(try scenario.accounts.standing().quotes.first?.hasPassed == false)
  }

  @Test func `a quote that is late is an event, once, and is taken all the same`() throws {
    var scenario = try asked()
    let passed = try scenario.fire(at: "2026-03-10T05:00:00Z")
    #expect(passed.quote == "COT-1")
    #expect(passed.actor.role == .system)
    #expect(passed.escalation.rule == "quote-week")
    #expect(passed.escalation.addressee == "Director Ejecutivo")
    #expect(passed.escalation.calendar == "CO")
    #expect(passed.escalation.zone == "America/Bogota")
    #expect(passed.escalation.source == "onboarding: Commercial phase; (a): 7 days")
    #expect(Timestamp(passed.escalation.due) == .at("2026-03-10T05:00:00Z"))
    #expect(try scenario.deadlines() == [])
    try scenario.given(Act.able)
    try scenario.given(Act.quote())
    #expect(try scenario.deadlines() == [])
  }

  @Test func `what was sent in time and written down late is not late`() throws {
    var scenario = try asked()
    try scenario.given(Act.able)
    try scenario.given(Act.quote(), at: "2026-03-20T15:00:00Z", effective: "2026-03-09T15:00:00Z")
    #expect(try scenario.deadlines() == [])
  }

  @Test func `what was sent late before anybody noticed still becomes an event`() throws {
    var scenario = try asked()
    try scenario.given(Act.able)
    // The daemon was down when the week passed, and the quote came before it fired.
    try scenario.given(Act.quote(), at: "2026-03-10T05:00:00Z")
    #expect(try scenario.deadlines() == ["quote-week COT-1 2026-03-10T05:00:00Z"])
    _ = try scenario.fire(at: "2026-03-10T05:01:00Z")
    #expect(try scenario.deadlines() == [])
  }

  @Test func `a new quote after a refusal has a week of its own, from the refusal`() throws {
    var scenario = try asked()
    try scenario.given(Act.able)
    try scenario.given(Act.quote())
    try scenario.given(Act.refusal(then: "COT-2"), at: "2026-03-04T15:00:00Z")
    #expect(try scenario.deadlines() == ["quote-week COT-2 2026-03-12T05:00:00Z"])
  }

  @Test func `a policy changes the week for what is asked for from its day on`() throws {
    var scenario = try asked()
    try scenario.adopt("quote-week", from: "2026-03-03", .businessDays(3))
    try scenario.given(Act.able)
    #expect(try scenario.deadlines() == ["quote-week COT-1 2026-03-10T05:00:00Z"])
    try scenario.given(Act.quote())
    try scenario.given(Act.refusal(then: "COT-2"), at: "2026-03-06T15:00:00Z")
    // Friday: the third business day is Wednesday 11 March.
    #expect(try scenario.deadlines() == ["quote-week COT-2 2026-03-12T05:00:00Z"])
  }

  @Test func `a closed account waits for nothing`() throws {
    var scenario = try asked()
    try scenario.given(Act.notAble)
    #expect(scenario.wait == nil)
  }

  @Test(arguments: AccountFigures.all.dropFirst())
  func `no other step has a deadline of its own`(_ figure: PolicyFigure) throws {
    #expect(figure.builtIn == nil)
    let scenario = try AccountWaitScenario(Act.untilContract + Act.beforeContract)
    #expect(try scenario.deadlines() == [])
  }

  @Test func `a setting escalates a step that is open for longer, once`() throws {
    var scenario = try AccountWaitScenario()
    try scenario.adopt("incorporation-4", from: "2026-03-01", .calendarDays(2))
    for event in [Act.opened, Act.profiled, Act.consolidated, Act.coveragesSent]
      as [any AccountMessage]
    {
      try scenario.given(event)
    }
    #expect(try scenario.deadlines() == ["incorporation-4 2026-03-05T05:00:00Z"])
    let passed = try scenario.fire(at: "2026-03-05T05:00:00Z")
    #expect(passed.step.track == .incorporation)
    #expect(passed.step.step == "4")
    #expect(passed.escalation.source == "acta 7-2026")
    #expect(passed.escalation.addressee == "Director Ejecutivo")
    #expect(try scenario.deadlines() == [])
    #expect(
      try scenario.accounts.standing().incorporation.open.first?.passed == passed.escalation)
    // It may be done all the same.
    try scenario.given(Act.nothingObserved)
  }

  @Test func `a step waits from when it can be taken, and a failed test begins anew`() throws {
    var scenario = try AccountWaitScenario()
    try scenario.adopt("incorporation-8", from: "2026-03-01", .minutes(60))
    try scenario.adopt("service-s1", from: "2026-03-01", .minutes(30))
    let before: [any AccountMessage] =
      Act.untilAble + Act.beforeContract
    for event in before { try scenario.given(event) }
    #expect(try scenario.deadlines() == [])
    try scenario.given(Act.contract, at: "2026-03-02T20:00:00Z")
    #expect(try scenario.deadlines() == ["service-s1 2026-03-02T20:30:00Z"])
    for event in [Act.loaded, Act.archived] + Act.line as [any AccountMessage] {
      #expect(try !scenario.deadlines().contains { $0.hasPrefix("incorporation") })
      try scenario.given(event)
    }
    // S2 was answered at 20:06, and only then can 8 be done.
    #expect(try scenario.deadlines() == ["incorporation-8 2026-03-02T21:06:00Z"])
    try scenario.given(Act.configured)
    try scenario.given(Act.testFailed, at: "2026-03-03T15:00:00Z")
    #expect(try scenario.deadlines() == ["incorporation-8 2026-03-03T16:00:00Z"])
  }

  @Test func `a setting that is adopted later does not concern what is open`() throws {
    var scenario = try AccountWaitScenario([Act.opened])
    try scenario.adopt("incorporation-1", from: "2026-01-01", .calendarDays(1))
    try scenario.given(Act.contact)
    #expect(try scenario.deadlines() == [])
    try scenario.given(Act.profiled)
    try scenario.adopt("incorporation-2", from: "2026-03-03", .calendarDays(1))
    try scenario.given(Act.property)
    #expect(try scenario.deadlines() == [])
  }

  @Test func `counting providers again does not begin the wait anew`() throws {
    var scenario = try AccountWaitScenario(Act.untilContract + Act.line)
    try scenario.adopt("service-s6", from: "2026-03-01", .calendarDays(3))
    for event in Act.planSent { try scenario.given(event) }
    let due = ["service-s6 2026-03-06T05:00:00Z"]
    #expect(try scenario.deadlines() == due)
    try scenario.given(Act.tooFewProviders, at: "2026-03-04T15:00:00Z")
    #expect(try scenario.deadlines() == due)
  }

  @Test func `an amendment has the setting of 7, from its proposal until it is in force`() throws {
    var scenario = try AccountWaitScenario(Act.untilContract)
    try scenario.adopt("commercial-7", from: "2026-03-01", .calendarDays(5))
    try scenario.given(Act.amendment(), at: "2026-03-02T20:00:00Z")
    let due = ["commercial-7 OS-1 2026-03-08T05:00:00Z"]
    for event in [Act.signature(.client), Act.signature(.company)] {
      #expect(try scenario.deadlines() == due)
      try scenario.given(event)
    }
    var other = scenario
    let passed = try other.fire(at: "2026-03-08T05:00:00Z")
    #expect(passed.amendment == "OS-1")
    #expect(try other.deadlines() == [])
    try scenario.given(Act.attachment())
    #expect(try scenario.deadlines() == [])
  }

  @Test(arguments: [
    // 30 calendar days after Monday 2 March is 1 April; the holidays of Easter do not count apart.
    (AccountPaymentTerm.with { $0.calendarDays = 30 }, "2026-04-02T05:00:00Z"),
    // 23 March is a holiday (San José moved): the 16th business day is 25 March.
    (AccountPaymentTerm.with { $0.businessDays = 16 }, "2026-03-26T05:00:00Z"),
    (AccountPaymentTerm.with { $0.calendarDays = 1 }, "2026-03-04T05:00:00Z"),
  ])
  func `an invoice is overdue after the contract's term from its submission`(
    term: AccountPaymentTerm, due: String
  ) throws {
    var scenario = try AccountWaitScenario(
      Act.untilAble + [Act.contract.changed { $0.paymentTerm = term }, Act.communication]
        + Act.issue())
    #expect(try scenario.deadlines() == ["payment-term FV-1 \(due)"])
    try scenario.given(Act.chased())
    #expect(try scenario.deadlines() == ["payment-term FV-1 \(due)"])
    var paid = scenario
    try paid.given(Act.paid())
    #expect(try paid.deadlines() == [])
    let passed = try scenario.fire(at: due)
    #expect(passed.invoice == "FV-1")
    #expect(passed.escalation.rule == "payment-term")
    #expect(try scenario.deadlines() == [])
    try scenario.given(Act.paid())
  }

  @Test func `an invoice paid in time and written down late is not overdue, and one paid late is`()
    throws
  {
    var scenario = try AccountWaitScenario(Act.untilCommunication + Act.issue())
    var inTime = scenario
    try inTime.given(
      Act.paid(), at: "2026-05-01T15:00:00Z", effective: "2026-04-02T04:59:59Z")
    #expect(try inTime.deadlines() == [])
    try scenario.given(
      Act.paid(), at: "2026-05-01T15:00:00Z", effective: "2026-04-02T05:00:00Z")
    #expect(try scenario.deadlines() == ["payment-term FV-1 2026-04-02T05:00:00Z"])
    _ = try scenario.fire(at: "2026-05-01T15:02:00Z")
    #expect(try scenario.deadlines() == [])
  }

  @Test func `a returned invoice is not due until it is submitted again`() throws {
    var scenario = try AccountWaitScenario(
      Act.untilCommunication + Act.issue() + [Act.returned()])
    #expect(try scenario.deadlines() == [])
    try scenario.given(Act.resolved(), at: "2026-03-10T15:00:00Z")
    for event in Act.issue() { try scenario.given(event) }
    #expect(try scenario.deadlines() == ["payment-term FV-1 2026-04-10T05:00:00Z"])
  }

  @Test func `the daemon records only what has passed`() throws {
    var scenario = try asked()
    let wait = try #require(scenario.wait)
    let timer = try #require(try scenario.process.timers(of: wait).first)
    let event = try #require(
      scenario.process.fire(timer, of: wait, now: .at("2026-03-10T05:00:00Z")).first)
    let good = try AccountDeadlinePassed(jsonString: String(decoding: event.data, as: UTF8.self))
    let changes: [(String, (inout AccountDeadlinePassed) -> Void)] = [
      ("subject", { $0.quote = "COT-9" }), ("subject", { $0.subject = nil }),
      ("subject", { $0.invoice = "FV-1" }),
      ("rule", { $0.escalation.rule = "payment-term" }),
      ("entered", { $0.escalation.entered.seconds += 1 }),
      ("fired", { $0.escalation.fired.seconds -= 1 }),
    ]
    for (field, change) in changes {
      let refusal = try scenario.accounts.when(good.changed(change), origin: .process)
      #expect(refusal?.code == "account.deadline-not-by-rule")
      #expect(refusal?.message.contains("\(field) differs") == true)
    }
    try scenario.given(good, origin: .process)
    #expect(
      try scenario.accounts.when(good, origin: .process)?.code == "account.deadline-not-by-rule")
    // Sent in time, whatever the daemon would say.
    var sent = try asked()
    try sent.given(Act.able)
    try sent.given(Act.quote())
    #expect(
      try sent.accounts.when(
        good.changed { $0.escalation.entered = sent.wait!.standing.quotes[0].requested },
        origin: .process)?.code == "account.deadline-not-by-rule")
  }

  @Test func `fires nothing for what does not wait any more`() throws {
    let scenario = try asked()
    let wait = try #require(scenario.wait)
    let gone = DueTimer(rule: "quote-week COT-9", due: .at("2026-03-10T05:00:00Z"))
    #expect(scenario.process.fire(gone, of: wait, now: .at("2026-03-11T05:00:00Z")) == [])
  }

  @Test func `a deadline beyond the calendar is an error, not a guess`() throws {
    let scenario = try AccountWaitScenario(
      Act.untilAble
        + [
          Act.contract.changed {
            $0.issued = "2020-01-01"
            $0.paymentTerm.businessDays = 365
          }, Act.communication,
        ] + Act.issue(), at: "2035-06-01T15:00:00Z")
    let wait = try #require(scenario.wait)
    #expect(throws: ProcessError.self) { try scenario.process.timers(of: wait) }
  }
}
