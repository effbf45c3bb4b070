import Events
import Projections
import Schemas

/// What a notice says.
///
/// **Source:** folios page, “Notices”: the subject; that the body names number and process, and asks to
/// find it in the portal and process it on to the next stage. What happened, and what is left to do
/// with a folio that has ended, is said besides (a).
enum FolioNoticeText {
  /// `[Bx+enlace] El trámite #00399794 requiere tu atención`
  static func subject(_ number: FolioNumber, prefix: String) -> String {
    "\(prefix) El trámite \(number.title) requiere tu atención"
  }

  static func body(
    _ number: FolioNumber, _ processType: FolioProcessType, _ move: FolioStageChanged
  ) -> String {
    """
    \(happened("El trámite \(number.title) de \(processType.label)", move))

    \(wanted(move.to))
    """
  }

  private static func happened(_ folio: String, _ move: FolioStageChanged) -> String {
    if move.hasEscalation {
      return "\(folio) pasó por sí solo de \(move.from.label) a \(move.to.label), porque venció su "
        + "plazo (\(move.escalation.source))."
    }
    return switch move.to {
    case .confirmacionCliente:
      "\(folio) te fue asignado: está en \(move.to.label) y requiere tu atención."
    default:
      "\(folio) te fue devuelto a \(move.to.label), por falta de documentos o de información."
    }
  }

  private static func wanted(_ stage: FolioStage) -> String {
    stage == .rechazo
      ? "Búscalo en el portal, en el listado de trámites. Desde Rechazo lo puedes clonar y procesar "
        + "de nuevo."
      : "Búscalo en el portal, en el listado de trámites, y procésalo para que pase a la siguiente "
        + "etapa."
  }
}
