import Events
import Projections
import Schemas

/// A list of claims, a line each; under it what is missing, where that was asked for.
/// Source: claims page, "What must be seen".
struct ClaimListView: TableView {
  /// What was asked for; names the list.
  let request: ClaimListRequest
  let response: ClaimListResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    let wide = table(isFile: false)
    lines +=
      response.rows.isEmpty
      ? ["No hay reclamaciones."] : (screen.fits(wide.width) ? wide : narrow).lines(screen)
    if response.next != 0 { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(isFile: true) }

  private var title: String {
    var parts = [request.missing ? "Documentos que faltan" : "Reclamaciones"]
    if request.milestone != .unspecified { parts.append(request.milestone.title) }
    if request.cause != .unspecified { parts.append(request.cause.label) }
    if request.insurer != .unspecified { parts.append(request.insurer.label) }
    return parts.joined(separator: " · ")
  }

  /// In a file what is missing is a column, on a screen it stands under the row.
  private func table(isFile: Bool) -> TextTable {
    let rows = response.rows.map { row in
      let now = response.goodFor.now
      return TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, row.client.id,
          isFile ? row.cause.label : row.cause.shortLabel, row.insurerLabel, state(of: row),
          "\(times.days(from: row.entered, to: now))", "\(times.days(from: row.opened, to: now))",
          row.occurredOn.isEmpty ? "—" : row.occurredOn,
          row.hasClaimed ? (isFile ? row.claimed.plain : row.claimed.pesos) : "",
        ] + (isFile && request.missing ? [row.needs] : []),
        details: !isFile && request.missing ? ["Falta: \(row.needs)"] : [])
    }
    return TextTable(
      [
        .text("Número"), .text("Cliente", widthMin: 10), .text("Cédula", widthMin: 6),
        .text("Causa", widthMin: 8), .text("Aseguradora", widthMin: 8),
        .text(stateTitle, widthMin: 10), .number("Días"), .number("Edad"), .text("Hechos"),
        .number("Reclamado"),
      ] + (isFile && request.missing ? [.text("Falta")] : []), rows)
  }

  /// What does not fit beside the client stands under the row.
  private var narrow: TextTable {
    let rows = response.rows.map { row in
      let now = response.goodFor.now
      var words = ["cédula \(row.client.id)", row.cause.label, row.insurerLabel]
      if !row.occurredOn.isEmpty { words.append("hechos \(row.occurredOn)") }
      if row.hasClaimed { words.append("reclamado \(row.claimed.pesos)") }
      return TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, state(of: row),
          "\(times.days(from: row.entered, to: now))",
          "\(times.days(from: row.opened, to: now))",
        ],
        details: [words.filter { $0 != "—" }.joined(separator: " · ")]
          + (request.missing ? ["Falta: \(row.needs)"] : []))
    }
    return TextTable(
      [
        .text("Número"), .text("Cliente", widthMin: 12), .text(stateTitle, widthMin: 12),
        .number("Días"), .number("Edad"),
      ], rows)
  }

  private var stateTitle: String { request.milestone == .closed ? "Terminó" : "Espera" }

  private func state(of row: ClaimRow) -> String {
    request.milestone == .closed ? row.ending.label : row.milestone.title
  }
}
