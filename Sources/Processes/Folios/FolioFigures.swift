import Events
import Projections
public import Schemas

/// The figures and settings of folios that may change.
///
/// **Source:** folios page, “Time-based escalations” and “Notices”.
public enum FolioFigures {
  public static let all =
    EscalationRules.all.map(\.figure) + [noticePrefix, noticeSender]
    + FolioStage.all.filter { !$0.isFinal }.map(serviceLevel)
    + FolioProcess.table.flatMap { process in
      process.kinds.map { checklist(process.type, $0) }
    }

  public static let noticePrefix = PolicyFigure(
    area: FolioEvent.category, name: "notice-subject-prefix",
    title: "Prefijo del asunto de los avisos", kind: .text, builtIn: .text("[Bx+enlace]"),
    mayBeNone: false, source: "folios: Notices")

  public static let noticeSender = PolicyFigure(
    area: FolioEvent.category, name: "notice-sender", title: "Remitente de los avisos", kind: .text,
    builtIn: .text("notificaciones.correo@vepormas.mx"), mayBeNone: false,
    source: "folios: Notices")

  /// How long a folio should be in a stage at the most; nothing moves when it is longer. None by
  /// default: circular 31-2023 is not in the source (a).
  public static func serviceLevel(_ stage: FolioStage) -> PolicyFigure {
    PolicyFigure(
      area: FolioEvent.category, name: "service-level-\(stage.code)",
      title: "Nivel de servicio en \(stage.label)", kind: .days, builtIn: nil,
      source: "folios: Time-based escalations (circular 31-2023)")
  }

  /// Where the checklists are adopted.
  public static let checklistArea = "folio-documents"

  /// The documents that a request needs. None by default: circular 06-2023 is not in the source (a).
  public static func checklist(
    _ type: FolioProcessType, _ kind: FolioRequestKind
  ) -> PolicyFigure {
    PolicyFigure(
      area: checklistArea, name: "\(type.code)-\(kind.code)",
      title: "Documentos de \(type.label), \(kind.label)", kind: .texts, builtIn: nil,
      source: "folios: Time-based escalations (circular 06-2023)")
  }
}
