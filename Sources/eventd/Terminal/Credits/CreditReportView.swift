import Projections
import Schemas

/// The monthly report to the insurer: the saldo insoluto of each covered obligation.
/// Source: receivables page, "Credits and collections".
struct CreditReportView: TableView {
  let response: CreditReportResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Reporte de saldos insolutos \(response.month.month)"),
      times.line(response.goodFor),
    ]
    lines += "Saldos en COP al \(response.date) · \(state)".wrapped(to: screen.width) + [""]
    lines +=
      response.rows.isEmpty
      ? ["No hay obligaciones amparadas."] : screen.fitting(table(\.pesos), narrow).lines(screen)
    lines += [
      "",
      "Amparadas: \(response.obligations) por \(response.total.pesos)"
        + " · no amparadas: \(response.notCovered) por \(response.notCoveredTotal.pesos)",
    ]
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  private var state: String { response.month.stateLabel(times) }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .text("Nacimiento"), .text("Factura"),
        .text("Desembolso"), .text("Póliza", widthMin: 6), .number("Mora"), .number("Saldo"),
      ],
      response.rows.map { row in
        TextTable.Row(cells: [
          row.cedula, row.name, row.birthDate, row.invoice, row.disbursementDate,
          row.insurancePolicy, "\(row.daysPastDue)", amount(row.balance),
        ])
      })
  }

  /// Without what the insurer knows already.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .text("Factura", widthMin: 8),
        .number("Mora"), .number("Saldo"),
      ],
      response.rows.map { row in
        TextTable.Row(cells: [
          row.cedula, row.name, row.invoice, "\(row.daysPastDue)", row.balance.pesos,
        ])
      })
  }
}

/// The months of the report.
struct CreditReportsView: TableView {
  let response: CreditReportsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Reportes de saldos insolutos a la aseguradora"),
      times.line(response.goodFor), "",
    ]
    lines += response.months.isEmpty ? ["No ha cerrado ningún mes."] : table(\.pesos).lines(screen)
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [
        .text("Mes"), .text("Cerrado"), .text("Vencido"), .text("Enviado"),
        .text("Aseguradora", widthMin: 8), .number("Oblig."), .number("Total"),
      ],
      response.months.map { month in
        TextTable.Row(cells: [
          month.month, month.hasClosed ? times.day(month.closed) : "—",
          month.hasLate ? times.day(month.late) : "—",
          month.hasSent ? times.day(month.sentAt) : "—",
          month.hasSent ? month.sent.insurer : "—",
          month.hasSent ? "\(month.sent.obligations)" : "—",
          month.hasSent ? amount(month.sent.total) : "—",
        ])
      })
  }
}

extension CreditReportMonth {
  /// Where the report of the month stands.
  func stateLabel(_ times: LocalTimes) -> String {
    if hasSent { return "enviado a \(sent.insurer) el \(times.minute(sentAt))" }
    if hasLate { return "sin enviar, vencido el \(times.minute(late))" }
    return hasClosed ? "cerrado, por enviar" : "mes sin cerrar"
  }
}
