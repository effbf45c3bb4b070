import Projections
import Schemas

/// What company clients have pending, by contract or by product.
/// Source: receivables page, "Mora of company clients": debts pending to date are listed per
/// contract and per product.
struct ArrearsDebtsView: TableView {
  let request: ArrearsDebtsRequest
  let response: ArrearsDebtsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = request.byProduct ? "Deudas por producto" : "Deudas por contrato"
    var lines = [
      screen.bold("Clientes empresas · \(title)"), times.line(response.goodFor),
      "Pendiente en BOB al \(response.date)", "",
    ]
    lines += response.debts.isEmpty ? ["Nadie debe nada."] : shown.lines(screen)
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [.text("NIT"), .text("Cliente", widthMin: 28)] + place
        + [
          .number("Facturas"), .text("Desde"), .number("Pendiente"),
          .text("Ejecutivo(a)", widthMin: 18),
        ],
      response.debts.map { debt in
        TextTable.Row(
          cells: [debt.nit, debt.name] + cells(of: debt) + [
            "\(debt.invoices)", debt.oldestMonth, debt.amount.decimal, debt.executive.label,
          ])
      })
  }

  private var place: [TextTable.Column] {
    [.text("Contrato")] + (request.byProduct ? [.text("Producto"), .text("Clase")] : [])
  }

  private func cells(of debt: ArrearsDebt) -> [String] {
    [debt.contract] + (request.byProduct ? [debt.product.number, debt.product.kind.label] : [])
  }

  /// On the screen with the total, where it is whole.
  private var shown: TextTable {
    let fitting = screen.fitting(table, narrow)
    guard response.next.isEmpty, request.after.isEmpty else { return fitting }
    let amount = fitting.columns.firstIndex { $0.heading == ["Pendiente"] }
    let total = fitting.columns.indices.map { index in
      index == 0 ? "Total" : index == amount ? response.debts.map(\.amount).bolivianos : ""
    }
    return TextTable(fitting.columns, fitting.rows + [TextTable.Row(cells: total)])
  }

  /// The executive under the debt; of a product also the client and the kind.
  private var narrow: TextTable {
    let amounts: [TextTable.Column] = [.number("Fact."), .text("Desde"), .number("Pendiente")]
    let columns: [TextTable.Column] =
      request.byProduct
      ? [.text("NIT"), .text("Contrato"), .text("Producto")]
      : [.text("NIT"), .text("Cliente", widthMin: 12), .text("Contrato")]
    return TextTable(
      columns + amounts,
      response.debts.map { debt in
        let place =
          request.byProduct
          ? [debt.nit, debt.contract, debt.product.number] : [debt.nit, debt.name, debt.contract]
        let words = request.byProduct ? [debt.name, debt.product.kind.label] : []
        return TextTable.Row(
          cells: place + ["\(debt.invoices)", debt.oldestMonth, debt.amount.decimal],
          details: [(words + [debt.executive.label]).joined(separator: " · ")])
      })
  }
}

/// Commitments to pay, with what became of them.
/// Source: receivables page, "Mora of company clients": checked within the week.
struct ArrearsCommitmentsView: TableView {
  let response: ArrearsCommitmentsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Clientes empresas · Compromisos de pago"), times.line(response.goodFor),
      "Por pagar en BOB", "",
    ]
    lines +=
      response.commitments.isEmpty
      ? ["No hay compromisos."] : screen.fitting(table, narrow).lines(screen)
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [.text("NIT"), .text("Cliente", widthMin: 20)] + ArrearsCommitment.columns,
      response.commitments.map { row in
        TextTable.Row(cells: [row.nit, row.name] + row.commitment.cells(times))
      })
  }

  /// The client, who committed, how and to which invoices under the commitment.
  private var narrow: TextTable {
    TextTable(
      [
        .text("NIT"), .text("Compromiso"), .text("Vence"), .text("Estado"),
        .number("Por pagar"),
      ],
      response.commitments.map { row in
        let commitment = row.commitment
        return TextTable.Row(
          cells: [
            row.nit, commitment.commitment, commitment.dueLabel(times), commitment.stateLabel,
            commitment.owedLabel,
          ], details: [row.name, commitment.promise(times)])
      })
  }
}

extension ArrearsCommitment {
  static let columns: [TextTable.Column] = [
    .text("Compromiso"), .text("Hecho"), .text("Vence"), .text("Facturas"), .text("Forma"),
    .text("Quién", widthMin: 12), .text("Estado"), .number("Por pagar"),
  ]

  func cells(_ times: LocalTimes) -> [String] {
    [
      commitment, times.day(made), dueLabel(times), invoices.joined(separator: ", "), way.label,
      promisedBy, stateLabel, owedLabel,
    ]
  }

  /// The last day of its week; `—` when nothing waits for it.
  func dueLabel(_ times: LocalTimes) -> String {
    hasDeadline ? times.lastDay(before: deadline) : "—"
  }

  /// In one line, without what became of it.
  func promise(_ times: LocalTimes) -> String {
    "\(promisedBy), el \(times.day(made)) · \(way.label) · \(invoices.joined(separator: ", "))"
  }
}
