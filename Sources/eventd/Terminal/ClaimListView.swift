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
    lines += response.rows.isEmpty ? ["No hay reclamaciones."] : table(isFile: false).lines(screen)
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
    let showsEnding = request.milestone == .closed
    let rows = response.rows.map { row in
      let now = response.goodFor.now
      return TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, row.client.id, row.cause.label,
          row.insurerLabel, showsEnding ? row.ending.label : row.milestone.title,
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
        .text(showsEnding ? "Terminó" : "Espera", widthMin: 10), .number("Días"), .number("Edad"),
        .text("Hechos"), .number("Reclamado"),
      ] + (isFile && request.missing ? [.text("Falta")] : []), rows)
  }
}

/// The claims that prescribe soon, the earliest first.
/// Source: claims page, "What must be seen".
struct ClaimPrescriptionsView: TableView {
  let request: ClaimPrescriptionsRequest
  let response: ClaimPrescriptionsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = "Reclamaciones que prescriben en \(request.days) días"
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    lines += response.rows.isEmpty ? ["No hay reclamaciones."] : table.lines(screen)
    let more = Int(response.total) - response.rows.count
    if more > 0 { lines += ["", "Hay \(more) más: --limit \(min(response.total, 1000))"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    let rows = response.rows.map { row in
      let left = times.days(from: response.goodFor, to: row.prescribesAfter) ?? 0
      return TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, row.client.id, row.client.phone, row.cause.label,
          row.insurerLabel, row.milestone.title, row.occurredOn, row.prescribesAfter,
          left < 0 ? "prescrita" : "\(left)",
        ])
    }
    return TextTable(
      [
        .text("Número"), .text("Cliente", widthMin: 10), .text("Cédula", widthMin: 6),
        .text("Teléfono", widthMin: 6), .text("Causa", widthMin: 8),
        .text("Aseguradora", widthMin: 6), .text("Espera", widthMin: 8), .text("Hechos"),
        .text("Último día"), .number("Quedan"),
      ], rows)
  }
}
