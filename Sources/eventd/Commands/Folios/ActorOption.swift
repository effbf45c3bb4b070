import Projections
import Schemas

extension FolioActor {
  /// Who acts, as an option says it: `AGENTE:A-10423:Begoña Núñez`. The name may be left out.
  init(option text: String) throws(UsageError) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    let names = FolioRole.allCases.filter { $0 != .unspecified && $0 != .system }.map(\.wireName)
    guard parts.count >= 2, !parts[1].isEmpty,
      let role = FolioRole.allCases.first(where: { $0.wireName == parts[0] }),
      names.contains(role.wireName)
    else {
      throw UsageError(
        "--by '\(text)' is not ROLE:KEY:NAME, e.g. AGENTE:A-10423:Begoña Núñez; the roles are "
          + names.joined(separator: ", "))
    }
    self.init()
    self.role = role
    key = String(parts[1])
    name = parts.count > 2 ? String(parts[2]) : ""
  }
}

extension FolioRole {
  /// As in the schema.
  fileprivate var wireName: String {
    switch self {
    case .agente: "AGENTE"
    case .promotor: "PROMOTOR"
    case .ejecutivoComercial: "EJECUTIVO_COMERCIAL"
    case .mesaGestionDocumental: "MESA_GESTION_DOCUMENTAL"
    case .mesaSuscripcion: "MESA_SUSCRIPCION"
    case .mesaEmision: "MESA_EMISION"
    case .system: "SYSTEM"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
