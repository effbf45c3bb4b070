import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Commercial phase of accounts") struct AccountCommercialTests {
  private let opened = [Act.opened] as [any AccountMessage]

  @Test(arguments: [AccountChannel.telephone, .email, .visit, .presentation])
  func `1 is started by the client or by Comercial, by any of four channels`(
    _ channel: AccountChannel
  ) throws {
    let account = try AccountScenario(opened)
    for foundIn: AccountFoundIn in [.telephoneDirectory, .webPage, .referral] {
      let ours = Act.contact.changed {
        $0.channel = channel
        $0.foundIn = foundIn
      }
      #expect(try account.code(ours) == nil)
    }
    let theirs = Act.contact.changed {
      $0.startedBy = .startedByClient
      $0.channel = channel
      $0.foundIn = .unspecified
    }
    #expect(try account.code(theirs) == nil)
  }

  @Test func `1 says where one of ours was found, and only of ours`() throws {
    var account = try AccountScenario(opened)
    let unknown = try #require(try account.when(Act.contact.changed { $0.foundIn = .unspecified }))
    #expect(unknown.code == "account.fields-missing")
    #expect(unknown.message.contains("found_in"))
    #expect(unknown.source == "onboarding: Commercial phase")
    let theirs = Act.contact.changed { $0.startedBy = .startedByClient }
    #expect(try account.code(theirs) == "account.fields-out-of-place")
    for change: (inout AccountContactMade) -> Void in [
      { $0.startedBy = .unspecified }, { $0.channel = .unspecified },
    ] {
      #expect(try account.code(Act.contact.changed(change)) == "account.fields-missing")
    }
  }

  @Test func `1a only where the client asks for it, once at a time`() throws {
    var account = try AccountScenario(Act.openedAndContacted)
    #expect(try account.code(Act.visit) == "account.out-of-order")
    try account.given(Act.visitRequested)
    #expect(try account.open() == ["1a", "2", "1"])
    #expect(try account.code(Act.visitRequested) == "account.requested-already")
    try account.given(Act.visit)
    #expect(try account.code(Act.visitRequested) == nil)
    try account.given(Act.requirements)
    #expect(try account.code(Act.visitRequested) == "account.taken-already")
  }

  @Test func `1a records date, time, place, acta with support, and confirmed commitments`() throws {
    let account = try AccountScenario(Act.openedAndContacted + [Act.visitRequested])
    let changes: [(inout AccountVisitHeld) -> Void] = [
      { $0.date = "" }, { $0.time = "" }, { $0.place = "" }, { $0.minutes = " " },
      { $0.supportedBy = "" }, { $0.commitments = "" }, { $0.confirmedTo = "" },
    ]
    for change in changes {
      #expect(try account.code(Act.visit.changed(change)) == "account.fields-missing")
    }
    #expect(try account.code(Act.visit.changed { $0.date = "2.3.2026" }) == "account.not-a-date")
    // Today is 2 March in Bogotá.
    #expect(
      try account.code(Act.visit.changed { $0.date = "2026-03-03" }) == "account.yet-to-come")
    for time in ["24:00", "9:30", "09:60", "0930", "09:3a", "-1:30"] {
      #expect(try account.code(Act.visit.changed { $0.time = time }) == "account.not-a-time")
    }
    for time in ["00:00", "23:59"] {
      #expect(try account.code(Act.visit.changed { $0.time = time }) == nil)
    }
  }

  @Test func `1b by e-mail or post is followed up on the telephone, in person it is not`() throws {
    let asked = Act.openedAndContacted + [Act.presentationRequested]
    for way: AccountPresentationWay in [.sentByEmail, .sentByPost] {
      var account = try AccountScenario(asked)
      #expect(try account.code(Act.presentationRequested) == "account.requested-already")
      try account.given(Act.presentation.changed { $0.way = way })
      #expect(try account.open() == ["2", "1bR", "1"])
      #expect(try account.code(Act.presentationRequested) == "account.requested-already")
      #expect(
        try account.code(Act.presentationArrived.changed { $0.spokeWith = "" })
          == "account.fields-missing")
      try account.given(Act.presentationArrived)
      #expect(try account.code(Act.presentationRequested) == nil)
    }
    var inPerson = try AccountScenario(asked)
    try inPerson.given(
      Act.presentation.changed {
        $0.way = .inPerson
        $0.servicePortfolio = false
      })
    #expect(try inPerson.open() == ["2", "1"])
    #expect(try inPerson.code(Act.presentationArrived) == "account.out-of-order")
  }

  @Test func `1b sends the presentation of the company and the portfolio of services`() throws {
    let account = try AccountScenario(Act.openedAndContacted + [Act.presentationRequested])
    for change: (inout AccountPresentationGiven) -> Void in [
      { $0.way = .unspecified }, { $0.companyPresentation = false },
      { $0.servicePortfolio = false },
    ] {
      #expect(try account.code(Act.presentation.changed(change)) == "account.fields-missing")
    }
  }

  @Test func `2 names type, purpose, description and coverage of the service`() throws {
    let account = try AccountScenario(Act.openedAndContacted)
    let changes: [(inout AccountRequirements) -> Void] = [
      { $0.assistances = [] }, { $0.assistances = [.unspecified] }, { $0.modes = [.unspecified] },
      { $0.purpose = "" }, { $0.description_p = "" }, { $0.coverage = .unspecified },
    ]
    for change in changes {
      let event = Act.requirements.changed { change(&$0.requirements) }
      #expect(try account.code(event) == "account.fields-missing")
    }
    // What the client asks of the company it may ask.
    let bare = Act.requirements.changed {
      $0.requirements.levelsOfService = ""
      $0.requirements.modes = []
    }
    #expect(try account.code(bare) == nil)
    for type in AccountAssistance.allCases.dropFirst() {
      #expect(
        try account.code(Act.requirements.changed { $0.requirements.assistances = [type] }) == nil)
    }
    for coverage: AccountServiceCoverage in [.nacional, .regional] {
      #expect(
        try account.code(Act.requirements.changed { $0.requirements.coverage = coverage }) == nil)
    }
  }

  @Test func `2 is recorded in the e-mail after a visit, else in the quote's input`() throws {
    let without = try AccountScenario(Act.untilRequirements)
    #expect(try !without.standing().visited)
    let with = try AccountScenario(
      Act.openedAndContacted + [Act.visitRequested, Act.visit, Act.requirements])
    #expect(try with.standing().visited)
  }

  @Test func `3 is verified by both, and says what is to be resolved or why not`() throws {
    let account = try AccountScenario(Act.untilRequirements)
    for change: (inout AccountCapabilityVerified) -> Void in [
      { $0.byComercial = "" }, { $0.byOperaciones = "" }, { $0.capability = .unspecified },
    ] {
      #expect(try account.code(Act.able.changed(change)) == "account.fields-missing")
    }
    for event in [Act.differences, Act.notAble] {
      #expect(try account.code(event) == nil)
      #expect(try account.code(event.changed { $0.reason = "" }) == "account.fields-missing")
    }
    #expect(
      try account.code(Act.able.changed { $0.reason = "nada" }) == "account.fields-out-of-place")
  }

  @Test func `3 leads back to 2 while there are differences`() throws {
    var account = try AccountScenario(Act.untilRequirements + [Act.differences])
    #expect(try account.open() == ["2", "1"])
    #expect(try account.code(Act.able) == "account.taken-already")
    try account.given(Act.requirements, Act.able)
    #expect(try account.open() == ["5", "1"])
  }

  @Test func `3 closes an account that the company cannot serve, and nothing follows`() throws {
    let account = try AccountScenario(Act.untilRequirements + [Act.profiled, Act.notAble])
    #expect(try account.standing().situation == .closed)
    #expect(try account.open() == [])
    for event in [Act.contact, Act.property, Act.consolidated, Act.quoteRequested(), Act.contract]
      as [any AccountMessage]
    {
      #expect(try account.code(event) == "account.closed")
    }
  }

  @Test func `5 proves the acceptance, states final requirements, term and resolved differences`()
    throws
  {
    let account = try AccountScenario(Act.untilAble)
    let changes: [(inout AccountContractReceived) -> Void] = [
      { $0.contract = "" }, { $0.issued = "" }, { $0.finalRequirements.purpose = "" },
      { $0.clearPaymentTerm() }, { $0.paymentTerm = AccountPaymentTerm() },
      { $0.differences = [.with { $0.requirement = "cobertura" }] },
      {
        $0.differences = [
          .with {
            $0.requirement = "cobertura"
            $0.asked = "nacional"
            $0.agreed = "regional"
          }
        ]
      },
    ]
    for change in changes {
      #expect(try account.code(Act.contract.changed(change)) == "account.fields-missing")
    }
    #expect(
      try account.code(Act.contract.changed { $0.issued = "2026-03-03" }) == "account.yet-to-come")
    #expect(try account.code(Act.contract.changed { $0.issued = "2026-03-02" }) == nil)
  }

  @Test(arguments: [(0, false), (1, true), (365, true), (366, false)])
  func `5 has a payment term of 1 to 365 days, of either sort`(days: UInt32, isTaken: Bool) throws {
    let account = try AccountScenario(Act.untilAble)
    let code = isTaken ? nil : "account.term-out-of-range"
    #expect(try account.code(Act.contract.changed { $0.paymentTerm.calendarDays = days }) == code)
    #expect(try account.code(Act.contract.changed { $0.paymentTerm.businessDays = days }) == code)
  }

  @Test func `5 is the contract without a quote where none was asked for`() throws {
    let account = try AccountScenario(Act.untilContract)
    #expect(try account.standing().isContracted)
    #expect(try account.standing().commercial.leftOut == ["4"])
  }

  @Test func `6 tells the processes involved, each once`() throws {
    let account = try AccountScenario(Act.untilContract)
    for change: (inout AccountInternalCommunicationSent) -> Void in [
      { $0.recipients = [] }, { $0.conditions = "" }, { $0.requirements = "" },
    ] {
      #expect(try account.code(Act.communication.changed(change)) == "account.fields-missing")
    }
    for area: AccountArea in [.cliente, .proveedorTelefonico, .unspecified] {
      #expect(
        try account.code(Act.communication.changed { $0.recipients = [area] })
          == "account.not-an-area")
    }
    #expect(
      try account.code(Act.communication.changed { $0.recipients = [.ti, .ti] })
        == "account.listed-twice")
  }

  @Test func `10 is measured at any time once the contract is there, and again`() throws {
    var account = try AccountScenario(Act.untilAble)
    #expect(try account.code(Act.satisfaction) == "account.contract-missing")
    try account.given(Act.contract, Act.satisfaction, Act.communication)
    for event in Act.issue() + [Act.paid()] { try account.given(event) }
    // It was measured before, so that nothing is left to do.
    #expect(try account.standing().commercial.end == .done)
    #expect(try account.code(Act.satisfaction) == nil)
    #expect(try account.code(Act.satisfaction.by(.comercial)) == "account.other-recorder")
    #expect(
      try account.code(Act.satisfaction.changed { $0.result = "" }) == "account.fields-missing")
  }

  @Test(arguments: [AccountPropertyKind.goods, .service, .information])
  func `what the client hands over is recorded at any time, by anyone`(
    _ kind: AccountPropertyKind
  ) throws {
    for events in [[Act.opened], Act.untilContract] as [[any AccountMessage]] {
      let account = try AccountScenario(events)
      for role in AccountRole.allCases where role != .unspecified && role != .system {
        #expect(try account.code(Act.property.changed { $0.kind = kind }.by(role)) == nil)
      }
      #expect(
        try account.code(Act.property.changed { $0.description_p = "" })
          == "account.fields-missing")
      #expect(
        try account.code(Act.property.changed { $0.kind = .unspecified })
          == "account.fields-missing")
    }
  }
}
