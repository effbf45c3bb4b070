public import Schemas

/// The table of steps of one procedure.
public typealias OrderPath = Path<OrderRole>

/// The twelve procedures of post-sale. Each table is in a file of its own, row by row as on the page.
///
/// **Source:** post-sale page, A to L.
public enum OrderProcedures {
  /// In the order of the page.
  public static let all: [(procedure: OrderProcedure, path: OrderPath)] = [
    (.serviciosSuplementarios, serviciosSuplementarios),
    (.cambioDePlan, cambioDePlan),
    (.trasladoDeProductos, trasladoDeProductos),
    (.suspensionYReconexion, suspensionYReconexion),
    (.registroDeDanos, registroDeDanos),
    (.registroDeReclamos, registroDeReclamos),
    (.detalleDeLlamadas, detalleDeLlamadas),
    (.retiroDeProductos, retiroDeProductos),
    (.gestionDeMora, gestionDeMora),
    (.llamadasDeFidelizacion, llamadasDeFidelizacion),
    (.gestionPreventiva, gestionPreventiva),
    (.visitaDeSoporte, visitaDeSoporte),
  ]

  /// `nil` for no procedure at all.
  public static func path(_ procedure: OrderProcedure) -> OrderPath? { paths[procedure] }

  /// Who may take a step; none for a step that there is not.
  public static func roles(_ procedure: OrderProcedure, _ step: String) -> [OrderRole] {
    path(procedure)?.step(step)?.roles ?? []
  }

  private static let paths = Dictionary(
    uniqueKeysWithValues: all.map { ($0.procedure, $0.path) })
}

// The roles as the page abbreviates them, so that a table reads as it does there.
extension OrderRole {
  static let ee = OrderRole.ejecutivoEmpresas
  static let gc = OrderRole.gestorComercial
  static let gt = OrderRole.gestorTecnico
  static let at = OrderRole.analistaTecnico
}

// The two outcomes of every quality call.
extension PathOutcome {
  /// It works, and the client says so.
  static let confirmed = PathOutcome.on("confirmed", .done)
  /// The request stays open at this step.
  ///
  /// **Source:** post-sale page, How to read the twelve procedures.
  static let notConfirmed = PathOutcome.on("not-confirmed", .again)
}

extension PathStep {
  /// Whether the client is called to hear whether it works.
  var isQualityCall: Bool { outcomes.contains(.notConfirmed) }
}

extension PathNext {
  /// The one step where the request waits next, and how it ended. No procedure forks.
  func place(after step: String) -> (next: String, end: OrderEnd) {
    switch self {
    case .steps(let steps): (steps.first ?? "", .unspecified)
    case .again: (step, .unspecified)
    case .done: ("", .done)
    case .early: ("", .early)
    }
  }
}
