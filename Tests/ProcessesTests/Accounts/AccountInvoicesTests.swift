import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Invoices and amendments of accounts") struct AccountInvoicesTests {
  private func account(_ events: [any AccountMessage] = []) throws -> AccountScenario {
    try AccountScenario(Act.untilCommunication + events)
  }

  @Test func `five acts in one order: prepared, verified, approved, signed, submitted`() throws {
    var account = try account()
    let acts = Act.issue()
    for (index, act) in acts.enumerated() {
      for other in acts.dropFirst(index + 1) {
        let code = try account.code(other)
        #expect(code == (index == 0 ? "account.invoice-unknown" : "account.out-of-order"))
      }
      try account.given(act)
      #expect(try account.code(act) == "account.taken-already")
    }
    #expect(try account.standing().invoices.first?.path.open.map(\.step) == ["9"])
  }

  @Test func `begin after the internal communication`() throws {
    let early = try AccountScenario(Act.untilContract)
    #expect(try early.code(Act.prepared()) == "account.needs-first")
  }

  @Test func `have a positive amount and a concept`() throws {
    let account = try account()
    for change: (inout AccountInvoicePrepared) -> Void in [
      { $0.concept = "" }, { $0.clearAmount() }, { $0.invoice = "" },
    ] {
      #expect(try account.code(Act.prepared().changed(change)) == "account.fields-missing")
    }
    #expect(
      try account.code(Act.prepared().changed { $0.amount.units = 0 }) == "account.not-positive")
    #expect(
      try account.code(Act.prepared().changed { $0.amount.nanos = 1 }) == "account.not-an-amount")
  }

  @Test func `have a number that no other account's invoice has`() throws {
    var account = try account([Act.prepared()])
    let other = "account-00000043"
    for event in Act.untilCommunication {
      let moved = (event as? AccountProspectOpened).map { opened in
        opened.changed { $0.number = 43 } as any AccountMessage
      }
      try account.given(moved ?? event, in: other)
    }
    let refusal = try #require(try account.when(Act.prepared(), in: other))
    #expect(refusal.code == "account.invoice-taken")
    #expect(refusal.message.contains("account-00000042"))
    #expect(try account.when(Act.prepared("FV-2"), in: other) == nil)
  }

  @Test func `returned for an error in the negotiation they go to Comercial and back to 8`() throws
  {
    var account = try account(Act.issue())
    #expect(
      try account.code(Act.returned().changed { $0.error = "" }) == "account.fields-missing")
    try account.given(Act.returned())
    #expect(try account.standing().invoices.first?.path.open.map(\.step) == ["9C"])
    #expect(try account.open() == ["8", "1", "S1"])
    for event in [Act.paid(), Act.chased(), Act.prepared()] as [any AccountMessage] {
      #expect(try account.code(event) == "account.taken-already")
    }
    #expect(
      try account.code(Act.resolved().changed { $0.resolution = "" }) == "account.fields-missing")
    try account.given(Act.resolved())
    // The same invoice, with its number, is prepared anew and takes all five acts again.
    for event in Act.issue() { try account.given(event) }
    try account.given(Act.paid())
    #expect(try account.standing().hasEndedCommercialPhase)
  }

  @Test func `are followed up while they are unpaid`() throws {
    var account = try account(Act.issue())
    try account.given(Act.chased(), Act.chased())
    #expect(try account.code(Act.chased().changed { $0.note = "" }) == "account.fields-missing")
    try account.given(Act.paid())
    #expect(try account.code(Act.chased()) == "account.ended")
  }

  @Test func `are paid no earlier than they were submitted`() throws {
    var account = try account(Act.issue().dropLast())
    let submitted = account.now
    try account.given(Act.submitted())
    #expect(
      try account.code(Act.paid(), effective: submitted.adding(seconds: -1))
        == "account.effective-before")
    #expect(try account.code(Act.paid(), effective: submitted) == nil)
  }

  @Test func `the phase ends when one is paid and none that was submitted is unpaid`() throws {
    var account = try account(Act.issue() + Act.issue("FV-2") + [Act.prepared("FV-3")])
    #expect(try account.open().first == "9")
    try account.given(Act.paid())
    #expect(try !account.standing().hasEndedCommercialPhase)
    try account.given(Act.returned("FV-2"))
    #expect(try account.open().first == "8")
    try account.given(Act.resolved("FV-2"))
    for event in Act.issue("FV-2") { try account.given(event) }
    #expect(try account.open().first == "9")
    try account.given(Act.paid("FV-2"))
    #expect(try account.standing().hasEndedCommercialPhase)
    // The service goes on, and so do its invoices.
    for event in Act.issue("FV-4") + [Act.paid("FV-4")] { try account.given(event) }
    #expect(try account.open().first == "10")
  }

  @Test func `one of several that is returned leaves the phase where the others are`() throws {
    let account = try account(Act.issue() + Act.issue("FV-2") + [Act.returned()])
    #expect(try account.open().first == "9")
  }
}

@Suite("Amendments of accounts") struct AccountAmendmentsTests {
  @Test func `are in force only when both have signed and they are attached`() throws {
    let term = Act.amendment().changed { $0.paymentTerm.calendarDays = 60 }
    for order in [[AccountParty.client, .company], [.company, .client]] {
      var account = try AccountScenario(Act.untilContract + [term])
      for party in order {
        #expect(try account.code(Act.attachment()) == "account.out-of-order")
        try account.given(Act.signature(party))
        #expect(try account.code(Act.signature(party)) == "account.taken-already")
        #expect(try account.standing().paymentTerm.calendarDays == 30)
      }
      try account.given(Act.attachment())
      #expect(try account.standing().paymentTerm.calendarDays == 60)
      #expect(try account.standing().amendments.first?.path.end == .done)
      #expect(try account.code(Act.attachment()) == "account.ended")
    }
  }

  @Test func `say whose signature is missing`() throws {
    var account = try AccountScenario(
      Act.untilContract + [Act.amendment(), Act.signature(.client)])
    let refusal = try #require(try account.when(Act.attachment()))
    #expect(refusal.message.contains("it needs 7I"))
    #expect(refusal.allowed == ["7I"])
  }

  @Test(arguments: [AccountParty.client, .company])
  func `are proposed by either party, before and during the service`(_ party: AccountParty) throws {
    let event = Act.amendment().changed { $0.proposedBy = party }
    let before = try AccountScenario(Act.untilContract)
    #expect(try before.code(event) == nil)
    let during = try AccountScenario(
      Act.untilCommunication + Act.beforeContract + Act.serviceStart + Act.afterContract
        + Act.issue() + [Act.paid(), Act.satisfaction])
    #expect(try during.standing().hasLive)
    #expect(try during.code(event) == nil)
  }

  @Test func `change a contract that there is`() throws {
    let account = try AccountScenario(Act.untilAble)
    #expect(try account.code(Act.amendment()) == "account.needs-first")
  }

  @Test func `say what changes, and who signed`() throws {
    var account = try AccountScenario(Act.untilContract)
    for change: (inout AccountAmendmentProposed) -> Void in [
      { $0.amendment = "" }, { $0.proposedBy = .unspecified }, { $0.changes = [] },
      { $0.changes[0].requirement = "" }, { $0.changes[0].agreed = "" },
      { $0.changes[0].new = "" }, { $0.paymentTerm = AccountPaymentTerm() },
    ] {
      #expect(try account.code(Act.amendment().changed(change)) == "account.fields-missing")
    }
    #expect(
      try account.code(Act.amendment().changed { $0.paymentTerm.businessDays = 366 })
        == "account.term-out-of-range")
    try account.given(Act.amendment())
    #expect(
      try account.code(Act.signature(.client).changed { $0.signatory = "" })
        == "account.fields-missing")
    #expect(
      try account.code(Act.signature(.unspecified)) == "account.fields-missing")
    let unknown = try #require(try account.when(Act.signature(.client, "OS-9")))
    #expect(unknown.code == "account.amendment-unknown")
    #expect(unknown.allowed == ["OS-1"])
    #expect(try account.code(Act.amendment()) == "account.taken-already")
    #expect(try account.code(Act.amendment("OS-2")) == nil)
  }

  @Test func `leave the term of an invoice that was submitted before`() throws {
    var account = try AccountScenario(Act.untilCommunication + Act.issue())
    let term = Act.amendment().changed { $0.paymentTerm.businessDays = 10 }
    try account.given(term, Act.signature(.client), Act.signature(.company), Act.attachment())
    for event in Act.issue("FV-2") { try account.given(event) }
    let terms = try account.standing().invoices.map(\.paymentTerm)
    #expect(terms.map(\.calendarDays) == [30, 0])
    #expect(terms.map(\.businessDays) == [0, 10])
  }
}
