import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Requests of access") struct AccessRequestsTests {
  private func refusal(
    _ event: any Message, after given: [any Message] = [], in stream: String = "access-17"
  ) throws -> String? {
    var scenario = try AccessScenario.make()
    for event in given { try scenario.given(event, in: stream) }
    return try scenario.when(event, in: stream)?.code
  }

  // Who may ask, row by row of the page's table.

  static let roles: [AccessRole] = [
    .ejecutivoComercial, .promotor, .contactoPromotor, .agente, .mesaDeServicio, .portal,
  ]

  @Test(arguments: roles)
  func `by mail the promotor's contact asks for a promotor, the agente for an agente`(
    role: AccessRole
  ) throws {
    for (kind, entitled) in [
      (AccessKind.altaPromotor, AccessRole.contactoPromotor), (.altaAgente, .agente),
    ] {
      let code = try refusal(
        AccessRequested.byMail.changed {
          $0.actor = .person(role)
          $0.kind = kind
        })
      #expect(
        code == (role == entitled ? nil : "access.requester-not-entitled"),
        "\(role) \(kind)")
    }
  }

  @Test(arguments: roles)
  func `by folio the ejecutivo asks for a promotor, the promotor or the ejecutivo for an agente`(
    role: AccessRole
  ) throws {
    for (kind, entitled) in [
      (AccessKind.altaPromotor, [AccessRole.ejecutivoComercial]),
      (.altaAgente, [.promotor, .ejecutivoComercial]),
    ] {
      var scenario = try AccessScenario.make()
      let form = FolioForm.altaAgente.changed {
        $0.requestKind = kind == .altaPromotor ? .altaPromotor : .altaAgente
      }
      try scenario.given(
        FolioOpened.opening(form, by: .ejecutivoComercial), in: "folio-00399734")
      let request = AccessRequested.byFolio.changed {
        $0.actor = .person(role)
        $0.kind = kind
      }
      #expect(
        try scenario.when(request, in: "access-17")?.code
          == (entitled.contains(role) ? nil : "access.requester-not-entitled"), "\(role) \(kind)")
    }
  }

  @Test func `a refused requester learns who may ask`() throws {
    var scenario = try AccessScenario.make()
    let request = AccessRequested.byMail.changed { $0.actor = .person(.promotor) }
    let refusal = try #require(try scenario.when(request, in: "access-17"))
    #expect(refusal.allowed == ["Agente"])
    #expect(refusal.source == "folios: Portal access")
  }

  // By folio.

  private func byFolio(
    _ form: FolioForm = .altaAgente, moved stages: [FolioStageChanged] = [],
    _ change: (inout AccessRequested) -> Void = { _ in }
  ) throws -> String? {
    var scenario = try AccessScenario.make()
    try scenario.given(FolioOpened.opening(form, by: .promotor), in: "folio-00399734")
    for move in stages { try scenario.given(move, in: "folio-00399734") }
    return try scenario.when(AccessRequested.byFolio.changed(change), in: "access-17")?.code
  }

  @Test func `a folio of Administración de Agentes asks for it, with its own data`() throws {
    #expect(try byFolio() == nil)
    #expect(try byFolio { $0.channel.folio = 1 } == "access.folio-unknown")
    #expect(try byFolio { $0.channel.folio = 100_000_000 } == "access.folio-unknown")
    #expect(try byFolio(.cobranza) == "access.folio-of-other-kind")
    #expect(try byFolio { $0.key = "A-78" } == "access.differs-from-folio")
    #expect(try byFolio { $0.email = "otra@example.mx" } == "access.differs-from-folio")
    #expect(try byFolio { $0.key = "" } == "access.differs-from-folio")
  }

  @Test func `a folio that asks for an agente gives no promotor`() throws {
    #expect(
      try byFolio {
        $0.actor = .person(.ejecutivoComercial)
        $0.kind = .altaPromotor
      } == "access.folio-of-other-kind")
  }

  @Test func `a folio that has ended asks for nothing more`() throws {
    let rejection: FolioStageChanged = .move(.altaDeTramite, .rechazo, by: .promotor) {
      $0.reason = .missingInformation
    }
    #expect(try byFolio(moved: [rejection]) == "access.folio-ended")
  }

  @Test func `a folio asks for one access only`() throws {
    var scenario = try AccessScenario.make()
    try scenario.given(FolioOpened.opening(.altaAgente, by: .promotor), in: "folio-00399734")
    try scenario.given(.byFolio, in: "access-17")
    let refusal = try scenario.when(.byFolio, in: "access-18")
    #expect(refusal?.code == "access.folio-requested-already")
    #expect(refusal?.message.contains("access-17") == true)
  }

  // What is indispensable.

  @Test func `clave and e-mail may be missing when it is asked for, and not when it is granted`()
    throws
  {
    for (key, email, missing) in [
      ("", "b@x.example", ["clave"]), ("A-1", "", ["correo electrónico"]),
      ("", "", ["clave", "correo electrónico"]), (" ", "b@x.example", ["clave"]),
    ] {
      var scenario = try AccessScenario.make()
      try scenario.given(
        AccessRequested.byMail.changed {
          $0.key = key
          $0.email = email
        }, in: "access-17")
      let refusal = try #require(
        try scenario.when(.granted(key, email), in: "access-17"))
      #expect(refusal.code == "access.indispensable-missing")
      for datum in missing { #expect(refusal.message.contains(datum)) }
      try scenario.given(.supplied(key: "A-2", email: "c@x.example"), in: "access-17")
      #expect(try scenario.when(.granted("A-2", "c@x.example"), in: "access-17") == nil)
    }
  }

  @Test func `a notice names what is missing, or says what is wrong`() throws {
    let bare: AccessRequested = .byMail.changed { $0.key = "" }
    #expect(try refusal(.missing(.clave), after: [bare]) == nil)
    #expect(try refusal(.missing(), after: [bare]) == "access.fields-missing")
    #expect(try refusal(.missing(.correoElectronico), after: [bare]) == "access.not-missing")
    #expect(
      try refusal(.missing(.correoElectronico, text: "El correo rebota."), after: [bare]) == nil)
    #expect(try refusal(.missing(.UNRECOGNIZED(9)), after: [bare]) != nil)
  }

  @Test func `what was missing is supplied by the requester, or taken down by the desk`() throws {
    let bare: AccessRequested = .byMail.changed { $0.key = "" }
    #expect(try refusal(.supplied(key: "A-1"), after: [bare]) == nil)
    #expect(try refusal(.supplied(key: "A-1", by: .mesaDeServicio), after: [bare]) == nil)
    #expect(
      try refusal(.supplied(key: "A-1", by: .promotor), after: [bare])
        == "access.requester-not-entitled")
    #expect(try refusal(.supplied(), after: [bare]) == "access.fields-missing")
    #expect(try refusal(.supplied(email: "nadie"), after: [bare]) == "access.not-an-email")
  }

  // The answer.

  @Test func `the answer goes out on the channel of the request`() throws {
    let other: AccessChannel = .with {
      $0.medium = .correo
      $0.email = "otra@agentes.example"
    }
    for channel in [AccessChannel.overFolio, other] {
      #expect(
        try refusal(.granted(on: channel), after: [.byMail]) == "access.other-channel")
      #expect(
        try refusal(.missing(.clave, text: "No existe.", on: channel), after: [.byMail])
          == "access.other-channel")
    }
    var scenario = try AccessScenario.make()
    try scenario.given(FolioOpened.opening(.altaAgente, by: .promotor), in: "folio-00399734")
    try scenario.given(.byFolio, in: "access-17")
    let refusal = try scenario.when(
      .granted("A-77", "agustin@example.mx"), in: "access-17")
    #expect(refusal?.code == "access.other-channel")
    #expect(refusal?.allowed == ["Folio #00399734"])
    #expect(
      try scenario.when(.granted("A-77", "agustin@example.mx", on: .overFolio), in: "access-17")
        == nil)
  }

  @Test func `a channel is a folio or an address`() throws {
    for (code, change) in [
      ("access.fields-missing", { $0.channel.medium = .unspecified }),
      ("access.fields-missing", { $0.channel.email = "" }),
      ("access.channel-unclear", { $0.channel.folio = 1 }),
      ("access.not-an-email", { $0.channel.email = "nadie" }),
      ("access.unknown-value", { $0.kind = .unspecified }),
      ("access.not-an-email", { $0.email = "nadie" }),
    ] as [(String, (inout AccessRequested) -> Void)] {
      let request = AccessRequested.byMail.changed(change)
      #expect(try refusal(request) == code)
    }
    #expect(
      try refusal(
        AccessRequested.byFolio.changed { $0.channel.email = "a@b.example" })
        == "access.channel-unclear")
    #expect(
      try refusal(AccessRequested.byFolio.changed { $0.channel.folio = 0 })
        == "access.fields-missing")
  }

  @Test func `it is granted once, with the data of the request`() throws {
    #expect(
      try refusal(.granted("A-2"), after: [.byMail]) == "access.other-than-requested")
    #expect(
      try refusal(.granted("A-10423", "otra@x.example"), after: [.byMail])
        == "access.other-than-requested")
    let whole: [any Message] = [AccessRequested.byMail, AccessGranted.granted()]
    #expect(try refusal(.granted(), after: whole) == "access.granted-already")
    #expect(try refusal(.missing(.clave, text: "x"), after: whole) == "access.granted-already")
    #expect(try refusal(.supplied(key: "A-3"), after: whole) == "access.granted-already")
  }

  @Test func `an address is registered for one access, however it is written`() throws {
    var scenario = try AccessScenario.make()
    try scenario.given(.byMail, in: "access-17")
    try scenario.given(.granted(), in: "access-17")
    let again: AccessRequested = .byMail.changed { $0.email = "BEGONA@agentes.example" }
    try scenario.given(again, in: "access-18")
    let refusal = try scenario.when(.granted("A-10423", again.email), in: "access-18")
    #expect(refusal?.code == "access.email-registered-already")
    #expect(refusal?.message.contains("access-17") == true)
  }

  @Test func `only the service desk grants and tells what is missing`() throws {
    for role in Self.roles where role != .mesaDeServicio {
      #expect(
        try refusal(
          AccessGranted.granted().changed { $0.actor = .person(role) }, after: [.byMail])
          == "access.other-role")
      #expect(
        try refusal(
          AccessInformationMissing.missing(.clave, text: "x").changed {
            $0.actor = .person(role)
          }, after: [.byMail]) == "access.other-role")
    }
  }

  @Test func `events come in their order`() throws {
    #expect(try refusal(.byMail, after: [.byMail]) == "access.already-begun")
    #expect(try refusal(.asked(), after: [.byMail]) == "access.already-begun")
    #expect(try refusal(.granted()) == "access.nothing-requested")
    #expect(try refusal(.granted(), after: [.asked()]) == "access.nothing-requested")
    #expect(try refusal(.mailed(), after: [.byMail]) == "access.no-password-asked")
    #expect(try refusal(.link(opened: .digest())) == "access.no-password-asked")
  }

  @Test(arguments: [
    "access-", "access-á", "access-a b", "access-" + String(repeating: "x", count: 65), "access",
  ])
  func `a stream is named for an id`(_ stream: String) throws {
    #expect(try refusal(.byMail, in: stream) == "access.not-an-access-stream")
  }

  @Test(arguments: [
    "access-2026-0117", "access-a.b_C-9", "access-" + String(repeating: "x", count: 64),
  ])
  func `an id has letters, digits, dots, underscores and hyphens`(_ stream: String) throws {
    #expect(try refusal(.byMail, in: stream) == nil)
  }
}
