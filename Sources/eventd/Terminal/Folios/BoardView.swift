import Events
import Projections
import Schemas

/// The first screen, "Trámites por tipo y etapa": process types by stages with totals, and below
/// them Suscripción by area. On a screen too narrow for the stages that occur, a list of the cells.
/// Source: folios page, "Boards".
struct BoardView: TableView {
  /// What was asked for; names the board.
  var request = BoardRequest()
  let response: BoardResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = ["Trámites por tipo y etapa"] + FolioFilterWords(request).parts
    var lines = title.joined(separator: " · ").wrapped(to: screen.width).map(screen.bold)
    lines += [
      times.line(response.goodFor), "",
    ]
    if response.cells.isEmpty {
      lines.append("No hay folios.")
    } else if let matrix = matrices.first(where: { screen.fits($0.width) }) {
      lines += matrix.lines(screen)
      lines += areas
    } else {
      lines += list.lines(screen)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { matrix(gap: 2, label: \.label, heading: \.heading) }

  /// With whole words, and with short ones.
  private var matrices: [TextTable] {
    [table, matrix(gap: 1, label: \.shortLabel, heading: \.shortHeading)]
  }

  private func matrix(
    gap: Int, label: (FolioProcessType) -> String,
    heading: (FolioStage) -> (above: String, below: String)
  ) -> TextTable {
    let types = Set(response.cells.map(\.processType)).sorted { $0.rawValue < $1.rawValue }
    let stages = Set(response.cells.map(\.stage)).sorted { $0.rawValue < $1.rawValue }
    func count(_ isCounted: (BoardCell) -> Bool) -> String {
      let count = response.cells.filter(isCounted).reduce(UInt64(0)) { $0 + $1.count }
      return count == 0 ? "·" : "\(count)"
    }
    var rows = types.map { type in
      TextTable.Row(
        cells: [label(type)]
          + stages.map { stage in count { $0.processType == type && $0.stage == stage } }
          + [count { $0.processType == type }])
    }
    let totals = stages.map { stage in count { $0.stage == stage } } + [count { _ in true }]
    rows.append(TextTable.Row(cells: ["Total"] + totals))
    return TextTable(
      [.text("", title: "Tipo")]
        + stages.map { stage in .number(heading(stage).above, heading(stage).below) }
        + [.number("Total")], rows, gap: gap)
  }

  private var areas: [String] {
    let cells = response.cells.filter { $0.stage == .suscripcion }
    if cells.isEmpty { return [] }
    let counts = Dictionary(cells.map { ($0.area, $0.count) }, uniquingKeysWith: +)
    let rows = counts.sorted { $0.key < $1.key }.map { area, count in
      TextTable.Row(cells: [area.isEmpty ? "(sin área)" : area, "\(count)"])
    }
    let table = TextTable([.text("Área", widthMin: 8), .number("Folios")], rows)
    return ["", screen.bold("Suscripción por área")] + table.lines(screen)
  }

  private var list: TextTable {
    TextTable(
      [
        .text("Tipo"), .text("Etapa", widthMin: 12), .text("Área", widthMin: 6), .number("Folios"),
      ],
      response.cells.map { cell in
        TextTable.Row(
          cells: [cell.processType.shortLabel, cell.stage.label, cell.area, "\(cell.count)"])
      } + [
        TextTable.Row(
          cells: [
            "Total", "", "", "\(response.cells.reduce(UInt64(0)) { $0 + $1.count })",
          ])
      ])
  }
}
