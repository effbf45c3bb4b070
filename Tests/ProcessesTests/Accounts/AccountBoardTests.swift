import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Board of accounts", .temporaryDirectory) struct AccountBoardTests {
  private func given(_ events: [any AccountMessage]) async throws -> AccountBoardFixture {
    let fixture = try AccountBoardFixture()
    try await fixture.given(events)
    return fixture
  }

  @Test func `begins empty`() async throws {
    let fixture = try await given([])
    #expect(try fixture.counts() == [])
    #expect(try fixture.board.rows(.accounts(nil), limit: 1).rows.isEmpty)
    #expect(try fixture.board.page(AccountNumber(42)!) == nil)
  }

  @Test func `lists by area what is open, the oldest first, and nothing that is held up`()
    async throws
  {
    let fixture = try await given([Act.opened])
    #expect(
      try fixture.tasks() == ["comercial commercialPhase 1", "comercial incorporation 1"])
    try await fixture.given([Act.contact] + Act.beforeContract.prefix(3))
    #expect(
      try fixture.tasks() == ["comercial commercialPhase 2", "operaciones incorporation 4"])
    #expect(try fixture.tasks(.operaciones) == ["operaciones incorporation 4"])
    #expect(try fixture.tasks(.ti) == [])
    let task = try #require(try fixture.board.rows(.tasks(.operaciones), limit: 9).rows.first)
    #expect(task.number == 42)
    #expect(task.client == "Seguros Peñalosa S.A.")
    #expect(task.situation == .prospect)
    // The fifth event, four minutes after the first.
    #expect(Timestamp(task.task.since) == .at("2026-03-02T15:04:00Z"))
    // Service start and activity 6 wait for the contract.
    try await fixture.given([Act.nothingObserved, Act.fixed, Act.requirements, Act.able])
    #expect(try fixture.tasks() == ["cliente commercialPhase 5"])
    try await fixture.given([Act.contract])
    #expect(
      try fixture.tasks() == [
        "comercial commercialPhase 6", "comercial incorporation 6", "comercial serviceStart S1",
        "operaciones incorporation 6",
      ])
  }

  @Test func `counts what it lists, with the oldest`() async throws {
    let fixture = try await given(Act.untilContract + Act.beforeContract)
    #expect(
      try fixture.counts() == ["comercial 3", "operaciones 1", "contracted 1"])
    let oldest = try #require(try fixture.board.counts().first)
    #expect(Timestamp(oldest.oldest) == .at("2026-03-02T15:04:00Z"))
    try await fixture.given([Act.opened], in: 43)
    #expect(
      try fixture.counts() == ["comercial 5", "operaciones 1", "prospect 1", "contracted 1"])
  }

  @Test func `shows the rows 8 and 9 by the invoice that is in them`() async throws {
    let fixture = try await given(Act.untilCommunication)
    let area = AccountArea.administracionYFinanciera
    #expect(try fixture.tasks(area) == ["administracion commercialPhase 8"])
    try await fixture.given([Act.prepared()])
    #expect(try fixture.tasks(area) == ["administracion invoice 8.2 FV-1"])
    try await fixture.given(Array(Act.issue().dropFirst()))
    #expect(try fixture.tasks(area) == ["administracion invoice 9 FV-1"])
    try await fixture.given([Act.returned()])
    #expect(try fixture.tasks(area) == [])
    #expect(try fixture.tasks(.comercial).contains("comercial invoice 9C FV-1"))
  }

  @Test func `says of each step who holds it, since when and what blocks it`() async throws {
    let fixture = try await given(
      Act.untilAble + Act.beforeContract + [Act.contract, Act.loaded, Act.archived])
    let holds = try fixture.page().standing.holds.map { hold in
      let needs = hold.needs.map(\.step).joined(separator: " ")
      return "\(hold.step) \(hold.heldBy.map(\.code)) \(needs)"
    }
    #expect(
      holds == [
        #"6 ["comercial"] "#, #"8 ["ti"] S1R S2R"#, #"S1 ["comercial"] "#,
      ])
    try await fixture.given(Act.line + Act.planSent + [Act.enoughProviders, Act.amendment()])
    let later = try fixture.page().standing.holds.map { hold in
      let needs = hold.needs.map(\.step).joined(separator: " ")
      return "\(hold.step)\(hold.subject) \(hold.heldBy.map(\.code)) \(needs)"
    }
    #expect(
      later == [
        #"6 ["comercial"] "#, #"8 ["ti"] "#, #"S5 ["operaciones"] "#, #"S8 ["comercial"] S5"#,
        #"7COS-1 ["cliente"] "#, #"7IOS-1 ["comercial"] "#, #"7ROS-1 ["comercial"] 7C 7I"#,
      ])
  }

  @Test func `keeps quotes by what became of them, and their warnings`() async throws {
    let fixture = try await given(Act.untilRequirements + [Act.quoteRequested()])
    func quotes() throws -> [AccountQuoteRow] {
      try fixture.board.rows(.quotes(nil), limit: 9).rows.map(\.quote)
    }
    #expect(try quotes().map(\.status) == [.due])
    let requested = try #require(try quotes().first).requested
    #expect(Timestamp(requested) == .at("2026-03-02T15:03:00Z"))

    var passed = AccountDeadlinePassed.with {
      $0.actor = .person(.system)
      $0.quote = "COT-1"
      $0.escalation.rule = "quote-week"
      $0.escalation.entered = requested
      $0.escalation.due = .init(.at("2026-03-10T05:00:00Z"))
    }
    passed.escalation.fired = passed.escalation.due
    try await fixture.given([passed], origin: .process)
    #expect(try quotes().map(\.status) == [.late])
    #expect(try quotes().map(\.due) == [passed.escalation.due])

    fixture.log.clock.set(.at("2026-03-11T15:00:00Z"))
    var inTime = Act.quote()
    inTime.alternatives[0].clearPrice()
    inTime.paymentConditions = ""
    try await fixture.given([Act.able])
    try await fixture.given([inTime])
    #expect(try quotes().map(\.status) == [.sentLate])
    #expect(try quotes().map(\.warnings) == [2])
    #expect(try fixture.page().quotes.first?.warnings == ["condiciones de pago", "precio"])
    try await fixture.given([Act.followUp(), Act.refusal(then: "COT-2")])
    #expect(try quotes().map(\.quote) == ["COT-2", "COT-1"])
    #expect(try quotes().map(\.refused) == [false, true])
    #expect(try fixture.page().quotes.map(\.followUps.count) == [1, 0])
    #expect(try fixture.counts().contains("quotes due 1"))
    #expect(try fixture.counts().contains("quotes sentLate 1"))
  }

  @Test func `a quote sent in time and written down late is not late after all`() async throws {
    let fixture = try await given(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    let requested = try fixture.page().standing.quotes[0].requested
    try await fixture.given(
      [
        AccountDeadlinePassed.with {
          $0.actor = .person(.system)
          $0.quote = "COT-1"
          $0.escalation.rule = "quote-week"
          $0.escalation.entered = requested
          $0.escalation.due = .init(.at("2026-03-10T05:00:00Z"))
          $0.escalation.fired = $0.escalation.due
        }
      ], origin: .process)
    fixture.log.clock.set(.at("2026-03-11T15:00:00Z"))
    try await fixture.given([Act.quote()], effective: .at("2026-03-10T04:59:59Z"))
    #expect(
      try fixture.board.rows(.quotes(.sent), limit: 9).rows.map(\.quote.quote) == ["COT-1"])
  }

  @Test func `keeps invoices prepared, issued, overdue, returned and paid`() async throws {
    let fixture = try await given(Act.untilCommunication + [Act.prepared()])
    func status() throws -> [AccountInvoiceStatus] {
      try fixture.board.rows(.invoices(nil), limit: 9).rows.map(\.invoice.status)
    }
    #expect(try status() == [.inPreparation])
    try await fixture.given(Array(Act.issue().dropFirst()))
    #expect(try status() == [.issued])
    try await fixture.given([Act.returned()])
    #expect(try status() == [.returned])
    try await fixture.given([Act.resolved()] + Act.issue())
    let submitted = try fixture.page().standing.invoices[0].submitted
    try await fixture.given(
      [
        AccountDeadlinePassed.with {
          $0.actor = .person(.system)
          $0.invoice = "FV-1"
          $0.escalation.rule = "payment-term"
          $0.escalation.entered = submitted
          $0.escalation.due = .init(.at("2026-04-02T05:00:00Z"))
          $0.escalation.fired = $0.escalation.due
        }
      ], origin: .process)
    #expect(try status() == [.overdue])
    try await fixture.given([Act.chased(), Act.paid()])
    #expect(try status() == [.paid])
    let row = try #require(try fixture.board.rows(.invoices(.paid), limit: 9).rows.first?.invoice)
    #expect(row.amount.units == 150_000_000)
    #expect(row.returns == 1)
    #expect(row.hasPaid)
    #expect(Timestamp(row.due) == .at("2026-04-02T05:00:00Z"))
    #expect(try fixture.page().invoices.map(\.followUps.count) == [1])
  }

  @Test func `keeps amendments by who has signed`() async throws {
    let fixture = try await given(Act.untilContract + [Act.amendment()])
    func row() throws -> AccountAmendmentRow {
      try #require(try fixture.board.rows(.amendments(nil), limit: 9).rows.first).amendment
    }
    #expect(try row().status == .proposed)
    #expect(try row().proposedBy == .client)
    #expect(try row().changes == "cobertura: nacional")
    try await fixture.given([Act.signature(.company)])
    #expect(try row().status == .proposed)
    #expect(try row().signedByCompany)
    #expect(try !row().signedByClient)
    try await fixture.given([Act.signature(.client)])
    #expect(try row().status == .signed)
    #expect(try !row().hasInForce)
    try await fixture.given([Act.attachment()])
    #expect(try row().status == .inForce)
    #expect(try row().hasInForce)
  }

  @Test func `keeps accounts by their situation, with their open steps`() async throws {
    let fixture = try await given(Act.untilContract + Act.beforeContract)
    try await fixture.given([Act.opened], in: 7)
    try await fixture.given(Act.untilRequirements + [Act.notAble], in: 9)
    let rows = try fixture.board.rows(.accounts(nil), limit: 9).rows
    #expect(rows.map(\.number) == [7, 42, 9])
    #expect(rows.map(\.situation) == [.prospect, .contracted, .closed])
    #expect(rows.map(\.summary.commercial) == [["1"], ["6"], []])
    #expect(rows.map(\.summary.incorporation) == [["1"], ["6"], []])
    #expect(rows.map(\.summary.service) == [[], ["S1"], []])
    try await fixture.given(Act.serviceStart + Act.afterContract)
    #expect(try fixture.board.rows(.accounts(.live), limit: 9).rows.map(\.number) == [42])
  }

  @Test func `keeps client property, requirements, contract and history on the page`() async throws
  {
    let fixture = try await given(Act.untilRequirements + [Act.property, Act.able, Act.contract])
    let page = try fixture.page()
    #expect(page.client == Act.opened.client)
    #expect(page.property.map(\.property) == [Act.property])
    #expect(page.requirements == Act.wanted)
    #expect(page.contract == Act.contract)
    #expect(page.revision == 5)
    #expect(
      page.history.map { "\($0.type) \($0.step)" } == [
        "account.v1.ProspectOpened ", "account.v1.ContactMade 1",
        "account.v1.RequirementsRecorded 2", "account.v1.ClientPropertyReceived ",
        "account.v1.CapabilityVerified 3", "account.v1.ContractReceived 5",
      ])
    #expect(page.history.map(\.actor.role).last == .gerenteComercial)
  }

  @Test func `reads on where a page ended, in one bucket or over all`() async throws {
    let fixture = try AccountBoardFixture()
    for number: UInt64 in [3, 1, 2, 5, 4] { try await fixture.given([Act.opened], in: number) }
    try await fixture.given([Act.contact], in: 2)
    for filter: AccountBoardReader.Filter in [
      .tasks(nil), .tasks(.comercial), .accounts(.prospect),
    ] {
      let all = try fixture.board.rows(filter, limit: 1000).rows
      var read: [AccountRow] = []
      var after: [UInt8] = []
      repeat {
        let (rows, next) = try fixture.board.rows(filter, after: after, limit: 2)
        read += rows
        after = next
      } while !after.isEmpty
      #expect(read == all)
    }
    // A key of another list begins from the start.
    let (_, next) = try fixture.board.rows(.tasks(nil), limit: 1)
    #expect(
      try fixture.board.rows(.accounts(nil), after: next, limit: 9).rows.map(\.number)
        == [1, 2, 3, 4, 5])
  }
}
