import Processes
import Projections
import Schemas

/// The history of a claim, an event a line, with what was written under it.
struct ClaimHistoryView {
  let history: [ClaimMoment]
  let times: LocalTimes

  var table: TextTable {
    TextTable(
      [
        .text("Fecha"), .text("Registrado"), .text("Hecho", widthMin: 12),
        .text("Quién", widthMin: 12), .text("Queda en espera de", widthMin: 10),
      ],
      history.map { moment in
        var details: [String] = []
        if !moment.text.isEmpty { details.append(moment.text) }
        if moment.hasEscalation { details.append(escalation(moment.escalation)) }
        return TextTable.Row(
          cells: [
            times.minute(moment.effective), times.minute(moment.recorded),
            ClaimEvent.label(ofType: moment.type), moment.actor.label, moment.milestone.title,
          ], details: details)
      })
  }

  private func escalation(_ escalation: Escalation) -> String {
    "\(title(escalation.rule)), vencía \(times.minute(escalation.due)); se avisa a la "
      + escalation.addressee
  }

  private func title(_ rule: String) -> String {
    switch rule {
    case "prescription-reached": "Prescrita"
    case "pool-month": "Mes de la bolsa"
    default: ClaimFigures.all.first { $0.name == rule }?.title ?? rule
    }
  }
}
