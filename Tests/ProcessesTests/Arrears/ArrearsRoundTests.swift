import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Source: receivables page, “Mora of company clients”; post-sale page, I2 and I5–I7.
@Suite("The monthly round") struct ArrearsRoundTests {
  private static let roles: [ArrearsRole] = [
    .ejecutivoEmpresas, .gestorComercial, .facturacion, .responsableEmpresas,
  ]

  /// Who may, of EE, GC, Facturación and RE.
  @Test(
    arguments: [
      (Arrears.recorded(), [true, false, false, true]),
      (Arrears.contract(), [true, true, false, false]),
      (Arrears.proforma(), [true, false, true, false]),
      (Arrears.sent(), [true, false, false, false]),
      (Arrears.charge("PV-1"), [false, true, true, false]),
      (Arrears.withdrawn("PV-0"), [false, true, true, false]),
      (Arrears.invoice("F-1"), [false, false, true, false]),
      (Arrears.annulled("F-0"), [false, false, true, false]),
      (Arrears.stamped("S-1", "F-0"), [false, false, true, false]),
      (Arrears.payment("T-1", ("F-0", 1)), [false, false, true, false]),
      (Arrears.reversed("T-0"), [false, false, true, false]),
      (Arrears.interaction(), [true, false, false, true]),
      (Arrears.commitment("C-1", "F-0"), [true, false, false, false]),
      (Arrears.letter("M-1", "F-0"), [true, false, false, false]),
    ] as [(any Message & Sendable, [Bool])])
  func `each event is of those whose duty it is`(
    event: any Message & Sendable, allowed: [Bool]
  ) throws {
    for (role, isAllowed) in zip(Self.roles, allowed) {
      var scenario = try ArrearsScenario.clients()
      let code = try scenario.when(try by(role, event))
      #expect((code == "arrears.other-role") == !isAllowed, "\(role)")
    }
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(try by(.system, event)) == "arrears.system-role-reserved")
    #expect(try scenario.when(try by(.unspecified, event)) == "arrears.role-unknown")
    #expect(
      try scenario.when(try by(.system, event), origin: .process)
        == "arrears.daemon-without-deadline")
    #expect(try scenario.when(event, origin: .process) == "arrears.daemon-as-person")
  }

  /// The same event by somebody in this role.
  private func by(_ role: ArrearsRole, _ event: any Message) throws -> any Message {
    func changed<M: Message>(_ event: M) throws -> M {
      let name = role == .unspecified ? "ROLE_UNSPECIFIED" : try Self.name(of: role)
      return try M(
        jsonString: try event.jsonString().replacing(
          /"actor":\{"role":"[A-Z_]+"/, with: "\"actor\":{\"role\":\"\(name)\""))
    }
    return try changed(event)
  }

  private static func name(of role: ArrearsRole) throws -> String {
    let json = try ArrearsActor.with { $0.role = role }.jsonString()
    return String(json.split(separator: "\"")[3])
  }

  @Test func `whoever acts has a key or a name`() throws {
    var scenario = try ArrearsScenario()
    let event = Arrears.recorded().changed {
      $0.actor.key = ""
      $0.actor.name = " "
    }
    #expect(try scenario.when(event) == "arrears.actor-unnamed")
  }

  @Test func `nothing is true before its time`() throws {
    var scenario = try ArrearsScenario()
    let later = scenario.streams.now.adding(seconds: 1)
    #expect(
      try scenario.when(Arrears.recorded(), effective: later) == "arrears.effective-in-future")
    #expect(try scenario.when(Arrears.recorded(), effective: scenario.streams.now) == nil)
  }

  @Test(arguments: ["arrears-", "arrears-ñ", "arrears-123456789012345678901", "arrears-a"])
  func `a stream is named for a NIT`(stream: String) throws {
    var scenario = try ArrearsScenario()
    #expect(try scenario.when(Arrears.recorded(), in: stream) == "arrears.not-a-client-stream")
  }

  @Test func `an interaction says what was done, and may end the round of a month`() throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(Arrears.interaction()) == nil)
    #expect(try scenario.when(Arrears.interaction(round: "2026-02")) == nil)
    #expect(try scenario.when(Arrears.interaction(round: "febrero")) == "arrears.not-a-month")
    #expect(
      try scenario.when(Arrears.interaction().changed { $0.text = "" }) == "arrears.field-missing")
    #expect(
      try scenario.when(Arrears.interaction().changed { $0.channel = .unspecified })
        == "arrears.unknown-value")
  }

  @Test func `a letter of arrears is about what is owed, and its copy is kept`() throws {
    var scenario = try ArrearsScenario.clients()
    #expect(try scenario.when(Arrears.letter("M-1", "F-1")) == "arrears.invoice-unknown")
    try scenario.given(Arrears.invoice("F-1"))
    #expect(
      try scenario.when(Arrears.letter("M-1", "F-1").changed { $0.copy = "" })
        == "arrears.field-missing")
    #expect(try scenario.when(Arrears.letter("M-1")) == "arrears.field-missing")
    #expect(
      try scenario.when(Arrears.letter("M-1", "F-1", on: "2026-03-03")) == "arrears.date-to-come")
    try scenario.given(Arrears.letter("M-1", "F-1"))
    #expect(try scenario.when(Arrears.letter("M-1", "F-1")) == "arrears.number-taken")
    try scenario.given(Arrears.payment("T-1", ("F-1", 31_900)))
    #expect(try scenario.when(Arrears.letter("M-2", "F-1")) == "arrears.already-paid")
  }

  @Test func `a commitment is to pay what is owed and not committed to`() throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.invoice("F-1"), Arrears.invoice("F-2", month: "2026-01"))
    #expect(try scenario.when(Arrears.commitment("C-1")) == "arrears.field-missing")
    #expect(try scenario.when(Arrears.commitment("C-1", "X")) == "arrears.invoice-unknown")
    #expect(
      try scenario.when(Arrears.commitment("C-1", "F-1", way: .sigep))
        == "arrears.sigep-only-public")
    #expect(
      try scenario.when(Arrears.commitment("C-1", "F-1").changed { $0.promisedBy = "" })
        == "arrears.field-missing")
    try scenario.given(Arrears.commitment("C-1", "F-1"))
    #expect(try scenario.when(Arrears.commitment("C-1", "F-2")) == "arrears.commitment-there")
    #expect(
      try scenario.when(Arrears.commitment("C-2", "F-2", "F-1")) == "arrears.committed-already")
    #expect(try scenario.when(Arrears.commitment("C-2", "F-2")) == nil)
  }
}

/// Source: receivables page: a commitment to pay is checked within the week; post-sale page, I6: seven
/// days of the calendar, the last of them whole (a).
@Suite("Commitments to pay") struct ArrearsCommitmentsTests {
  /// Committed to on Monday, 2 March 2026, 10:02 in La Paz.
  private func scenario() throws -> ArrearsScenario {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.invoice("F-1"), Arrears.invoice("F-2", month: "2026-01"))
    try scenario.given(Arrears.commitment("C-1", "F-1", "F-2"))
    return scenario
  }

  @Test func `the week is over at midnight in La Paz after the seventh day`() throws {
    var scenario = try scenario()
    #expect(try scenario.timers() == ["commitment-not-kept C-1 2026-03-10T04:00:00Z"])
    #expect(try scenario.fired(at: moment("2026-03-10T03:59:59.999999Z")).isEmpty)
    let due = try moment("2026-03-10T04:00:00Z")
    let event = try #require(try scenario.fired(at: due).first)
    #expect(event.invoices == ["F-1", "F-2"])
    #expect(event.escalation.rule == "commitment-not-kept")
    #expect(event.escalation.calendar == "BO")
    #expect(event.escalation.zone == "America/La_Paz")
    #expect(event.escalation.addressee == "Ejecutivo(a) Equipo Empresas")
    scenario.streams.now = due
    #expect(try scenario.when(event, origin: .process) == nil)
    #expect(try scenario.timers().isEmpty)
    #expect(try scenario.state().commitments["C-1"]?.isBroken == true)
    // The client may commit again.
    #expect(try scenario.when(Arrears.commitment("C-2", "F-1")) == nil)
  }

  @Test func `what was paid by then was kept`() throws {
    var scenario = try scenario()
    try scenario.given(Arrears.payment("T-1", ("F-1", 31_900)))
    let event = try #require(try scenario.fired(at: moment("2026-03-10T04:00:00Z")).first)
    #expect(event.invoices == ["F-2"])
    try scenario.given(Arrears.annulled("F-2"))
    #expect(try scenario.timers().isEmpty)
    scenario.streams.now = try moment("2026-03-10T04:00:00Z")
    #expect(try scenario.when(event, origin: .process) == "arrears.deadline-not-by-rule")
  }

  @Test func `what is owed again is waited for again`() throws {
    var scenario = try scenario()
    try scenario.given(Arrears.payment("T-1", ("F-1", 31_900), ("F-2", 31_900)))
    #expect(try scenario.timers().isEmpty)
    scenario.streams.now = try moment("2026-03-20T14:00:00Z")
    try scenario.given(Arrears.reversed("t-1"))
    #expect(try scenario.timers() == ["commitment-not-kept C-1 2026-03-10T04:00:00Z"])
    let event = try #require(try scenario.fired(at: scenario.streams.now).first)
    #expect(try scenario.when(event, origin: .process) == nil)
  }

  @Test func `a circular may give another time, for what is committed to from its day on`() throws {
    var scenario = try ArrearsScenario.clients()
    try scenario.given(Arrears.invoice("F-1"), Arrears.invoice("F-2", month: "2026-01"))
    try scenario.given(Arrears.commitment("C-1", "F-1"))
    try scenario.given(
      PolicyFigureAdopted.with {
        $0.actor.key = "jefatura"
        $0.figure = "commitment-not-kept"
        $0.businessDays = 5
        $0.validFrom = "2026-03-02"
        $0.source = "memorando 4/2026"
      }, in: "policy-arrears")
    try scenario.given(Arrears.commitment("C-2", "F-2"))
    // Five business days after Monday, 2 March: the whole of Monday, 9 March.
    #expect(
      try scenario.timers() == [
        "commitment-not-kept C-1 2026-03-10T04:00:00Z",
        "commitment-not-kept C-2 2026-03-10T04:00:00Z",
      ])
    let sources = try scenario.fired(at: moment("2026-03-10T04:00:00Z")).map(\.escalation.source)
    #expect(sources[1] == "memorando 4/2026")
    #expect(sources[0].hasPrefix("receivables: "))
  }

  @Test(arguments: ["commitment", "invoices", "rule", "entered", "fired"])
  func `the daemon is held to the commitment too`(field: String) throws {
    var scenario = try scenario()
    let due = try moment("2026-03-10T04:00:00Z")
    let event = try #require(try scenario.fired(at: due).first)
    let wrong = event.changed {
      switch field {
      case "commitment": $0.commitment = "C-9"
      case "invoices": $0.invoices.removeLast()
      case "rule": $0.escalation.rule = "x"
      case "entered": $0.escalation.entered.seconds += 1
      default: $0.escalation.fired.seconds = $0.escalation.due.seconds - 1
      }
    }
    let refusal = try scenario.refusal(wrong, origin: .process)
    #expect(refusal?.code == "arrears.deadline-not-by-rule")
    #expect(refusal?.message.contains("\(field) differs") == true)
    let byPerson = event.changed { $0.actor = Arrears.actor(.ejecutivoEmpresas) }
    #expect(try scenario.when(byPerson) == "arrears.deadline-from-client")
  }
}
