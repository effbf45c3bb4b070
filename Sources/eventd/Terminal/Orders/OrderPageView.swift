import Events
import Projections
import Schemas

/// A request's page: who asks for what, where it stands, its papers, work orders, visits, time limits
/// and history.
/// Source: post-sale page, How to read the twelve procedures.
struct OrderPageView: TableView {
  let response: OrderResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = [row.number.orderTitle, row.procedure.title, row.place].joined(separator: " · ")
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines.append(times.line(response.goodFor))
    lines += section("Solicitud", FieldList(fields: facts).lines(screen))
    if !page.documents.isEmpty {
      lines += section("Documentos", FieldList(fields: papers).lines(screen))
    }
    if !page.workOrders.isEmpty { lines += section("Órdenes de trabajo", workOrders) }
    if !page.visits.isEmpty { lines += section("Visitas", visits.lines(screen, indent: 2)) }
    if !response.deadlines.isEmpty {
      lines += section("Plazos", deadlines.lines(screen, indent: 2))
    }
    lines += section("Historia", table.lines(screen, indent: 2))
    return lines.map { $0 + "\n" }.joined()
  }

  /// Its history.
  var table: TextTable { OrderHistoryView(page: page, times: times).table }

  private var page: OrderPage { response.page }
  private var row: OrderRow { response.page.row }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + lines
  }

  private var facts: [(label: String, value: String)] {
    var fields = [
      (label: "Cliente", value: "\(row.client.name), \(row.client.documentLabel)"),
      ("Contrato", row.contract),
      ("Productos", row.products.map(\.label).joined(separator: "; ")),
      ("Ejecutivo(a)", row.executive.label),
      ("Recibida", received),
    ]
    if let asked = page.received.asked { fields.append(("Pide", asked.words)) }
    if !page.received.contact.isEmpty { fields.append(("Contacto", page.received.contact)) }
    if page.received.linkedTo != 0 {
      fields.append(("Por la solicitud", page.received.linkedTo.orderTitle))
    }
    if !page.damages.isEmpty {
      fields.append(
        ("Daños abiertos", page.damages.map(\.orderTitle).joined(separator: ", ")))
    }
    if page.hasSuspension { fields.append(("Suspensión", suspension)) }
    if row.hasConcluded {
      fields.append(("Concluida", times.minute(row.concluded)))
    } else {
      fields.append(
        (
          "En este paso",
          "desde \(times.minute(row.entered)); le toca a \(row.roles.codes)"
        ))
    }
    if row.reopened { fields.append(("Reabierta", "sí: no cuenta como atendida con eficacia")) }
    return fields
  }

  private var received: String {
    let asker =
      page.received.asker == .unspecified ? "" : "la pide \(page.received.asker.label)"
    return [times.minute(row.received), page.received.channel.words, asker]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private var suspension: String {
    let suspension = page.suspension
    return "del \(suspension.start) al \(suspension.end)"
      + (suspension.reconnected ? ", reconectada" : "")
  }

  private var papers: [(label: String, value: String)] {
    [
      ("Recibidos", page.documents.map(\.label).joined(separator: "; ")),
      (
        "Los tiene",
        page.archived
          ? "el archivo" : page.documentsWith == .unspecified ? "" : page.documentsWith.label
      ),
    ]
  }

  private var workOrders: [String] {
    page.workOrders.flatMap { order in
      (order.label + (order.cause.isEmpty ? "" : ": \(order.cause)")).printable
        .wrapped(to: screen.width.map { $0 - 2 })
    }.map { "  " + $0 }
  }

  private var visits: TextTable {
    TextTable(
      [
        .text("Fecha y hora"), .text("Persona", widthMin: 8), .text("Ubicación", widthMin: 8),
        .text("Observaciones", widthMin: 8),
      ],
      page.visits.map { visit in
        TextTable.Row(cells: [
          times.minute(visit.visit.at), visit.visit.person, visit.visit.location,
          visit.visit.observations,
        ])
      })
  }

  private var deadlines: TextTable {
    TextTable(
      [.text("Vence"), .text("Qué ocurre", widthMin: 20), .text("Fuente", widthMin: 8)],
      response.deadlines.map { deadline in
        TextTable.Row(cells: [times.minute(deadline.due), deadline.action, deadline.source])
      })
  }
}
