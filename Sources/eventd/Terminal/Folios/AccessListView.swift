import Projections
import Schemas

/// Requests of access and forgotten passwords, in order of time.
/// Source: folios page, "Portal access (alta de usuarios) and passwords".
struct AccessListView: TableView {
  let response: AccessesResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("Accesos al portal"), times.line(response.goodFor), ""]
    lines += response.rows.isEmpty ? ["No hay solicitudes."] : shown.lines(screen)
    if response.next != 0 { lines += ["", "Hay más después de --after \(response.next)."] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [
        .text("Solicitud", widthMin: 8), .text("Clase"), .text("Estado"),
        .text("Canal", widthMin: 8), .text("Clave", widthMin: 5), .text("Correo", widthMin: 8),
        .text("Desde"), .text("Falta o vence", widthMin: 25),
      ],
      response.rows.map { row in
        TextTable.Row(
          cells: [
            row.id, row.kind.label, row.state.label,
            row.kind == .unspecified ? "Portal" : row.channel.label, row.key, row.email,
            times.minute(row.begun), pending(row),
          ])
      })
  }

  /// Whole where it fits; else address, way, clave and what is missing under the request.
  private var shown: TextTable { screen.fits(table.width) ? table : narrow }

  private var narrow: TextTable {
    TextTable(
      [.text("Solicitud", widthMin: 8), .text("Clase"), .text("Estado"), .text("Desde")],
      response.rows.map { row in
        let words = [
          row.email, row.kind == .unspecified ? "por el portal" : "por \(row.channel.label)",
          row.key.isEmpty ? "" : "clave \(row.key)",
          row.missing.isEmpty ? pending(row) : "falta \(pending(row))",
        ]
        return TextTable.Row(
          cells: [row.id, row.kind.label, row.state.label, times.minute(row.begun)],
          details: [words.filter { !$0.isEmpty }.joined(separator: " · ")])
      })
  }

  private func pending(_ row: AccessRow) -> String {
    if row.state == .linkMailed || row.state == .linkOpened {
      return "vence \(times.second(row.linkExpires))"
    }
    return row.missing.map(\.label).joined(separator: ", ")
  }
}
