import Events
import Processes
import Projections
import Schemas

/// The history of a request, an event a line, with what was said under it.
struct OrderHistoryView {
  let page: OrderPage
  let times: LocalTimes

  var table: TextTable {
    TextTable(
      [.text("Cuándo"), .text("Hecho", widthMin: 24), .text("Quién", widthMin: 8)],
      [first]
        + page.history.map { entry in
          let late =
            times.minute(entry.recorded) == times.minute(entry.effective)
            ? [] : ["Registrado \(times.minute(entry.recorded))"]
          let (fact, actor, details) = words(entry)
          return TextTable.Row(
            cells: [times.minute(entry.effective), fact, actor.label], details: details + late)
        })
  }

  private var first: TextTable.Row {
    let row = page.row
    let late =
      times.minute(row.recorded) == times.minute(row.received)
      ? [] : ["Registrado \(times.minute(row.recorded))"]
    return TextTable.Row(
      cells: [times.minute(row.received), "Recibida", page.received.actor.label], details: late)
  }

  private func words(
    _ entry: OrderEntry
  ) -> (fact: String, actor: OrderActor, details: [String]) {
    switch entry.event {
    case .stepTaken(let step): return (fact(of: step), step.actor, details(of: step))
    case .interactionRecorded(let change):
      return ("Interacción", change.actor, [change.interaction.label])
    case .workOrderReported(let change):
      return ("Orden \(change.workOrder.label)", change.actor, [])
    case .documentsArchived(let change): return ("Documentos archivados", change.actor, [])
    case .damageLinked(let change):
      return ("Daño \(change.damage.orderTitle) abierto", change.actor, [])
    case .executiveAssigned(let change):
      return ("Asignada a \(change.executive.label)", change.actor, [])
    case .reopened(let change): return ("Reabierta", change.actor, [change.interaction.label])
    case .reconnectionDateChanged(let change):
      return (
        "Reconexión el \(change.date)", change.actor, ["Por \(change.reconnection.orderTitle)"]
      )
    case .serviceReconnected(let change):
      return ("Reconectado", change.actor, [change.products.joined(separator: ", ")])
    case .deadlinePassed(let change):
      let title = OrderFigures.all.first { $0.name == change.escalation.rule }?.title
      return (
        "Plazo vencido", change.actor,
        [
          "\(title ?? change.escalation.rule), vencía \(times.minute(change.escalation.due)); "
            + "se avisa a \(change.escalation.addressee)"
        ]
      )
    case nil: return ("—", OrderActor(), [])
    }
  }

  private func fact(of step: OrderStepTaken) -> String {
    let outcome = OrderStepLabels.outcome(step.outcome)
    return OrderStepLabels.title(step.step) + (outcome.isEmpty ? "" : ": \(outcome)")
      + (step.end == .unspecified ? "" : " → \(step.end.label)")
  }

  private func details(of step: OrderStepTaken) -> [String] {
    var details = step.details.map { [OrderDetailWords.words($0, times)] } ?? []
    if !step.workOrders.isEmpty {
      details.append("Órdenes: \(step.workOrders.map(\.label).joined(separator: "; "))")
    }
    if !step.documents.isEmpty {
      details.append("Documentos: \(step.documents.map(\.label).joined(separator: "; "))")
    }
    if !step.interaction.text.isEmpty { details.append(step.interaction.label) }
    return details.filter { !$0.isEmpty }
  }
}
