import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Limits in force") struct FolioLimitsTests {
  static let without = FolioEscalationsTests.without
  static let with = FolioEscalationsTests.with

  @Test func `an adopted limit holds for folios that enter from its date on`() throws {
    let rule = "alta-de-tramite-not-moved"
    for (start, due) in [
      ("2026-03-10T05:59:59Z", "2026-03-11T06:00:00.000000Z"),
      ("2026-03-10T06:00:00Z", "2026-03-14T06:00:00.000000Z"),
    ] {
      var scenario = try EscalationScenario(at: Timestamp.at(start))
      try scenario.adopt(.adoption(rule, businessDays: 3, from: "2026-03-10"))
      try scenario.given(.opening(.individual))
      #expect(try scenario.deadline() == "\(rule) \(due)")
    }
  }

  @Test func `an adoption does not reach back to a folio that waits`() throws {
    var scenario = try EscalationScenario(moved: [.gestionDocumental, .confirmacionCliente])
    let before = try scenario.deadline()
    try scenario.adopt(.adoption(Self.without, businessDays: 9, from: "2020-01-01"))
    try scenario.adopt(.adoption(Self.with, businessDays: 1, from: "2020-01-01"))
    try scenario.given(.note())
    #expect(try scenario.deadline() == before)
    try scenario.save(medicalInformation: true)
    #expect(try scenario.deadline() == "\(Self.with) 2026-04-07T06:00:00.000000Z")
  }

  @Test func `a change of medical information uses the limit in force at the entry`() throws {
    var scenario = try EscalationScenario()
    try scenario.adopt(.adoption(Self.with, businessDays: 5, from: "2026-03-01"))
    try scenario.given(.opening(.individual))
    scenario.folios.now = EscalationScenario.friday
    try scenario.given(.move(.altaDeTramite, .gestionDocumental, by: .agente))
    scenario.folios.now = EscalationScenario.friday
    try scenario.given(
      .move(.gestionDocumental, .confirmacionCliente, by: .mesaGestionDocumental))
    try scenario.save(medicalInformation: true)
    #expect(try scenario.deadline() == "\(Self.with) 2026-03-14T06:00:00.000000Z")
    #expect(
      try scenario.fired(at: Timestamp.at("2026-03-14T06:00:00Z")).escalation.source
        == "circular 1-2026")
  }

  @Test func `the later adoption wins, among those valid on the day of entry`() throws {
    let rule = "alta-de-tramite-not-moved"
    var scenario = try EscalationScenario()
    try scenario.adopt(.adoption(rule, businessDays: 7, from: "2026-03-05"))
    try scenario.adopt(.adoption(rule, businessDays: 2, from: "2026-03-01"))
    try scenario.adopt(.adoption(rule, businessDays: 9, from: "2026-03-07"))
    try scenario.adopt(.adoption(Self.with, businessDays: 8, from: "2026-03-01"))
    try scenario.given(.opening(.individual))
    #expect(try scenario.deadline() == "\(rule) 2026-03-11T06:00:00.000000Z")
  }

  @Test func `an adoption may change the sort of days`() throws {
    let rule = "cotizacion-entregada-no-answer"
    var scenario = try EscalationScenario()
    try scenario.adopt(
      PolicyFigureAdopted.adoption(rule, businessDays: 1, from: "2026-01-01"))
    try scenario.adopt(
      .adoption("alta-de-tramite-not-moved", businessDays: 1, from: "2026-01-01")
        .changed { $0.calendarDays = 1 })
    try scenario.given(.opening(.individual))
    #expect(try scenario.deadline() == "alta-de-tramite-not-moved 2026-03-08T06:00:00.000000Z")
  }

  @Test func `without a limit nothing moves by itself`() throws {
    var scenario = try EscalationScenario()
    try scenario.adopt(
      .adoption("alta-de-tramite-not-moved", businessDays: 1, from: "2026-01-01")
        .changed { $0.noLimit = true })
    try scenario.given(.opening(.individual))
    #expect(try scenario.deadline() == nil)
  }
}
