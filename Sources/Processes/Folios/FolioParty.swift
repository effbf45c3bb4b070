public import Schemas

/// The three sides that act on a folio.
///
/// **Source:** folios page, introduction and “Stages and who may move what”.
public enum FolioParty: CaseIterable, Sendable {
  case salesForce
  case backOffice
  /// The daemon, for time-based escalations.
  case system

  public var label: String {
    switch self {
    case .salesForce: "the sales force (agente, promotor, ejecutivo comercial)"
    case .backOffice:
      "the back office (mesa de gestión documental, mesa de suscripción, mesa de emisión)"
    case .system: "the system, when a time limit has passed"
    }
  }
}

extension FolioRole {
  /// `nil` when no role is given, or one that these rules do not know.
  public var party: FolioParty? {
    switch self {
    case .agente, .promotor, .ejecutivoComercial: .salesForce
    case .mesaGestionDocumental, .mesaSuscripcion, .mesaEmision: .backOffice
    case .system: .system
    case .unspecified, .UNRECOGNIZED: nil
    }
  }
}
