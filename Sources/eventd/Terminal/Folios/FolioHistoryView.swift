import Projections
import Schemas

/// "Historia" of a folio's page: each stay in a stage with entry, exit and who moved it in, and
/// under it why.
struct FolioHistoryView {
  let history: [FolioStay]
  let times: LocalTimes

  var table: TextTable {
    TextTable(
      [
        .text("Etapa", widthMin: 12), .text("Entrada"), .text("Salida"),
        .text("Quién", widthMin: 10),
      ],
      history.map { stay in
        TextTable.Row(
          cells: [
            stay.stage.label(area: stay.area), times.minute(stay.entered),
            stay.hasLeft ? times.minute(stay.left) : "—", stay.actor.label,
          ], details: reasons(stay))
      })
  }

  private func reasons(_ stay: FolioStay) -> [String] {
    var sentences: [String] = []
    if stay.reason != .unspecified { sentences.append("Motivo: \(stay.reason.label)") }
    if !stay.remark.isEmpty { sentences.append("Observación: \(stay.remark)") }
    if stay.emptyExpediente { sentences.append("Entró con el expediente vacío") }
    if stay.hasEscalation {
      let escalation = stay.escalation
      sentences.append("Regla \(escalation.rule) (\(escalation.source))")
      sentences.append(
        "Vencía \(times.minute(escalation.due)), se aplicó \(times.minute(escalation.fired))")
    }
    return sentences
  }
}
