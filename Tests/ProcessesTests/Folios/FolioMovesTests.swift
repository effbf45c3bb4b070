import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// The table of the folios page, “Stages and who may move what”, written down a second time: from,
/// who, and where to. `=` is the stage it came from, `?` only processes without issue.
private let page = """
  alta-de-tramite         sales   gestion-documental rechazo
  alta-de-tramite         system  gestion-documental
  gestion-documental      back    suscripcion emision-de-poliza confirmacion-cliente rechazo
  gestion-documental      back    atencion-comercial ?envio
  suscripcion             back    cotizacion-entregada confirmacion-cliente rechazo
  suscripcion             back    emision-de-poliza atencion-comercial
  emision-de-poliza       back    envio confirmacion-cliente rechazo atencion-comercial
  atencion-comercial      sales   gestion-documental = rechazo
  confirmacion-cliente    sales   gestion-documental suscripcion emision-de-poliza rechazo
  confirmacion-cliente    system  rechazo
  cotizacion-entregada    sales   cotizacion-aceptada cotizacion-no-aceptada
  cotizacion-entregada    sales   recotizacion-reproceso =
  cotizacion-entregada    system  rechazo
  cotizacion-aceptada     sales   gestion-documental
  recotizacion-reproceso  back    suscripcion
  """

@Suite("Moves of folios") struct FolioMovesTests {
  struct Triple: CustomTestStringConvertible, Sendable {
    let from: FolioStage
    let to: FolioStage
    let role: FolioRole
    var testDescription: String { "\(from.code) → \(to.code) by \(role.label)" }
  }

  static let triples = FolioStage.all.flatMap { from in
    FolioStage.all.flatMap { to in
      FolioRole.allCases.dropFirst().map { Triple(from: from, to: to, role: $0) }
    }
  }

  /// The codes of the stages to which the page lets this role move this folio.
  private func expected(_ scenario: FolioScenario, _ role: FolioRole) throws -> Set<String> {
    let folio = try scenario.folio()
    let moves = try scenario.recorded.compactMap { event -> FolioStageChanged? in
      guard case .stageChanged(let move) = try FolioEvent(event) else { return nil }
      return move
    }
    let party =
      switch role {
      case .agente, .promotor, .ejecutivoComercial: "sales"
      case .mesaGestionDocumental, .mesaSuscripcion, .mesaEmision: "back"
      default: "system"
      }
    var codes: Set<String> = []
    for line in page.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words[0] == folio.place.stage.code, words[1] == party else { continue }
      for word in words.dropFirst(2) {
        if word == "=" {
          codes.insert(try #require(moves.last).from.code)
        } else if !word.hasPrefix("?") {
          codes.insert(String(word))
        } else if folio.form.processType == .cobranza {
          codes.insert(String(word.dropFirst()))
        }
      }
    }
    return codes
  }

  /// The daemon's move, as like to one of its rules as it can be made.
  private func daemonsMove(_ triple: Triple, _ folio: Folio) -> FolioStageChanged {
    .move(triple.from, triple.to, by: .system) {
      let rule = EscalationRules.all.first { $0.stage == triple.from } ?? EscalationRules.all[0]
      $0.actor = .daemon
      $0.reason = triple.to == rule.to ? rule.reason : .unspecified
      $0.escalation.rule = rule.name
      $0.escalation.entered.seconds = folio.entered.seconds
      $0.escalation.due.seconds = folio.entered.seconds + 1
      $0.escalation.fired.seconds = folio.entered.seconds + 1
    }
  }

  @Test func `has 12 stages and 7 roles`() {
    #expect(Self.triples.count == 12 * 12 * 7)
  }

  @Test(arguments: triples)
  func `follows the table of the page and no other`(_ triple: Triple) throws {
    for scenario in try FolioScenario.all(in: triple.from) {
      var scenario = scenario
      let folio = try scenario.folio()
      let expected = try expected(scenario, triple.role)
      let move =
        triple.role == .system
        ? daemonsMove(triple, folio)
        : try scenario.wellFormed(triple.from, triple.to, by: triple.role)
      let refusal = try scenario.when(
        move, origin: triple.role == .system ? .process : .client)

      if expected.contains(triple.to.code) {
        #expect(refusal == nil)
        #expect(try scenario.folio().place.stage == triple.to)
      } else if triple.from.isFinal {
        #expect(refusal?.code == "folio.final-stage")
      } else if triple.from == triple.to {
        #expect(refusal?.code == "folio.stay-is-no-move")
        #expect(Set(refusal?.allowed ?? []) == expected)
      } else {
        #expect(refusal?.code == "folio.move-not-allowed")
        #expect(refusal?.source == "folios: Stages and who may move what")
        #expect(Set(refusal?.allowed ?? []) == expected)
        #expect(refusal?.allowed.count == expected.count)
      }
    }
  }

  @Test(arguments: FolioStage.all)
  func `lets no client move as the system`(_ stage: FolioStage) throws {
    for scenario in try FolioScenario.all(in: stage) {
      for to in FolioStage.all {
        var scenario = scenario
        let move = try scenario.wellFormed(stage, to, by: .system)
        #expect(try scenario.when(move)?.code == "folio.system-role-reserved")
      }
    }
  }

  @Test func `tells who makes a move and what is left to whoever may not`() throws {
    var scenario = try FolioScenario(.individual)
    let byBackOffice = try scenario.wellFormed(
      .altaDeTramite, .gestionDocumental, by: .mesaEmision)
    let refusal = try #require(try scenario.when(byBackOffice))
    #expect(refusal.allowed == [])
    #expect(refusal.message.contains("Alta de Trámite"))
    #expect(refusal.message.contains("sales force"))

    let tooFar = try #require(
      try scenario.when(try scenario.wellFormed(.altaDeTramite, .suscripcion, by: .agente)))
    #expect(tooFar.allowed == ["gestion-documental", "rechazo"])
    #expect(tooFar.message.contains("Gestión Documental, Rechazo"))
  }

  @Test func `refuses a move from where the folio no longer is`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental)
    let refusal = try scenario.when(
      try scenario.wellFormed(.altaDeTramite, .gestionDocumental, by: .agente))
    #expect(refusal?.code == "folio.not-in-stage")
    #expect(refusal?.allowed == [])
    #expect(refusal?.message.contains("in Gestión Documental, not in Alta de Trámite") == true)
    let byBackOffice = try scenario.when(
      try scenario.wellFormed(.suscripcion, .emisionDePoliza, by: .mesaEmision))
    #expect(byBackOffice?.code == "folio.not-in-stage")
    #expect(
      byBackOffice?.allowed == [
        "suscripcion", "emision-de-poliza", "confirmacion-cliente", "rechazo",
        "atencion-comercial",
      ])
  }

  @Test func `accepts an empty expediente on the way to Gestión Documental`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental)
  }

  @Test func `takes a quote to issue in the same folio`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(movedTo: .gestionDocumental, .suscripcion)
    try scenario.given(.document("c-1", .quote))
    try scenario.given(movedTo: .cotizacionEntregada, .recotizacionReproceso, .suscripcion)
    try scenario.given(movedTo: .cotizacionEntregada, .cotizacionAceptada)
    try scenario.given(.document("492", .articulo492))
    try scenario.given(movedTo: .gestionDocumental, .emisionDePoliza, .envio)
    #expect(try scenario.folio().place.stage == .envio)
  }
}
