import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Time-based escalations") struct FolioEscalationsTests {
  static let without = "confirmacion-cliente-without-medical-information"
  static let with = "confirmacion-cliente-with-medical-information"

  // The table.

  @Test func `the rules are those of the page`() {
    let rows = EscalationRules.all.map {
      "\($0.name) | \($0.stage.code) | \($0.limit) | \($0.to.code) | \($0.reason) | \($0.source)"
    }
    let circular = "circular 39-2022/10-27"
    #expect(
      rows == [
        "alta-de-tramite-not-moved | alta-de-tramite | businessDays(1) | gestion-documental"
          + " | unspecified | folios: Time-based escalations; default, a setting",
        "\(Self.without) | confirmacion-cliente | businessDays(3) | rechazo"
          + " | missingInformation | \(circular)",
        "\(Self.with) | confirmacion-cliente | businessDays(20) | rechazo"
          + " | missingInformation | \(circular)",
        "cotizacion-entregada-no-answer | cotizacion-entregada | calendarDays(35) | rechazo"
          + " | noAcceptanceReceived | \(circular)",
      ])
  }

  @Test func `the daemon's moves are those of the table of moves`() {
    let moves = FolioMoves.table.filter { $0.by == .system }
    for rule in EscalationRules.all {
      #expect(moves.contains { $0.from == rule.stage && $0.to == .stage(rule.to) })
    }
    #expect(moves.count == Set(EscalationRules.all.map(\.stage)).count)
  }

  // Due times. The Friday is 2026-03-06; Monday 2026-03-16 is a holiday (Benito Juárez).

  @Test func `Alta de Trámite waits one business day`() throws {
    let scenario = try EscalationScenario(moved: [])
    #expect(try scenario.deadline() == "alta-de-tramite-not-moved 2026-03-10T06:00:00.000000Z")
  }

  @Test func `Confirmación Cliente waits 3 business days without medical information`() throws {
    let scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    #expect(try scenario.deadline() == "\(Self.without) 2026-03-12T06:00:00.000000Z")
  }

  @Test func `Confirmación Cliente waits 20 business days with medical information`() throws {
    let scenario = try EscalationScenario(
      medicalInformation: true, moved: [.gestionDocumental, .confirmacionCliente])
    #expect(try scenario.deadline() == "\(Self.with) 2026-04-07T06:00:00.000000Z")
  }

  @Test func `Cotización Entregada waits 35 calendar days`() throws {
    let scenario = try EscalationScenario(
      moved: [.gestionDocumental, .suscripcion, .cotizacionEntregada])
    #expect(
      try scenario.deadline() == "cotizacion-entregada-no-answer 2026-04-11T06:00:00.000000Z")
  }

  @Test(arguments: FolioStage.all)
  func `no other stage has a deadline, a final one least of all`(_ stage: FolioStage) throws {
    let process = try EscalationScenario().process
    for scenario in try FolioScenario.all(in: stage) {
      var wait: FolioWait?
      for event in scenario.recorded {
        wait = try process.apply(event, to: wait, policies: PolicyBook())
      }
      let rules = try wait.map { try process.timers(of: $0).map(\.rule) }
      switch stage {
      case .altaDeTramite: #expect(rules == ["alta-de-tramite-not-moved"])
      case .confirmacionCliente: #expect(rules == [Self.without])
      case .cotizacionEntregada: #expect(rules == ["cotizacion-entregada-no-answer"])
      case .cotizacionNoAceptada, .envio, .rechazo: #expect(rules == nil)
      default: #expect(rules == [])
      }
    }
  }

  @Test func `a note after the end wakes nothing`() throws {
    var scenario = try EscalationScenario(moved: [.rechazo])
    try scenario.given(.note())
    #expect(scenario.wait == nil)
  }

  // The clock.

  @Test func `a saved form, a note, a document or an owner does not reset the clock`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    let before = try scenario.deadline()
    scenario.folios.now = Timestamp.at("2026-03-10T18:00:00Z")
    try scenario.given(.note())
    try scenario.given(.document("d-1"))
    try scenario.given(.withdrawal(of: "d-1"))
    try scenario.given(.owner(.person(.promotor)))
    try scenario.given(.saving(.individual.changed { $0.contratante = "Acme" }))
    #expect(try scenario.deadline() == before)
  }

  @Test func `each entry starts the clock anew`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    scenario.folios.now = Timestamp.at("2026-03-10T18:00:00Z")
    try scenario.given(.note())
    try scenario.given(.move(.confirmacionCliente, .gestionDocumental, by: .agente))
    #expect(try scenario.deadline() == nil)
    try scenario.given(
      .move(.gestionDocumental, .confirmacionCliente, by: .mesaGestionDocumental))
    #expect(try scenario.deadline() == "\(Self.without) 2026-03-14T06:00:00.000000Z")
  }

  @Test func `medical information changes the deadline, from the same entry`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    scenario.folios.now = Timestamp.at("2026-03-10T18:00:00Z")
    try scenario.save(medicalInformation: true)
    #expect(try scenario.deadline() == "\(Self.with) 2026-04-07T06:00:00.000000Z")
    scenario.folios.now = Timestamp.at("2026-03-20T18:00:00Z")
    try scenario.save(medicalInformation: false)
    // Already past: the engine moves the folio at once.
    #expect(try scenario.deadline() == "\(Self.without) 2026-03-12T06:00:00.000000Z")
  }

  @Test func `medical information given before the entry counts`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental])
    try scenario.save(medicalInformation: true)
    scenario.folios.now = EscalationScenario.friday
    try scenario.given(
      .move(.gestionDocumental, .confirmacionCliente, by: .mesaGestionDocumental))
    #expect(try scenario.deadline() == "\(Self.with) 2026-04-07T06:00:00.000000Z")
  }

  // Firing.

  @Test func `what fires names the rule, its times and its calendar`() throws {
    let scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    let wait = try #require(scenario.wait)
    let timer = try #require(try scenario.process.timers(of: wait).first)
    let now = Timestamp.at("2026-03-15T12:30:00.25Z")
    let event = try #require(scenario.process.fire(timer, of: wait, now: now).first)
    #expect(
      String(decoding: event.data, as: UTF8.self)
        == #"{"actor":{"role":"SYSTEM","key":"eventd","name":"Sistema"},"#
        + #""from":"CONFIRMACION_CLIENTE","to":"RECHAZO","reason":"MISSING_INFORMATION","#
        + #""escalation":{"rule":"confirmacion-cliente-without-medical-information","#
        + #""source":"circular 39-2022/10-27","entered":"2026-03-07T00:00:00Z","#
        + #""due":"2026-03-12T06:00:00Z","fired":"2026-03-15T12:30:00.250Z","#
        + #""calendar":"MX","zone":"America/Mexico_City","#
        + #""calendarVersion":"MX 2018-2035 efddd0df"}}"#)
  }

  @Test(arguments: EscalationRules.all.indices)
  func `what fires is admitted, and moves the folio`(_ index: Int) throws {
    let rule = EscalationRules.all[index]
    let medical = rule.medicalInformation ?? true
    var scenario =
      switch rule.stage {
      case .confirmacionCliente:
        try EscalationScenario(
          medicalInformation: medical, moved: [.gestionDocumental, .confirmacionCliente])
      case .cotizacionEntregada:
        try EscalationScenario(
          medicalInformation: medical,
          moved: [
            .gestionDocumental, .suscripcion,
            .cotizacionEntregada,
          ])
      default: try EscalationScenario(medicalInformation: medical, moved: [])
      }
    let now = Timestamp.at("2026-05-01T12:00:00Z")
    scenario.folios.now = now
    try scenario.given(try scenario.fired(at: now), origin: .process)
    #expect(try scenario.folios.folio().place.stage == rule.to)
    #expect((scenario.wait == nil) == rule.to.isFinal)
    #expect(try scenario.deadline() == nil)
  }

  @Test func `a timer that the folio does not wait for any more fires nothing`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    let wait = try #require(scenario.wait)
    let timer = try #require(try scenario.process.timers(of: wait).first)
    try scenario.save(medicalInformation: true)
    let now = Timestamp.at("2026-05-01T12:00:00Z")
    let changed = try #require(scenario.wait)
    #expect(scenario.process.fire(timer, of: changed, now: now) == [])
  }

  @Test(arguments: ["rule", "other-rule", "reason", "entered", "fired"])
  func `a move that its rule does not make is refused`(_ part: String) throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    let due = Timestamp.at("2026-03-12T06:00:00Z")
    let move = try scenario.fired(at: due).changed {
      switch part {
      case "rule": $0.escalation.rule = "nothing-of-the-sort"
      case "other-rule": $0.escalation.rule = Self.with
      case "reason": $0.reason = .noAcceptanceReceived
      case "entered": $0.escalation.entered.seconds += 1
      default: $0.escalation.fired.seconds -= 1
      }
    }
    let refusal = try scenario.folios.when(move, origin: .process)
    #expect(refusal?.code == "folio.escalation-not-by-rule")
    #expect(refusal?.source == "folios: Time-based escalations")
  }

  // What cannot be worked out.

  @Test func `a day beyond the calendar is an error, not a guess`() throws {
    let scenario = try EscalationScenario(at: Timestamp.at("2036-01-02T12:00:00Z"), moved: [])
    #expect(throws: ProcessError.self) { try scenario.deadline() }
  }

  @Test func `an event that cannot be read is an error`() throws {
    let scenario = try EscalationScenario(moved: [])
    let damaged = RecordedEvent(
      position: Position(9), stream: try StreamName("folio-00399734"), revision: Revision(9),
      id: EventID(high: 0, low: 9), type: try EventType("folio.v1.NoteAdded"),
      contentType: .json, origin: .client, recorded: FolioScenario.start,
      effective: FolioScenario.start, data: Array("?".utf8), metadata: [])
    #expect(throws: ProcessError.self) {
      try scenario.process.apply(damaged, to: scenario.wait, policies: scenario.policies)
    }
  }
}
