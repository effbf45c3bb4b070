import Processes
import Projections
import Schemas

/// Ways to bring a folio to each stage, by moves that the rules admit.
extension FolioScenario {
  static let area = "Suscripción Personas Individuales"

  /// A move with the area or the reason that its target asks for.
  func wellFormed(
    _ from: FolioStage, _ to: FolioStage, by role: FolioRole
  ) throws -> FolioStageChanged {
    let form = try folio().form
    return .move(from, to, by: role) {
      if to == .suscripcion { $0.area = Self.area }
      switch to {
      case .rechazo: $0.reason = .missingInformation
      case .cotizacionNoAceptada: $0.reason = .noAcceptanceReceived
      case .envio:
        switch form.requestKind {
        case .solicitud, .altaAgente, .altaPromotor: $0.reason = .requestAttended
        case .endosoA, .endosoB, .endosoD: $0.reason = .endorsementIssued
        default: $0.reason = .policyIssued
        }
      default: break
      }
    }
  }

  /// Given: the moves from where the folio is, each by someone who may make it.
  mutating func given(movedTo stages: FolioStage...) throws {
    for to in stages {
      let from = try folio().place.stage
      let role: FolioRole =
        switch from {
        case .gestionDocumental: .mesaGestionDocumental
        case .suscripcion, .recotizacionReproceso: .mesaSuscripcion
        case .emisionDePoliza: .mesaEmision
        default: .agente
        }
      try given(try wellFormed(from, to, by: role))
    }
  }

  /// Every way in which a table of moves can tell folios apart, for one stage.
  ///
  /// - Returns: folios that entered the stage, each with the documents and the note in place that
  ///   some move asks for.
  static func all(in stage: FolioStage) throws -> [FolioScenario] {
    var scenarios: [FolioScenario] = []
    for form in [FolioForm.individual, .cobranza] {
      for path in paths(to: stage, hasIssue: form == .individual) {
        var scenario = try FolioScenario(form)
        try scenario.given(.document("quote", .quote))
        try scenario.given(.document("492", .articulo492))
        for step in path { try scenario.given(movedTo: step) }
        if !stage.isFinal { try scenario.given(.note()) }
        scenarios.append(scenario)
      }
    }
    return scenarios
  }

  private static func paths(to stage: FolioStage, hasIssue: Bool) -> [[FolioStage]] {
    let quoted: [FolioStage] = [.gestionDocumental, .suscripcion, .cotizacionEntregada]
    switch stage {
    case .altaDeTramite: return [[]]
    case .gestionDocumental: return [[.gestionDocumental]]
    case .suscripcion: return [[.gestionDocumental, .suscripcion]]
    case .emisionDePoliza: return [[.gestionDocumental, .emisionDePoliza]]
    case .atencionComercial:
      return [
        [.gestionDocumental, .atencionComercial],
        [.gestionDocumental, .suscripcion, .atencionComercial],
        [.gestionDocumental, .emisionDePoliza, .atencionComercial],
      ]
    case .confirmacionCliente: return [[.gestionDocumental, .confirmacionCliente]]
    case .cotizacionEntregada: return [quoted]
    case .cotizacionAceptada: return [quoted + [.cotizacionAceptada]]
    case .recotizacionReproceso: return [quoted + [.recotizacionReproceso]]
    case .cotizacionNoAceptada: return [quoted + [.cotizacionNoAceptada]]
    case .envio:
      return hasIssue
        ? [[.gestionDocumental, .emisionDePoliza, .envio]] : [[.gestionDocumental, .envio]]
    case .rechazo: return [[.rechazo]]
    case .unspecified, .UNRECOGNIZED: return []
    }
  }
}
