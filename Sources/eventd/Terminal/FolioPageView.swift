import Projections
import Schemas

/// A folio's page: form, notes, expediente and history.
/// Source: folios page, "Boards".
struct FolioPageView: TableView {
  let response: FolioResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = wrappedTitle.map(screen.bold)
    lines.append(times.line(response.goodFor))
    let form = FolioFormFields(page: page, times: times).list
    lines += section("Datos generales", form.lines(screen))
    lines += section("Notas", notes)
    lines += section("Expediente", documents)
    lines += section("Historia", table.lines(screen, indent: 2))
    return lines.map { $0 + "\n" }.joined()
  }

  /// Its history.
  var table: TextTable { FolioHistoryView(history: page.history, times: times).table }

  private var page: FolioPage { response.page }

  private var wrappedTitle: [String] {
    let title = [
      page.number.folioTitle, page.form.processType.label,
      page.stage.label(area: page.area.printable),
    ].joined(separator: " · ")
    return title.wrapped(to: screen.width)
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + (lines.isEmpty ? ["  —"] : lines)
  }

  /// Who and when, then the text with its own line breaks.
  private var notes: [String] {
    page.notes.flatMap { note in
      let lines = note.text.split(whereSeparator: \.isNewline).flatMap { line in
        String(line).printable.wrapped(to: screen.width.map { $0 - 4 })
      }
      let head = "  \(times.minute(note.added))  \(note.author.label.printable)"
      return [head.cut(to: screen.width ?? .max)] + lines.map { "    " + $0 }
    }
  }

  private var documents: [String] {
    if page.documents.isEmpty { return [] }
    let rows = page.documents.map { entry in
      let document = entry.document
      return TextTable.Row(
        cells: [
          document.name, document.kind.label, document.created, document.sizeBytes.sizeText,
          document.mediaType, String(document.sha256.prefix(12)), entry.withdrawn ? "retirado" : "",
        ])
    }
    return TextTable(
      [
        .text("Nombre", widthMin: 12), .text("Clase", widthMin: 9), .text("Fecha"),
        .number("Tamaño"), .text("Tipo", widthMin: 8), .text("SHA-256"), .text(""),
      ], rows
    ).lines(screen, indent: 2)
  }
}
