import Events
import Projections
import Schemas

/// The time-based escalations.
///
/// **Source:** folios page, “Time-based escalations”.
public enum EscalationRules {
  /// The page's table, row by row. Reasons are (a) but for the last.
  public static let all: [EscalationRule] = [
    // The source states no time here; this one is a setting.
    EscalationRule(
      name: "alta-de-tramite-not-moved", title: "Alta de Trámite sin mover", stage: .altaDeTramite,
      medicalInformation: nil,
      limit: .businessDays(1), to: .gestionDocumental, reason: .unspecified,
      source: "folios: Time-based escalations; default, a setting"),
    EscalationRule(
      name: "confirmacion-cliente-without-medical-information",
      title: "Confirmación Cliente sin información médica", stage: .confirmacionCliente,
      medicalInformation: false, limit: .businessDays(3), to: .rechazo,
      reason: .missingInformation, source: circular),
    EscalationRule(
      name: "confirmacion-cliente-with-medical-information",
      title: "Confirmación Cliente con información médica", stage: .confirmacionCliente,
      medicalInformation: true, limit: .businessDays(20), to: .rechazo,
      reason: .missingInformation, source: circular),
    EscalationRule(
      name: "cotizacion-entregada-no-answer", title: "Cotización Entregada sin respuesta",
      stage: .cotizacionEntregada,
      medicalInformation: nil, limit: .calendarDays(35), to: .rechazo,
      reason: .noAcceptanceReceived, source: circular),
  ]

  private static let circular = "circular 39-2022/10-27"

  public static func named(_ name: String) -> EscalationRule? { all.first { $0.name == name } }

  /// Whether a move of the daemon is what the rule it names says of this folio. That the time was
  /// up is the timer's matter; here it must at least not be early by its own account.
  static func check(_ event: FolioStageChanged, in folio: Folio) throws(FolioRefusal) {
    if let field = firstDifference(of: event, in: folio) {
      throw .escalationNotByRule(rule: event.escalation.rule, field: field)
    }
  }

  private static func firstDifference(of event: FolioStageChanged, in folio: Folio) -> String? {
    let escalation = event.escalation
    guard let rule = named(escalation.rule),
      rule.applies(in: folio.place.stage, medicalInformation: folio.form.medicalInformation)
    else { return "rule" }
    if event.to != rule.to { return "to" }
    if event.reason != rule.reason { return "reason" }
    if Timestamp(escalation.entered) != folio.entered { return "entered" }
    if Timestamp(escalation.fired) < Timestamp(escalation.due) { return "fired" }
    return nil
  }
}
