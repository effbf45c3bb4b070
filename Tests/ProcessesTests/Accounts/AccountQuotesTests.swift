import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Quotes of accounts") struct AccountQuotesTests {
  @Test func `are asked for at any time before the contract, by telephone or e-mail`() throws {
    let stages: [[any AccountMessage]] = [
      [Act.opened], Act.openedAndContacted, Act.untilRequirements, Act.untilAble,
    ]
    for events in stages {
      let account = try AccountScenario(events)
      for channel: AccountChannel in [.telephone, .email] {
        let request = Act.quoteRequested().changed { $0.channel = channel }
        #expect(try account.code(request) == nil)
      }
      #expect(
        try account.code(Act.quoteRequested().changed { $0.channel = .unspecified })
          == "account.fields-missing")
      #expect(try account.code(Act.quoteRequested("")) == "account.fields-missing")
    }
    let contracted = try AccountScenario(Act.untilContract)
    #expect(try contracted.code(Act.quoteRequested()) == "account.contract-received")
  }

  @Test func `are 4 where one is asked for, be it while the contract is awaited`() throws {
    var early = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    #expect(try early.open() == ["4", "1"])
    #expect(try early.code(Act.contract) == "account.out-of-order")
    try early.given(Act.quote())
    #expect(try early.open() == ["5", "1"])

    var late = try AccountScenario(Act.untilAble)
    #expect(try late.open() == ["5", "1"])
    try late.given(Act.quoteRequested())
    #expect(try late.open() == ["4", "1"])
    try late.given(Act.quote())
    #expect(try late.open() == ["5", "1"])
    try late.given(Act.quoteRequested("COT-2"), Act.quote("COT-2"))
    #expect(try late.code(Act.contract.changed { $0.quote = "COT-2" }) == nil)
  }

  @Test func `are asked for one at a time, each with an id of its own`() throws {
    var account = try AccountScenario([Act.opened, Act.quoteRequested()])
    #expect(try account.code(Act.quoteRequested("COT-2")) == "account.quote-still-due")
    #expect(try account.code(Act.quoteRequested("COT-1")) == "account.quote-known")
    for event in [Act.contact, Act.requirements, Act.able, Act.quote()] as [any AccountMessage] {
      try account.given(event)
    }
    #expect(try account.code(Act.quoteRequested("COT-1")) == "account.quote-known")
    #expect(try account.code(Act.quoteRequested("COT-2")) == nil)
  }

  @Test(arguments: [(64, nil), (65, "account.id-too-long")] as [(Int, String?)])
  func `have ids of at most 64 bytes`(bytes: Int, code: String?) throws {
    let account = try AccountScenario([Act.opened])
    #expect(
      try account.code(Act.quoteRequested(String(repeating: "x", count: bytes))) == code)
  }

  @Test func `that nobody asked for are refused`() throws {
    var account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    let refusal = try #require(try account.when(Act.quote("COT-9")))
    #expect(refusal.code == "account.quote-unknown")
    #expect(refusal.allowed == ["COT-1"])
    #expect(try account.code(Act.followUp("COT-9")) == "account.quote-unknown")
    #expect(try account.code(Act.followUp()) == "account.quote-not-sent")
    #expect(try account.code(Act.refusal()) == "account.out-of-order")
  }

  /// All contents are “preferred”: without them the quote is taken, with a warning.
  @Test func `lack whatever they lack, but an address and an alternative`() throws {
    let account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    let bare = Act.quote().changed {
      $0.clientData = ""
      $0.negotiationConditions = ""
      $0.deliveryConditions = ""
      $0.paymentConditions = ""
      $0.alternatives = [AccountQuoteAlternative()]
    }
    #expect(try account.code(bare) == nil)
    #expect(try account.code(bare.changed { $0.sentTo = "" }) == "account.fields-missing")
    #expect(
      try account.code(bare.changed { $0.alternatives = [] }) == "account.alternative-missing")
    #expect(
      AccountQuoteContents.missing(in: bare) == [
        "datos del cliente", "condiciones de negociación", "condiciones de entrega",
        "condiciones de pago", "descripción", "cantidad", "precio", "calidad", "garantía",
      ])
    #expect(AccountQuoteContents.missing(in: Act.quote()) == [])
  }

  @Test func `have one or more alternatives, and say of which one something lacks`() throws {
    let account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    let three = Act.quote().changed {
      $0.alternatives = Array(repeating: Act.alternative, count: 3)
      $0.alternatives[1].clearPrice()
      $0.alternatives[2].guarantee = " "
    }
    #expect(try account.code(three) == nil)
    #expect(
      AccountQuoteContents.missing(in: three)
        == ["precio de la alternativa 2", "garantía de la alternativa 3"])
  }

  @Test func `have prices that are amounts and positive, where they have any`() throws {
    let account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    func code(_ change: (inout WireMoney) -> Void) throws -> String? {
      try account.code(Act.quote().changed { change(&$0.alternatives[0].price) })
    }
    #expect(try code { $0.units = 0 } == "account.not-positive")
    #expect(try code { $0.units = -1 } == "account.not-positive")
    #expect(
      try code {
        $0.units = 0
        $0.nanos = 10_000_000
      } == nil)
    #expect(try code { $0.currencyCode = "XXX" } == "account.not-an-amount")
  }

  @Test func `are not sent before they were asked for`() throws {
    var account = try AccountScenario(Act.untilRequirements)
    let asked = account.now
    try account.given(Act.quoteRequested())
    try account.given(Act.able)
    #expect(
      try account.code(Act.quote(), effective: asked.adding(seconds: -1))
        == "account.effective-before")
    #expect(try account.code(Act.quote(), effective: asked) == nil)
  }

  @Test func `that are late are taken all the same`() throws {
    var account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    account.now = account.now.adding(seconds: 40 * 86_400)
    #expect(try account.code(Act.quote()) == nil)
  }

  @Test func `are followed up while they stand`() throws {
    var account = try AccountScenario(Act.untilQuote)
    #expect(try account.code(Act.followUp()) == nil)
    #expect(try account.code(Act.followUp().by(.comercial)) == "account.other-recorder")
    #expect(
      try account.code(Act.followUp().changed { $0.note = "" }) == "account.fields-missing")
    try account.given(Act.refusal(then: "COT-2"))
    #expect(try account.code(Act.followUp()) == "account.quote-refused-already")
  }

  @Test func `that are refused close the account, or lead to a new one`() throws {
    var closed = try AccountScenario(Act.untilQuote)
    #expect(try closed.code(Act.refusal().changed { $0.reason = "" }) == "account.fields-missing")
    try closed.given(Act.refusal())
    #expect(try closed.standing().situation == .closed)
    #expect(try closed.code(Act.quote()) == "account.closed")

    var new = try AccountScenario(Act.untilQuote)
    #expect(try new.code(Act.refusal(then: "COT-1")) == "account.quote-known")
    try new.given(Act.refusal(then: "COT-2"))
    #expect(try new.open() == ["4", "1"])
    #expect(try new.standing().dueQuote?.quote == "COT-2")
    try new.given(Act.quote("COT-2"))
    #expect(
      try new.code(Act.contract.changed { $0.quote = "COT-1" }) == "account.quote-refused-already")
    #expect(try new.code(Act.contract.changed { $0.quote = "COT-2" }) == nil)
    #expect(try new.code(Act.refusal("COT-1")) == "account.quote-refused-already")
  }

  @Test func `are accepted with one of their alternatives by the contract that names them`() throws
  {
    var account = try AccountScenario(Act.untilRequirements + [Act.quoteRequested(), Act.able])
    try account.given(
      Act.quote().changed { $0.alternatives = Array(repeating: Act.alternative, count: 2) })
    func code(_ quote: String, _ alternative: UInt32) throws -> String? {
      try account.code(
        Act.contract.changed {
          $0.quote = quote
          $0.alternative = alternative
        })
    }
    #expect(try code("COT-1", 1) == nil)
    #expect(try code("COT-1", 2) == nil)
    #expect(try code("COT-1", 0) == "account.alternative-unknown")
    #expect(try code("COT-1", 3) == "account.alternative-unknown")
    #expect(try code("COT-9", 1) == "account.quote-unknown")
    #expect(try code("", 0) == nil)
    #expect(try code("", 1) == "account.fields-out-of-place")
    let single = try AccountScenario(Act.untilQuote)
    #expect(try single.code(Act.contract.changed { $0.quote = "COT-1" }) == nil)
  }
}
