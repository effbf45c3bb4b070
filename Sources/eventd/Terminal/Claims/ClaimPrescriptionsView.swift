import Events
import Projections
import Schemas

/// The claims that prescribe soon, the earliest first.
/// Source: claims page, "What must be seen".
struct ClaimPrescriptionsView: TableView {
  let request: ClaimPrescriptionsRequest
  let response: ClaimPrescriptionsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let days = request.days == 1 ? "1 día" : "\(request.days) días"
    var lines = [
      screen.bold("Reclamaciones que prescriben en \(days)"), times.line(response.goodFor), "",
    ]
    let wide = table(\.shortLabel)
    lines +=
      response.rows.isEmpty
      ? ["No hay reclamaciones."] : (screen.fits(wide.width) ? wide : narrow).lines(screen)
    let more = Int(response.total) - response.rows.count
    if more > 0 { lines += ["", "Hay \(more) más: --limit \(min(response.total, 1000))"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.label) }

  private func table(_ cause: (ClaimCause) -> String) -> TextTable {
    let rows = response.rows.map { row in
      TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, row.client.id, row.client.phone,
          cause(row.cause), row.insurerLabel, row.milestone.title, row.occurredOn,
          row.prescribesAfter, left(row),
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

  /// Whom to call, and by when; the rest under the row.
  private var narrow: TextTable {
    let rows = response.rows.map { row in
      let words = [
        "cédula \(row.client.id)", row.cause.label, row.insurerLabel, row.milestone.title,
        "hechos \(row.occurredOn)",
      ]
      return TextTable.Row(
        cells: [
          row.number.claimTitle, row.client.name, row.client.phone, row.prescribesAfter, left(row),
        ], details: [words.filter { $0 != "—" }.joined(separator: " · ")])
    }
    return TextTable(
      [
        .text("Número"), .text("Cliente", widthMin: 12), .text("Teléfono"), .text("Último día"),
        .number("Quedan"),
      ], rows)
  }

  private func left(_ row: ClaimRow) -> String {
    let left = times.days(from: response.goodFor, to: row.prescribesAfter) ?? 0
    return left < 0 ? "prescrita" : "\(left)"
  }
}
