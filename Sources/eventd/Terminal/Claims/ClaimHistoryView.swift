import Processes
import Projections
import Schemas

/// The history of a claim, an event a line, with what was written under it.
struct ClaimHistoryView {
  let history: [ClaimMoment]
  let times: LocalTimes

  /// For a file: both times of every event.
  var table: TextTable {
    TextTable(
      [
        .text("Fecha"), .text("Registrado"), .text("Hecho", widthMin: 12),
        .text("Quién", widthMin: 12), .text("Queda en espera de", widthMin: 10),
      ],
      history.map { moment in
        TextTable.Row(
          cells: [
            times.minute(moment.effective), times.minute(moment.recorded),
            ClaimEvent.label(ofType: moment.type), moment.actor.label, moment.milestone.title,
          ], details: details(of: moment))
      })
  }

  /// For a screen, indented by two: when it was recorded only where that is another time.
  func lines(_ screen: Screen) -> [String] {
    (screen.fits(wide.width + 2) ? wide : narrow).lines(screen, indent: 2)
  }

  private var wide: TextTable {
    TextTable(
      [.text("Fecha"), .text("Hecho"), .text("Quién"), .text("Queda en espera de")],
      history.map { moment in
        TextTable.Row(
          cells: [
            times.minute(moment.effective), ClaimEvent.label(ofType: moment.type), who(moment),
            moment.milestone.title,
          ], details: recorded(moment) + details(of: moment))
      })
  }

  /// Who did it under the row.
  private var narrow: TextTable {
    TextTable(
      [.text("Fecha"), .text("Hecho", widthMin: 20), .text("Queda en espera de", widthMin: 16)],
      history.map { moment in
        TextTable.Row(
          cells: [
            times.minute(moment.effective), ClaimEvent.label(ofType: moment.type),
            moment.milestone.title,
          ], details: [who(moment)] + recorded(moment) + details(of: moment))
      })
  }

  /// `Asesor: Íngrid Peña`; the key where there is no name.
  private func who(_ moment: ClaimMoment) -> String {
    let actor = moment.actor
    let name = actor.name.isEmpty ? actor.key : actor.name
    return actor.role == .system || name.isEmpty
      ? actor.role.label : "\(actor.role.label): \(name)"
  }

  private func recorded(_ moment: ClaimMoment) -> [String] {
    let recorded = times.minute(moment.recorded)
    return recorded == times.minute(moment.effective) ? [] : ["registrado el \(recorded)"]
  }

  private func details(of moment: ClaimMoment) -> [String] {
    var details: [String] = []
    if !moment.text.isEmpty { details.append(moment.text) }
    if moment.hasEscalation { details.append(escalation(moment.escalation)) }
    return details
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
