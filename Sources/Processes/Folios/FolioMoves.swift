import Projections
public import Schemas

/// The stages, and who may move what.
///
/// **Source:** folios page, “Stages and who may move what”.
public enum FolioMoves {
  /// The page's table, row by row. (new) → Alta de Trámite is the event `Opened`. What the page
  /// marks (a) is marked so here.
  public static let table: [FolioMove] = [
    FolioMove(from: .altaDeTramite, to: .gestionDocumental, by: .salesForce),
    FolioMove(from: .altaDeTramite, to: .rechazo, by: .salesForce),
    FolioMove(from: .altaDeTramite, to: .gestionDocumental, by: .system),

    FolioMove(from: .gestionDocumental, to: .suscripcion, by: .backOffice),
    FolioMove(from: .gestionDocumental, to: .emisionDePoliza, by: .backOffice),
    FolioMove(from: .gestionDocumental, to: .confirmacionCliente, by: .backOffice),
    FolioMove(from: .gestionDocumental, to: .rechazo, by: .backOffice),
    // (a)
    FolioMove(from: .gestionDocumental, to: .atencionComercial, by: .backOffice),
    // (a)
    FolioMove(from: .gestionDocumental, to: .envio, by: .backOffice, onlyWithoutIssue: true),

    FolioMove(from: .suscripcion, to: .cotizacionEntregada, by: .backOffice, needs: .quote),
    FolioMove(from: .suscripcion, to: .confirmacionCliente, by: .backOffice),
    FolioMove(from: .suscripcion, to: .rechazo, by: .backOffice),
    // (a)
    FolioMove(from: .suscripcion, to: .emisionDePoliza, by: .backOffice),
    // (a)
    FolioMove(from: .suscripcion, to: .atencionComercial, by: .backOffice),

    FolioMove(from: .emisionDePoliza, to: .envio, by: .backOffice),
    FolioMove(from: .emisionDePoliza, to: .confirmacionCliente, by: .backOffice),
    // (a)
    FolioMove(from: .emisionDePoliza, to: .rechazo, by: .backOffice),
    // (a)
    FolioMove(from: .emisionDePoliza, to: .atencionComercial, by: .backOffice),

    // (a), all three
    FolioMove(from: .atencionComercial, to: .gestionDocumental, by: .salesForce),
    FolioMove(from: .atencionComercial, to: .stageItCameFrom, by: .salesForce),
    FolioMove(from: .atencionComercial, to: .rechazo, by: .salesForce),

    FolioMove(
      from: .confirmacionCliente, to: .gestionDocumental, by: .salesForce, needs: .noteSinceEntry),
    FolioMove(
      from: .confirmacionCliente, to: .suscripcion, by: .salesForce, needs: .noteSinceEntry),
    FolioMove(
      from: .confirmacionCliente, to: .emisionDePoliza, by: .salesForce, needs: .noteSinceEntry),
    FolioMove(from: .confirmacionCliente, to: .rechazo, by: .salesForce),
    FolioMove(from: .confirmacionCliente, to: .rechazo, by: .system),

    FolioMove(from: .cotizacionEntregada, to: .cotizacionAceptada, by: .salesForce),
    FolioMove(from: .cotizacionEntregada, to: .cotizacionNoAceptada, by: .salesForce),
    FolioMove(from: .cotizacionEntregada, to: .recotizacionReproceso, by: .salesForce),
    FolioMove(from: .cotizacionEntregada, to: .stageItCameFrom, by: .salesForce),
    FolioMove(from: .cotizacionEntregada, to: .rechazo, by: .system),

    FolioMove(
      from: .cotizacionAceptada, to: .gestionDocumental, by: .salesForce, needs: .articulo492),

    // (a)
    FolioMove(from: .recotizacionReproceso, to: .suscripcion, by: .backOffice),
  ]

  /// Where this side may move the folio now, in the order of the table, each stage once. Notes,
  /// documents, areas and reasons that a move still lacks do not take it off the list.
  public static func allowed(_ folio: Folio, by party: FolioParty?) -> [FolioStage] {
    var stages: [FolioStage] = []
    for move in table where move.by == party {
      if let to = move.target(of: folio), !stages.contains(to) { stages.append(to) }
    }
    return stages
  }

  /// Whether the folio may move so. An empty expediente on the way to Gestión Documental is only a
  /// warning on the page, and so no refusal.
  static func check(_ event: FolioStageChanged, in folio: Folio) throws(FolioRefusal) {
    try FolioValues.check(event.from, "from")
    try FolioValues.check(event.to, "to")
    let stage = folio.place.stage
    if stage.isFinal { throw .finalStage(stage) }
    let role = event.actor.role
    let allowed = allowed(folio, by: role.party)
    guard event.from == stage else {
      throw .notInStage(event.from, current: stage, allowed: allowed)
    }
    if event.to == stage { throw .stayIsNoMove(stage, allowed: allowed) }

    let open = table.filter { $0.target(of: folio) == event.to }
    guard let move = open.first(where: { $0.by == role.party }) else {
      let movers = FolioParty.allCases.filter { party in open.contains { $0.by == party } }
      throw .moveNotAllowed(
        from: event.from, to: event.to, by: role, movers: movers, allowed: allowed)
    }
    try check(move.needs, in: folio)
    try checkArea(event, of: move, in: folio)
    try FolioReasons.check(event, in: folio)
    if role.party == .system { try EscalationRules.check(event, in: folio) }
  }

  private static func check(_ need: FolioMove.Need?, in folio: Folio) throws(FolioRefusal) {
    switch need {
    case nil: break
    case .noteSinceEntry: if !folio.hasNoteSinceEntry { throw .noteMissing }
    case .quote: if !folio.holds(.quote) { throw .quoteMissing }
    case .articulo492: if !folio.holds(.articulo492) { throw .articulo492Missing }
    }
  }

  /// The longest name of an area, in characters.
  static let areaCharactersMax = 100

  /// Suscripción is one stage with an area. Where the folio goes back to the stage it came from, it
  /// goes back to the area too, since each area was a stage of its own (a).
  private static func checkArea(
    _ event: FolioStageChanged, of move: FolioMove, in folio: Folio
  ) throws(FolioRefusal) {
    guard event.to == .suscripcion else {
      if !event.area.isEmpty { throw .areaOutsideSuscripcion(event.to) }
      return
    }
    if event.area.isBlank { throw .areaMissing }
    guard event.area.count <= areaCharactersMax else {
      throw .areaTooLong(characters: event.area.count)
    }
    if move.to == .stageItCameFrom, let before = folio.cameFrom?.area, before != event.area {
      throw .areaNotTheOneBefore(event.area, before: before)
    }
  }
}
