import Events
import Projections
import Schemas

/// A list of requests, a line each.
/// Source: post-sale page, How to read the twelve procedures.
struct OrderListView: TableView {
  /// What was asked for; names the list.
  let request: OrdersRequest
  let response: OrdersResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines += [times.line(response.goodFor), ""]
    lines += response.rows.isEmpty ? ["No hay solicitudes."] : screenTable.lines(screen)
    if response.next != 0 { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { fileTable }

  private var title: String {
    var parts = ["Solicitudes"]
    if request.procedure != .unspecified { parts.append(request.procedure.title) }
    if !request.step.isEmpty { parts.append(OrderStepLabels.title(request.step)) }
    if !request.executive.isEmpty {
      let name = response.rows.first?.executive.label ?? request.executive
      parts.append("Ejecutivo(a): \(name)")
    }
    if !request.client.isEmpty {
      parts.append(response.rows.first.map { $0.client.name } ?? request.client)
    }
    return parts.joined(separator: " · ")
  }

  /// The executive only where the list is of several.
  private var screenTable: TextTable {
    let showsExecutive = request.executive.isEmpty
    return TextTable(
      [
        .text("Número"), .text("Paso", widthMin: 8), .text("Quién"),
        .text("Cliente", widthMin: 8),
      ] + (showsExecutive ? [.text("Ejec.", widthMin: 5)] : [])
        + [.text("Recibida"), .text("Próximo plazo")],
      response.rows.map { row in
        TextTable.Row(
          cells: [row.number.orderTitle, row.shortPlace, row.roles.codes, row.client.name]
            + (showsExecutive ? [row.executive.key] : [])
            + [times.day(row.received), row.hasDeadline ? times.minute(row.deadline) : "—"])
      }, gap: 1)
  }

  /// Also what a screen has no room for.
  private var fileTable: TextTable {
    TextTable(
      [
        .text("Número"), .text("Procedimiento"), .text("Paso"), .text("Quién"), .text("Cliente"),
        .text("Documento"), .text("Contrato"), .text("Productos"), .text("Ejecutivo(a)"),
        .text("Recibida"), .text("Próximo plazo"), .text("Concluida"),
      ],
      response.rows.map { row in
        TextTable.Row(cells: [
          row.number.orderTitle, row.procedure.title, row.place, row.roles.codes, row.client.name,
          row.client.documentLabel, row.contract,
          row.products.map(\.label).joined(separator: "; "), row.executive.label,
          times.minute(row.received), row.hasDeadline ? times.minute(row.deadline) : "—",
          row.hasConcluded ? times.minute(row.concluded) : "—",
        ])
      })
  }
}
