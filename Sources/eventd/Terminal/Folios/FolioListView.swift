import Projections
import Schemas

/// The list of one cell of the board: a line a folio, or a few where the screen is too narrow for
/// the columns. Days in the stage are changes of the local date since the entry.
/// Source: folios page, "Boards".
struct FolioListView: TableView {
  /// What was asked for; names the list.
  let request: FoliosRequest
  let response: FoliosResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = title.wrapped(to: screen.width).map(screen.bold)
    lines += [times.line(response.goodFor), ""]
    if response.rows.isEmpty {
      lines.append("No hay folios.")
    } else {
      let table = table
      lines +=
        screen.fits(table.widthMin) ? table.lines(screen) : response.rows.flatMap(block)
    }
    if response.next != 0 { lines += ["", "Hay más después de \(response.next.folioTitle)."] }
    return lines.map { $0 + "\n" }.joined()
  }

  private var title: String {
    var parts: [String] = []
    if request.processType != .unspecified { parts.append(request.processType.label) }
    if request.stage != .unspecified {
      parts.append(request.stage.label(area: request.area.printable))
    } else if !request.area.isEmpty {
      parts.append(request.area.printable)
    }
    parts += FolioFilterWords(request).parts
    return parts.isEmpty ? "Todos los trámites" : parts.joined(separator: " · ")
  }

  /// Process type and stage have columns only where the request leaves them open.
  var table: TextTable {
    let showsType = request.processType == .unspecified
    let showsStage = request.stage == .unspecified
    var columns: [TextTable.Column] = [.text("Número")]
    if showsType { columns.append(.text("Tipo", widthMin: 12)) }
    if showsStage { columns.append(.text("Etapa", widthMin: 12)) }
    columns += [
      .text("Trámite", widthMin: 10), .text("Contratante", widthMin: 10),
      .text("Centro", "emisor", widthMin: 8), .text("Agente", widthMin: 8),
      .text("Promotor", widthMin: 8), .text("Oficina", widthMin: 6),
      .text("Región", widthMin: 6), .text("Prior."), .number("Días"), .text("Vence"),
    ]
    let showsWarnings = response.rows.contains { !$0.warnings.isEmpty }
    if showsWarnings { columns.append(.text("Atención", widthMin: 10)) }
    let rows = response.rows.map { row in
      TextTable.Row(
        cells: [row.number.folioTitle] + (showsType ? [row.processType.shortLabel] : [])
          + (showsStage ? [row.stage.label(area: row.area)] : [])
          + [
            row.requestKind.label, row.contratante, row.centroEmisor, row.agent, row.promotor,
            row.oficina, row.region, row.priority.label, "\(days(row))", deadline(row),
          ]
          + (showsWarnings ? [row.warnings.map(\.shortLabel).joined(separator: ", ")] : []))
    }
    return TextTable(columns, rows)
  }

  /// What somebody typed comes last, so that a long text hides nothing else.
  private func block(_ row: FolioRow) -> [String] {
    let days = days(row)
    var sentences = [
      "\(row.number.folioTitle)  \(row.requestKind.label) · prioridad \(row.priority.label) · "
        + "\(days) \(days == 1 ? "día" : "días") · "
        + (row.hasDeadline ? "vence \(deadline(row))" : "sin vencimiento")
    ]
    if request.processType == .unspecified || request.stage == .unspecified {
      sentences.append("  \(row.processType.label) · \(row.stage.label(area: row.area))")
    }
    sentences += [
      "  \(row.contratante)",
      "  \(row.agent) · \(row.promotor) · \(row.centroEmisor) · \(row.oficina), \(row.region)",
    ]
    if !row.warnings.isEmpty {
      sentences.insert(
        "  Atención: " + row.warnings.map(\.shortLabel).joined(separator: ", "), at: 1)
    }
    return sentences.map { $0.printable.cut(to: screen.width ?? .max) }
  }

  private func days(_ row: FolioRow) -> Int {
    times.days(from: row.entered, to: response.goodFor.now)
  }

  private func deadline(_ row: FolioRow) -> String {
    row.hasDeadline ? times.minute(row.deadline) : "—"
  }
}
