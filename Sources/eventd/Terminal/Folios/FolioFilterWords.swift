import Projections
import Schemas

/// What a board or a list was narrowed to, in words of its title. Process type, stage and area are
/// not among them.
struct FolioFilterWords {
  let parts: [String]

  init(_ request: BoardRequest) {
    parts = Self.parts(request.ramo, request.agente, request.promotor, request.oficina)
  }

  init(_ request: FoliosRequest) {
    parts = Self.parts(request.ramo, request.agente, request.promotor, request.oficina)
  }

  private static func parts(
    _ ramo: FolioRamo, _ agente: String, _ promotor: String, _ oficina: String
  ) -> [String] {
    (ramo == .unspecified ? [] : ["Ramo \(ramo.label)"])
      + [("Agente", agente), ("Promotor", promotor), ("Oficina", oficina)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.printable)" }
  }
}

extension FolioWarning {
  /// In a list.
  var shortLabel: String {
    switch self {
    case .emptyExpediente: "expediente vacío"
    case .checklistIncomplete: "faltan documentos"
    case .serviceLevelExceeded: "nivel vencido"
    case .uploadFailed: "carga fallida"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }

  /// On the page.
  var label: String {
    switch self {
    case .emptyExpediente:
      "Pasó de Alta de Trámite con el expediente vacío, y no tiene documentos todavía."
    case .checklistIncomplete: "Faltan documentos de los que su trámite requiere."
    case .serviceLevelExceeded: "Lleva en la etapa más tiempo que el de su nivel de servicio."
    case .uploadFailed: "La carga de un documento falló."
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
