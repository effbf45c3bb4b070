import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Admission to accounts") struct AccountAdmissionTests {
  @Test func `a prospect is opened by Comercial, with a client and its number`() throws {
    let account = try AccountScenario()
    for role in AccountRole.allCases where role != .unspecified && role != .system {
      let isComercial = [.comercial, .gerenteComercial].contains(role)
      #expect(
        try account.code(Act.opened.by(role)) == (isComercial ? nil : "account.other-recorder"))
    }
    #expect(try account.code(Act.opened.changed { $0.number = 43 }) == "account.other-number")
    for change: (inout AccountProspectOpened) -> Void in [
      { $0.client.name = "" }, { $0.client.kind = .unspecified },
    ] {
      #expect(try account.code(Act.opened.changed(change)) == "account.fields-missing")
    }
    for kind in AccountClientKind.allCases.dropFirst() {
      #expect(try account.code(Act.opened.changed { $0.client.kind = kind }) == nil)
    }
  }

  @Test func `is first and once`() throws {
    let empty = try AccountScenario()
    for event in [Act.contact, Act.profiled, Act.headerAsked, Act.property, Act.quoteRequested()]
      as [any AccountMessage]
    {
      #expect(try empty.code(event) == "account.not-open")
    }
    #expect(try AccountScenario([Act.opened]).code(Act.opened) == "account.already-open")
  }

  @Test(arguments: [
    "account-1", "account-00000000", "account-000000042", "account-0000004x", "account", "account-",
  ])
  func `has streams of eight digits only`(_ name: String) throws {
    var account = try AccountScenario()
    #expect(try account.when(Act.opened, in: name)?.code == "account.not-an-account-stream")
  }

  @Test func `asks for a known role and somebody's name`() throws {
    let account = try AccountScenario([Act.opened])
    #expect(try account.code(Act.contact.by(.unspecified)) == "account.role-unknown")
    #expect(
      try account.code(
        Act.contact.changed {
          $0.actor.key = ""
          $0.actor.name = " "
        }) == "account.actor-unnamed")
    var binary = account
    #expect(
      try binary.when(Act.contact.by(.UNRECOGNIZED(99)), as: .binary)?.code
        == "account.unknown-value")
    #expect(
      try binary.when(Act.contact.changed { $0.channel = .UNRECOGNIZED(9) }, as: .binary)?.code
        == "account.unknown-value")
  }

  @Test func `keeps the daemon and people apart`() throws {
    var account = try AccountScenario([Act.opened])
    #expect(try account.code(Act.contact.by(.system)) == "account.system-role-reserved")
    let passed = AccountDeadlinePassed.with { $0.actor = .person(.gerenteComercial) }
    #expect(try account.code(passed) == "account.system-role-reserved")
    #expect(
      try account.when(Act.contact, origin: .process)?.code == "account.daemon-as-person")
    #expect(
      try account.when(Act.contact.by(.system), origin: .process)?.code
        == "account.daemon-without-deadline")
    #expect(
      try account.when(passed.by(.system), origin: .process)?.code
        == "account.deadline-not-by-rule")
  }

  @Test func `takes effective times in the past and none to come`() throws {
    let account = try AccountScenario([Act.opened])
    #expect(try account.code(Act.contact, effective: account.now.adding(seconds: -86_400)) == nil)
    #expect(try account.code(Act.contact, effective: account.now) == nil)
    #expect(
      try account.code(Act.contact, effective: account.now.adding(seconds: 1))
        == "account.effective-in-future")
  }

  @Test func `knows its own events only`() throws {
    let rules = AccountRules(zone: try SystemTimeZones.load("America/Bogota"))
    let foreign = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("folio.v1.NoteAdded"), contentType: .json, data: Array("{}".utf8))
    }
    #expect(foreign?.code == "account.unreadable")
    #expect(foreign?.allowed == AccountEvent.types)
    #expect(AccountEvent.types.count == 51)
    let field = #expect(throws: Refusal.self) {
      try rules.decode(
        type: EventType("account.v1.ContactMade"), contentType: .json,
        data: Array(#"{"canal":1}"#.utf8))
    }
    #expect(field?.code == "account.unreadable")
  }
}
