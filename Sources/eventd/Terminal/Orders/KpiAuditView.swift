import Events
import Projections
import Schemas
import SwiftProtobuf

/// What was reported of the indicators of the closed months, and what changed after that.
/// Source: post-sale page, Indicators: a late fact corrects the month's figure, and the audit shows it.
struct KpiAuditView: TableView {
  let response: KpiAuditResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Indicadores: lo reportado y sus correcciones"),
      times.line(response.goodFor), "",
    ]
    let table = table
    lines += table.rows.isEmpty ? ["No hay meses cerrados."] : table.lines(screen)
    if response.next != 0 { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    let closings = response.closings.flatMap { closing in
      let figures =
        closing.reported.isEmpty ? [KpiFigure.with { $0.month = closing.month }] : closing.reported
      return figures.map { figure in
        row(times.minute(closing.recorded), "Reportado", "", figure, before: nil)
      }
    }
    let changes = response.changes.map { change in
      row(
        times.minute(change.recorded), "Corrección", change.number.orderTitle, change.after,
        before: change.before)
    }
    return TextTable(
      [
        .text("Cuándo"), .text("Hecho"), .text("Mes"), .text("Ejecutivo(a)", widthMin: 6),
        .text("Por"), .number("Soli-", "cit."), .number("Efec-", "tivas"),
        .number("< 24", "h"), .text("Antes"),
      ], closings + changes, gap: 1)
  }

  private func row(
    _ time: String, _ fact: String, _ order: String, _ figure: KpiFigure, before: KpiFigure?
  ) -> TextTable.Row {
    let who =
      figure.executive.key.isEmpty
      ? "Total" : figure.executive.name.isEmpty ? figure.executive.key : figure.executive.label
    return TextTable.Row(cells: [
      time, fact, figure.month, who, order, "\(figure.requests)", "\(figure.effective)",
      "\(figure.timely)",
      before.map { "\($0.requests)/\($0.effective)/\($0.timely)" } ?? "",
    ])
  }
}
