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
    if !page.warnings.isEmpty { lines += section("Atención", warnings) }
    let form = FolioFormFields(page: page, times: times).list
    lines += section("Datos generales", form.lines(screen))
    lines += section("Notas", notes)
    lines += section("Expediente", documents)
    if !page.checklist.isEmpty { lines += section("Documentos requeridos", checklist) }
    lines += section("Historia", table.lines(screen, indent: 2))
    if !page.notices.isEmpty { lines += section("Avisos al responsable", notices) }
    if page.hasAccess { lines += section("Acceso al portal", access) }
    let related = FolioRelatedView(page: page, times: times, screen: screen)
    if !related.rows.isEmpty { lines += section("Predecesor y clones", related.lines) }
    if screen.isTerminal { lines += ["", related.navigation] }
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

  private var warnings: [String] {
    page.warnings.flatMap { $0.label.wrapped(to: screen.width.map { $0 - 2 }) }.map { "  " + $0 }
  }

  private var checklist: [String] {
    page.checklist.flatMap { item in
      let mark = item.attached ? "✓ " : "· "
      return (mark + item.document.printable).wrapped(to: screen.width.map { $0 - 2 })
        .map { "  " + $0 }
    }
  }

  private var notices: [String] {
    TextTable(
      [
        .text("En cola"), .text("Etapa", widthMin: 12), .text("Para", widthMin: 10),
        .text("Estado"), .text("Reporte"),
      ],
      page.notices.map { notice in
        TextTable.Row(
          cells: [
            times.minute(notice.queuedAt), notice.queued.to.label, notice.queued.owner.label,
            notice.state.label, notice.hasReportedAt ? times.minute(notice.reportedAt) : "—",
          ], details: notice.why.isEmpty ? [] : ["No se envió: \(notice.why)"])
      }
    ).lines(screen, indent: 2)
  }

  private var access: [String] {
    FieldList(fields: [
      ("Solicitud", page.access.id), ("Clase", page.access.kind.label),
      ("Estado", page.access.state.label), ("Clave", page.access.key),
      ("Correo", page.access.email), ("Desde", times.minute(page.access.modified)),
    ]).lines(screen)
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
          document.mediaType, String(document.sha256.prefix(12)),
          entry.withdrawn ? "Retirado" : entry.upload.label,
        ], details: document.requirement.isEmpty ? [] : ["Es: \(document.requirement)"])
    }
    return TextTable(
      [
        .text("Nombre", widthMin: 12), .text("Clase", widthMin: 9), .text("Fecha"),
        .number("Tamaño"), .text("Tipo", widthMin: 6), .text("SHA-256"), .text("Carga"),
      ], rows
    ).lines(screen, indent: 2)
  }
}
