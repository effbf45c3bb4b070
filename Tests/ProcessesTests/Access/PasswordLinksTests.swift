import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Forgotten passwords") struct PasswordLinksTests {
  /// Mailed at 10:02:00; `after` seconds later the event wants to follow.
  private func refusal(
    _ event: any Message, after seconds: Int64, opened: Bool = false, minutes: UInt32 = 60
  ) throws -> String? {
    var scenario = try AccessScenario.forgotten()
    if minutes != 60 { try scenario.given(Self.adoption(minutes), in: "policy-access") }
    let mailed = scenario.now
    try scenario.given(.mailed(minutes: minutes), in: "access-18")
    if opened { try scenario.given(.link(opened: .digest()), in: "access-18") }
    scenario.now = mailed.adding(seconds: seconds)
    return try scenario.when(event, in: "access-18")?.code
  }

  private static func adoption(_ minutes: UInt32) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = "password-link"
      $0.minutes = minutes
      $0.validFrom = "2026-03-02"
      $0.source = "seguridad"
    }
  }

  @Test func `every address is taken alike, whether it is registered or not`() throws {
    for email in ["begona@agentes.example", "BEGONA@agentes.example", "nadie@otro.example"] {
      _ = try AccessScenario.forgotten(email)
    }
    var scenario = try AccessScenario.make()
    #expect(try scenario.when(.asked("nadie"), in: "access-18")?.code == "access.not-an-email")
  }

  @Test func `a link goes to a registered address only`() throws {
    var known = try AccessScenario.forgotten("Begona@Agentes.Example")
    #expect(try known.when(.mailed(), in: "access-18") == nil)
    var unknown = try AccessScenario.forgotten("nadie@otro.example")
    #expect(
      try unknown.when(.mailed(), in: "access-18")?.code == "access.address-not-registered")
  }

  @Test(arguments: ["", "18", "19", "á"])
  func `the mail names the access of the address`(access: String) throws {
    var scenario = try AccessScenario.forgotten()
    #expect(
      try scenario.when(.mailed(access: access), in: "access-18")?.code
        == "access.address-not-registered")
  }

  @Test func `an access that was asked for and not granted has no password`() throws {
    var scenario = try AccessScenario.make()
    try scenario.given(.byMail, in: "access-17")
    try scenario.given(.asked(), in: "access-18")
    #expect(
      try scenario.when(.mailed(), in: "access-18")?.code == "access.address-not-registered")
  }

  @Test(
    arguments: [
      (0, nil), (1, nil), (3599, nil), (3600, "access.link-expired"), (3601, "access.link-expired"),
      (86_400, "access.link-expired"),
    ] as [(Int64, String?)])
  func `a link works for 60 minutes, to the second`(seconds: Int64, code: String?) throws {
    #expect(try refusal(.link(opened: .digest()), after: seconds) == code)
    #expect(try refusal(.password(changed: .digest()), after: seconds, opened: true) == code)
  }

  @Test func `a microsecond before the hour it works`() throws {
    var scenario = try AccessScenario.forgotten()
    let mailed = scenario.now
    try scenario.given(.mailed(), in: "access-18")
    scenario.now = Timestamp(microseconds: mailed.microseconds + 3_600_000_000 - 1)
    #expect(try scenario.when(.link(opened: .digest()), in: "access-18") == nil)
  }

  @Test(
    arguments: [
      (899, nil), (900, "access.link-expired"),
    ] as [(Int64, String?)])
  func `an adopted figure gives it other minutes`(seconds: Int64, code: String?) throws {
    #expect(try refusal(.link(opened: .digest()), after: seconds, minutes: 15) == code)
  }

  @Test func `the mail says the minutes that are in force`() throws {
    var scenario = try AccessScenario.forgotten()
    let refusal = try scenario.when(.mailed(minutes: 61), in: "access-18")
    #expect(refusal?.code == "access.other-validity")
    #expect(refusal?.allowed == ["60"])
    try scenario.given(Self.adoption(15), in: "policy-access")
    #expect(try scenario.when(.mailed(), in: "access-18")?.code == "access.other-validity")
    #expect(try scenario.when(.mailed(minutes: 15), in: "access-18") == nil)
  }

  @Test func `a figure that is adopted later does not change a link that was mailed`() throws {
    var scenario = try AccessScenario.forgotten()
    let mailed = scenario.now
    try scenario.given(.mailed(), in: "access-18")
    try scenario.given(Self.adoption(15), in: "policy-access")
    scenario.now = mailed.adding(seconds: 3599)
    #expect(try scenario.when(.link(opened: .digest()), in: "access-18") == nil)
  }

  @Test func `there is always a limit`() throws {
    let refusal = try PolicyScenario.refusal(
      of: Self.adoption(15).changed { $0.noLimit = true }, in: try StreamName("policy-access"))
    #expect(refusal?.code == "policy.value-not-taken")
    let days = try PolicyScenario.refusal(
      of: Self.adoption(15).changed { $0.calendarDays = 1 }, in: try StreamName("policy-access"))
    #expect(days?.code == "policy.value-not-taken")
  }

  @Test func `a link is opened once, and sets one password`() throws {
    #expect(
      try refusal(.link(opened: .digest()), after: 60, opened: true)
        == "access.link-opened-already")
    #expect(try refusal(.password(changed: .digest()), after: 60) == "access.link-not-opened")
    var scenario = try AccessScenario.forgotten()
    try scenario.given(.mailed(), in: "access-18")
    try scenario.given(.link(opened: .digest()), in: "access-18")
    try scenario.given(.password(changed: .digest()), in: "access-18")
    #expect(
      try scenario.when(.password(changed: .digest()), in: "access-18")?.code
        == "access.link-used")
    #expect(
      try scenario.when(.link(opened: .digest()), in: "access-18")?.code == "access.link-used")
    #expect(
      try scenario.when(.mailed(.digest("b")), in: "access-18")?.code
        == "access.link-mailed-already")
  }

  @Test func `only its own token works`() throws {
    #expect(try refusal(.link(opened: .digest("b")), after: 60) == "access.other-token")
    #expect(
      try refusal(.password(changed: .digest("b")), after: 60, opened: true)
        == "access.other-token")
    #expect(try refusal(.link(opened: "dQ9dV4Qx8c"), after: 60) == "access.not-a-sha256")
    var scenario = try AccessScenario.forgotten()
    #expect(
      try scenario.when(.link(opened: .digest()), in: "access-18")?.code == "access.no-link")
    #expect(
      try scenario.when(.mailed(String.digest("A")), in: "access-18")?.code
        == "access.not-a-sha256")
  }

  @Test func `a new link has a new token`() throws {
    var scenario = try AccessScenario.forgotten()
    try scenario.given(.mailed(), in: "access-18")
    try scenario.given(.asked(), in: "access-19")
    #expect(
      try scenario.when(.mailed(), in: "access-19")?.code == "access.token-mailed-already")
    #expect(try scenario.when(.mailed(.digest("b")), in: "access-19") == nil)
  }

  @Test func `passwords are the portal's matter`() throws {
    for role in AccessRequestsTests.roles where role != .portal {
      var scenario = try AccessScenario.make()
      let asked: AccessPasswordAsked = .asked().changed { $0.actor = .person(role) }
      #expect(try scenario.when(asked, in: "access-18")?.code == "access.other-role")
    }
  }
}
