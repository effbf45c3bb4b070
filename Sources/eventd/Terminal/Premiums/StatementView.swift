import Projections
import Schemas

/// The statement of account: the cuotas and liquidaciones de prima that a search found.
/// Source: receivables page, "Statement of account for brokers".
struct StatementView: TableView {
  let request: StatementRequest
  let response: StatementResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Estado de cuenta · \(Self.portfolio(request.broker))"),
      times.line(response.goodFor),
    ]
    lines += dates.wrapped(to: screen.width) + [""]
    let rows = StatementTable(rows: response.rows)
    if response.rows.isEmpty {
      lines.append("No hay cuotas ni liquidaciones que buscar así.")
    } else {
      lines += rows.lines(screen)
    }
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    if !rows.reminder.isEmpty {
      lines += [""] + rows.reminder.flatMap { $0.wrapped(to: screen.width) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { StatementTable(rows: response.rows).file }

  private var dates: String {
    let range = response.paymentDates
    let words =
      switch (range.from.isEmpty, range.to.isEmpty) {
      case (true, true): "de cualquier día"
      case (false, true): "desde el \(range.from)"
      case (true, false): "hasta el \(range.to)"
      case (false, false): "del \(range.from) al \(range.to)"
      }
    return "Hoy es \(response.today) · pagos, y vencimientos de lo no pagado, \(words)"
  }

  static func portfolio(_ broker: String) -> String {
    broker.isEmpty ? "todas las carteras" : "cartera de \(broker.printable)"
  }
}

/// A report of cobranza, by business and name, with its sums.
/// Source: receivables page, "Reports".
struct PremiumReportView: TableView {
  let request: PremiumReportRequest
  let response: PremiumReportResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold(
        "\(request.name.label) · \(request.line.label) · "
          + StatementView.portfolio(request.broker)),
      times.line(response.goodFor), "Hoy es \(response.today) · \(count)",
    ]
    if !response.sums.isEmpty { lines += [""] + sums.lines(screen) }
    let rows = StatementTable(rows: response.rows)
    if !response.rows.isEmpty { lines += [""] + rows.lines(screen) }
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    if !rows.reminder.isEmpty {
      lines += [""] + rows.reminder.flatMap { $0.wrapped(to: screen.width) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { StatementTable(rows: response.rows).file }

  private var count: String {
    let (one, many) =
      request.name == .liquidacionesDePrima ? ("liquidación", "liquidaciones") : ("cuota", "cuotas")
    return response.count == 1 ? "1 \(one)" : "\(response.count) \(many)"
  }

  /// One row a currency, or one a currency and age.
  private var sums: TextTable {
    let hasAges = response.sums.contains { $0.daysFrom > 0 }
    return TextTable(
      [.text("Moneda")] + (hasAges ? [.text("Días vencida")] : [])
        + [.number("Cantidad"), .number("Importe")],
      response.sums.map { sum in
        TextTable.Row(
          cells: [sum.amount.currencyCode] + (hasAges ? [Self.days(sum)] : [])
            + ["\(sum.count)", sum.amount.decimal])
      })
  }

  private static func days(_ sum: PremiumReportSum) -> String {
    sum.daysTo == 0 ? "más de \(sum.daysFrom - 1)" : "\(sum.daysFrom)–\(sum.daysTo)"
  }
}

/// A receipt (comprobante de pago), as it was paid.
struct ReceiptView: TableView {
  let response: ReceiptResponse
  let times: LocalTimes
  let screen: Screen

  private var receipt: ReceiptPage { response.receipt }
  private var row: StatementRow { response.receipt.row }

  var text: String {
    let title = "Comprobante \(receipt.number)".printable
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    lines += FieldList(fields: fields).lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(fields.map { .text($0.label) }, [TextTable.Row(cells: fields.map(\.value))])
  }

  private var fields: [(label: String, value: String)] {
    [
      ("Emitido", receipt.issuedOn), ("Por", row.document.title), ("Póliza", row.policy),
      ("Línea de negocio", row.line.label), ("Cliente", "\(row.clientName) (\(row.client))"),
      ("Corredor", "\(row.broker.name) (\(row.broker.key))"),
      ("Importe", receipt.amount.words), ("Fecha de pago", receipt.paidOn),
      ("Banco", receipt.bank), ("Operación", receipt.bankReference),
      ("Vale", receipt.reversed ? "no: el pago se revirtió" : "sí"),
    ]
  }
}

/// A liquidación de prima.
struct SettlementView: TableView {
  let response: SettlementResponse
  let times: LocalTimes
  let screen: Screen

  private var row: StatementRow { response.settlement }

  var text: String {
    let title = "Liquidación de prima \(row.document.number)".printable
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    lines += FieldList(fields: fields).lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { StatementTable(rows: [row]).file }

  private var fields: [(label: String, value: String)] {
    [
      ("Póliza", row.policy), ("Línea de negocio", row.line.label),
      ("Cliente", "\(row.clientName) (\(row.client))"),
      ("Corredor", "\(row.broker.name) (\(row.broker.key))"), ("Periodo", row.coverWords),
      ("Importe", row.amount.words), ("Emisión", row.issuedOn), ("Vencimiento", row.dueOn),
      ("Estado", row.statusWords), ("Fecha de pago", row.paidOn.orDash),
      ("Operación", row.bankReference.orDash), ("Comprobante", row.receipt.orDash),
    ]
  }
}
