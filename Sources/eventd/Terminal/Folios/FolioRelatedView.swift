import Projections
import Schemas

/// Where one goes from a folio's page: to its predecessor and its clones, and to the boards.
/// Source: folios page, "Other actions" and "Boards".
struct FolioRelatedView {
  let page: FolioPage
  let times: LocalTimes
  let screen: Screen

  var rows: [(label: String, row: FolioRow)] {
    (page.hasPredecessor ? [("Trámite origen", page.predecessor)] : [])
      + page.cloneRows.map { ("Clon", $0) }
  }

  var lines: [String] {
    TextTable(
      [
        .text(""), .text("Número"), .text("Etapa", widthMin: 10), .text("Trámite", widthMin: 10),
        .text("Contratante", widthMin: 10), .text("Desde"),
      ],
      rows.map { label, row in
        TextTable.Row(
          cells: [
            label, row.number.folioTitle, row.stage.label(area: row.area), row.requestKind.label,
            row.contratante, times.minute(row.entered),
          ])
      }
    ).lines(screen, indent: 2)
  }

  /// For a person at a terminal: Tablero, Todos, Tipo/Etapa, and those above.
  var navigation: String {
    let cell = "--type \(page.form.processType.code) --stage \(page.stage.code)"
    var ways = [
      "Tablero: eventd board", "Todos: eventd board --all", "Tipo/Etapa: eventd board \(cell)",
    ]
    if page.hasPredecessor { ways.append("Trámite origen: eventd folio \(page.clonedFrom)") }
    if page.stage == .rechazo { ways.append("Clonar: eventd clone \(page.number)") }
    return ways.joined(separator: "\n")
  }
}
