import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("What a move of a folio needs") struct FolioMoveNeedsTests {
  private func inSuscripcion(_ form: FolioForm = .individual) throws -> FolioScenario {
    var scenario = try FolioScenario(form)
    try scenario.given(movedTo: .gestionDocumental, .suscripcion)
    return scenario
  }

  // Confirmación Cliente.

  @Test(arguments: [FolioStage.gestionDocumental, .suscripcion, .emisionDePoliza])
  func `Confirmación Cliente is left backwards only with a note since the entry`(
    to: FolioStage
  ) throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental)
    try scenario.given(.note("Antes de la entrada."))
    try scenario.given(movedTo: .confirmacionCliente)
    let move = try scenario.wellFormed(.confirmacionCliente, to, by: .agente)
    #expect(try scenario.when(move)?.code == "folio.note-missing")
    try scenario.given(.document("d-1"))
    #expect(try scenario.when(move)?.code == "folio.note-missing")
    try scenario.given(.note())
    #expect(try scenario.when(move) == nil)
  }

  @Test func `each entry into Confirmación Cliente asks for a note of its own`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental, .confirmacionCliente)
    try scenario.given(.note())
    try scenario.given(movedTo: .gestionDocumental, .confirmacionCliente)
    let move = try scenario.wellFormed(.confirmacionCliente, .gestionDocumental, by: .agente)
    #expect(try scenario.when(move)?.code == "folio.note-missing")
  }

  @Test func `Confirmación Cliente goes on to Rechazo without a note`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental, .confirmacionCliente, .rechazo)
  }

  // The expediente.

  @Test func `Cotización Entregada needs the quote`() throws {
    var scenario = try inSuscripcion()
    let move = try scenario.wellFormed(.suscripcion, .cotizacionEntregada, by: .mesaSuscripcion)
    try scenario.given(.document("d-1"))
    #expect(try scenario.when(move)?.code == "folio.quote-missing")
    try scenario.given(.document("c-1", .quote))
    try scenario.given(.withdrawal(of: "c-1"))
    #expect(try scenario.when(move)?.code == "folio.quote-missing")
    try scenario.given(.document("c-2", .quote))
    #expect(try scenario.when(move) == nil)
  }

  @Test func `issue begins only with the artículo 492 document`() throws {
    var scenario = try inSuscripcion()
    try scenario.given(.document("c-1", .quote))
    try scenario.given(movedTo: .cotizacionEntregada, .cotizacionAceptada)
    let move = try scenario.wellFormed(.cotizacionAceptada, .gestionDocumental, by: .promotor)
    #expect(try scenario.when(move)?.code == "folio.articulo-492-missing")
    try scenario.given(.document("a-1", .articulo492))
    try scenario.given(.withdrawal(of: "a-1"))
    #expect(try scenario.when(move)?.code == "folio.articulo-492-missing")
    try scenario.given(.document("a-2", .articulo492))
    #expect(try scenario.when(move) == nil)
  }

  // The area of Suscripción.

  @Test(arguments: ["", "  "])
  func `Suscripción needs an area`(_ area: String) throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental)
    let move: FolioStageChanged = .move(
      .gestionDocumental, .suscripcion, by: .mesaGestionDocumental
    ) { $0.area = area }
    #expect(try scenario.when(move)?.code == "folio.area-missing")
  }

  @Test func `an area has at most 100 characters`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental)
    func move(_ characters: Int) -> FolioStageChanged {
      .move(.gestionDocumental, .suscripcion, by: .mesaGestionDocumental) {
        $0.area = String(repeating: "ó", count: characters)
      }
    }
    #expect(try scenario.when(move(101))?.code == "folio.area-too-long")
    #expect(try scenario.when(move(100)) == nil)
  }

  @Test func `no other stage has an area`() throws {
    var scenario = try FolioScenario(.individual)
    let move: FolioStageChanged = .move(.altaDeTramite, .gestionDocumental, by: .agente) {
      $0.area = FolioScenario.area
    }
    #expect(try scenario.when(move)?.code == "folio.area-outside-suscripcion")
  }

  @Test func `back to the stage it came from is back to its area`() throws {
    var scenario = try inSuscripcion()
    try scenario.given(movedTo: .atencionComercial)
    func move(_ area: String) -> FolioStageChanged {
      .move(.atencionComercial, .suscripcion, by: .agente) { $0.area = area }
    }
    let refusal = try scenario.when(move("Coordinación Suscripción Autos"))
    #expect(refusal?.code == "folio.area-not-the-one-before")
    #expect(refusal?.allowed == [FolioScenario.area])
    #expect(try scenario.when(move(FolioScenario.area)) == nil)
  }

  @Test func `Confirmación Cliente goes back to Suscripción of any area`() throws {
    var scenario = try inSuscripcion()
    try scenario.given(movedTo: .confirmacionCliente)
    try scenario.given(.note())
    let move: FolioStageChanged = .move(.confirmacionCliente, .suscripcion, by: .agente) {
      $0.area = "Coordinación Suscripción Autos"
    }
    #expect(try scenario.when(move) == nil)
  }
}
