import Schemas

/// One process type: the request kinds and the ramo it takes.
///
/// **Source:** folios page, “Process types”.
struct FolioProcess {
  let type: FolioProcessType
  /// `nil` in the processes without issue, which need none and take any (a).
  let ramo: FolioRamo?
  let kinds: [FolioRequestKind]

  /// Whether a policy or an endoso can come of it. “Processes without issue” are the last five.
  var hasIssue: Bool { ramo != nil }

  static let quotesAndIssues: [FolioRequestKind] = [
    .cotizacionInicial, .cotizacionRenovacion, .renovacionAnticipada, .reexpedicion, .revire,
    .emisionPolizaNueva, .emisionRenovacion,
  ]
  static let endosos: [FolioRequestKind] = [.endosoA, .endosoB, .endosoD]
  static let altas: [FolioRequestKind] = [.altaPromotor, .altaAgente]

  /// The eleven, in the order of the page. Administración de agentes takes its two kinds instead of
  /// *solicitud* (a).
  static let table: [FolioProcess] = [
    FolioProcess(
      type: .cotizacionEmisionAutos, ramo: .autos, kinds: quotesAndIssues + endosos),
    FolioProcess(
      type: .cotizacionEmisionDanos, ramo: .danos, kinds: quotesAndIssues + endosos),
    FolioProcess(
      type: .cotizacionEmisionPersonasColectivo, ramo: .personas, kinds: quotesAndIssues),
    FolioProcess(
      type: .cotizacionEmisionPersonasIndividual, ramo: .personas, kinds: quotesAndIssues),
    FolioProcess(type: .movimientosIndividual, ramo: .personas, kinds: endosos),
    FolioProcess(type: .movimientosColectivo, ramo: .personas, kinds: endosos),
    FolioProcess(type: .cobranza, ramo: nil, kinds: [.solicitud]),
    FolioProcess(type: .incentivos, ramo: nil, kinds: [.solicitud]),
    FolioProcess(type: .prestamosRescatesEstadosDeCuenta, ramo: nil, kinds: [.solicitud]),
    FolioProcess(type: .administracionAgentes, ramo: nil, kinds: altas),
    FolioProcess(type: .comentariosSugerenciasQuejas, ramo: nil, kinds: [.solicitud]),
  ]

  /// The subramos of the ramo personas. In autos and daños the subramo is any text.
  static let subramosPersonas = ["GMM", "Vida", "AP"]

  /// `nil` for no process type at all.
  static func of(_ type: FolioProcessType) -> FolioProcess? {
    table.first { $0.type == type }
  }
}
