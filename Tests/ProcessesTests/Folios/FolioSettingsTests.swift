import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Settings of folios") struct FolioSettingsTests {
  private static func calendar() throws -> BusinessCalendar {
    try .mexico(zone: SystemTimeZones.load("America/Mexico_City"))
  }

  private static func checklist(
    _ items: [String], from date: String = "2026-03-02",
    figure: String = "cotizacion-emision-personas-individual-cotizacion-inicial"
  ) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = figure
      $0.texts.items = items
      $0.validFrom = date
      $0.source = "circular 06-2023"
    }
  }

  private static func serviceLevel(
    _ stage: FolioStage, businessDays: UInt32, from date: String = "2026-03-02"
  ) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = FolioFigures.serviceLevel(stage).name
      $0.businessDays = businessDays
      $0.validFrom = date
      $0.source = "circular 31-2023"
    }
  }

  private static func book(_ adoptions: PolicyFigureAdopted..., in stream: String) -> PolicyBook {
    PolicyBook(
      adoptions.map { adopted in
        AdoptedFigure.with {
          $0.stream = stream
          $0.adopted = adopted
        }
      })
  }

  @Test func `there is a checklist for each request kind that a process takes, empty by default`()
    throws
  {
    let checklists = PolicyCatalog.figures.filter { $0.area == "folio-documents" }
    // Autos and daños 10 each, personas 7 each, movimientos 3 each, the last five 1, 1, 1, 2, 1.
    #expect(checklists.count == 10 + 10 + 7 + 7 + 3 + 3 + 6)
    #expect(checklists.allSatisfy { $0.builtIn == nil && $0.kind == .texts })
    let settings = FolioSettings(PolicyBook(), calendar: try Self.calendar())
    #expect(settings.checklist(.individual, opened: FolioScenario.start).isEmpty)
  }

  @Test func `there is a service level for each stage that is not final, empty by default`() throws
  {
    let levels = PolicyCatalog.figures.filter { $0.name.hasPrefix("service-level-") }
    #expect(levels.count == 9)
    #expect(levels.allSatisfy { $0.builtIn == nil && $0.area == "folio" })
    let settings = FolioSettings(PolicyBook(), calendar: try Self.calendar())
    for stage in FolioStage.all {
      #expect(settings.serviceDue(in: stage, entered: FolioScenario.start) == nil)
    }
  }

  @Test func `a checklist holds for what was opened from its day on`() throws {
    let book = Self.book(
      Self.checklist(["Solicitud firmada"], from: "2026-03-02"),
      Self.checklist(["Solicitud firmada", "Identificación"], from: "2026-03-03"),
      in: "policy-folio-documents")
    let settings = FolioSettings(book, calendar: try Self.calendar())
    // Midnight in Mexico City is 06:00 UTC.
    for (opened, count) in [
      ("2026-03-02T05:59:59Z", 0), ("2026-03-02T06:00:00Z", 1), ("2026-03-03T05:59:59Z", 1),
      ("2026-03-03T06:00:00Z", 2),
    ] {
      #expect(settings.checklist(.individual, opened: .at(opened)).count == count, "\(opened)")
    }
    #expect(settings.checklist(.autos, opened: .at("2026-03-03T06:00:00Z")).isEmpty)
  }

  @Test func `a service level counts the days of the stage from the entry`() throws {
    let settings = FolioSettings(
      Self.book(Self.serviceLevel(.suscripcion, businessDays: 3), in: "policy-folio"),
      calendar: try Self.calendar())
    // Monday, 10:00: the whole Thursday still counts.
    let due = settings.serviceDue(in: .suscripcion, entered: FolioScenario.start)
    #expect(due == .at("2026-03-06T06:00:00Z"))
    #expect(settings.serviceDue(in: .gestionDocumental, entered: FolioScenario.start) == nil)
    #expect(settings.serviceDue(in: .suscripcion, entered: .at("2026-03-02T05:59:59Z")) == nil)
    #expect(settings.serviceDue(in: .rechazo, entered: FolioScenario.start) == nil)
  }

  // The rule.

  private func refusal(
    _ requirement: String, adopted: [PolicyFigureAdopted] = [checklist(["Solicitud firmada"])]
  ) throws -> Refusal? {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    var scenario = try ProcedureScenario(
      FolioRules(zone: zone), PolicyRules(), at: "2026-03-02T16:00:00Z")
    for event in adopted { try scenario.given(event, in: "policy-folio-documents") }
    try scenario.given(FolioOpened.opening(.individual), in: "folio-00399734")
    let document = FolioDocumentAttached.document("d-1").changed {
      $0.requirement = requirement
    }
    return try scenario.when(document, in: "folio-00399734")
  }

  @Test func `a document says which one of the checklist it is, or none`() throws {
    #expect(try refusal("Solicitud firmada") == nil)
    #expect(try refusal("") == nil)
    let refusal = try #require(try refusal("Acta"))
    #expect(refusal.code == "folio.requirement-unknown")
    #expect(refusal.allowed == ["Solicitud firmada"])
    #expect(
      try self.refusal("Solicitud firmada", adopted: [])?.code == "folio.requirement-unknown")
    let tomorrow = Self.checklist(["Solicitud firmada"], from: "2026-03-03")
    #expect(
      try self.refusal("Solicitud firmada", adopted: [tomorrow])?.code
        == "folio.requirement-unknown")
  }

  @Test func `no note, remark or reason is a password or a token`() throws {
    var scenario = try FolioScenario(.altaAgente, by: .promotor)
    #expect(
      try scenario.when(.note("Usuario A-77, contraseña: Hola1234"))?.code
        == "folio.secret-in-text")
    let move: FolioStageChanged = .move(.altaDeTramite, .gestionDocumental, by: .promotor) {
      $0.remark = "TOKEN=dQ9dV4Qx8cX3RJR93TiFEZvS"
    }
    let refusal = try #require(try scenario.when(move))
    #expect(refusal.code == "folio.secret-in-text")
    #expect(refusal.source == "folios: Portal access")
    try scenario.given(.document("d-1"))
    #expect(
      try scenario.when(
        FolioDocumentWithdrawn.withdrawal(of: "d-1").changed { $0.why = "pwd: abc123" })?.code
        == "folio.secret-in-text")
    try scenario.given(
      .note("El acceso quedó otorgado; la liga para su contraseña llega por correo."))
  }
}
