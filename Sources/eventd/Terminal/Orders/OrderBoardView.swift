import Events
import Projections
import Schemas

/// How many requests wait at which step of the twelve procedures, who may take it, and since when the
/// oldest waits; then how many have ended.
/// Source: post-sale page, A to L.
struct OrderBoardView: TableView {
  let response: OrderBoardResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("Solicitudes de post-venta"), times.line(response.goodFor), ""]
    if groups.isEmpty { lines += ["No hay solicitudes."] }
    for (index, group) in groups.enumerated() {
      let cells = group.cells.map { row($0, isFilled: screen.fits(80)) }
      let rows = TextTable(columns, cells).lines(screen, indent: 2)
      // The columns are as wide in every procedure, so that one heading is enough.
      if index == 0 { lines.append(rows[0]) }
      lines += [screen.bold(group.procedure.title)] + rows.dropFirst()
    }
    if groups.count > 1 {
      let open = count { $0.end == .unspecified }
      lines += ["", "Total: \(count { _ in true }), de ellas abiertas: \(open)"]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All procedures in one, each row with its own.
  var table: TextTable {
    TextTable(
      [.text("Procedimiento")] + columns,
      response.cells.map { cell in
        TextTable.Row(cells: [cell.procedure.title] + row(cell, isFilled: false).cells)
      })
  }

  private var columns: [TextTable.Column] {
    [
      .text("Paso", widthMin: 16), .text("Quién"), .number("Solicitudes"),
      .text("La más antigua"), .number("Días"),
    ]
  }

  private func row(_ cell: OrderCell, isFilled: Bool) -> TextTable.Row {
    func filled(_ text: String, to width: Int) -> String {
      isFilled ? text.filled(to: width) : text
    }
    return TextTable.Row(cells: [
      filled(place(of: cell), to: placeWidth), filled(cell.roles.codes, to: 6), "\(cell.count)",
      filled(cell.hasOldest ? times.minute(cell.oldest) : "—", to: 16),
      cell.hasOldest ? "\(times.days(from: cell.oldest, to: response.goodFor.now))" : "—",
    ])
  }

  private func place(of cell: OrderCell) -> String {
    cell.end == .unspecified ? OrderStepLabels.title(cell.step) : cell.end.label
  }

  private var placeWidth: Int { response.cells.map { place(of: $0).count }.max() ?? 0 }

  /// In the order of the answer, which is that of the procedures.
  private var groups: [(procedure: OrderProcedure, cells: [OrderCell])] {
    var groups: [(procedure: OrderProcedure, cells: [OrderCell])] = []
    for cell in response.cells {
      if groups.last?.procedure == cell.procedure {
        groups[groups.count - 1].cells.append(cell)
      } else {
        groups.append((cell.procedure, [cell]))
      }
    }
    return groups
  }

  private func count(_ isCounted: (OrderCell) -> Bool) -> UInt64 {
    response.cells.filter(isCounted).reduce(0) { $0 + $1.count }
  }
}
