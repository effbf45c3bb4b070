import Events
import Projections
import Schemas
import SwiftProtobuf

/// One of the lists of accounts, a line a row.
/// Source: onboarding page, "What must be seen".
struct AccountListView: TableView {
  /// What was asked for; names the list.
  let request: AccountListRequest
  let response: AccountListResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    if response.rows.isEmpty {
      lines.append("No hay ninguna fila.")
    } else {
      let table = table
      lines += screen.fits(table.widthMin) ? table.lines(screen) : blocks(table)
    }
    if !response.next.isEmpty {
      let next = response.next.map { byte in
        byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
      }
      lines += ["", "Hay más: --after \(next.joined())"]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// On a screen too narrow for the columns: account and client, and under them what else there is.
  private func blocks(_ table: TextTable) -> [String] {
    table.rows.flatMap { row in
      let rest = zip(table.columns, row.cells).dropFirst(2).filter { $1 != "—" && !$1.isEmpty }
        .map { column, cell in "\(column.heading.joined(separator: " ")): \(cell)" }
      let head = row.cells.prefix(2).joined(separator: "  ").cut(to: screen.width ?? .max)
      let lines = ([rest.joined(separator: " · ")] + row.details).flatMap {
        $0.wrapped(to: screen.width.map { $0 - 4 })
      }
      return [head] + lines.map { "    " + $0 }
    }
  }

  private var title: String {
    let (list, part) =
      switch request.list {
      case .tasks(let area): ("Actividades abiertas", area.label)
      case .quotes(let status): ("Cotizaciones", status.label)
      case .invoices(let status): ("Facturas", status.label)
      case .amendments(let status): ("Otros sí", status.label)
      case .accounts(let situation): ("Cuentas", situation.label)
      case nil: ("", "—")
      }
    return part == "—" ? list : "\(list) · \(part)"
  }

  var table: TextTable {
    switch request.list {
    case .tasks(let area): tasks(showsArea: area == .unspecified)
    case .quotes: quotes
    case .invoices: invoices
    case .amendments: amendments
    case .accounts, nil: accounts
    }
  }

  private func table(
    _ columns: [TextTable.Column], _ row: (AccountRow) -> (cells: [String], details: [String])
  ) -> TextTable {
    TextTable(
      [.text("Cuenta"), .text("Cliente", widthMin: 10)] + columns,
      response.rows.map { entry in
        let (cells, details) = row(entry)
        return TextTable.Row(
          cells: [entry.number.accountTitle, entry.client] + cells, details: details)
      })
  }

  private func tasks(showsArea: Bool) -> TextTable {
    table(
      (showsArea ? [.text("Área", widthMin: 9)] : [])
        + [
          .text("Tabla", widthMin: 8), .text("Paso", widthMin: 12), .text("Desde"),
          .number("Días"), .text("Vence"),
        ]
    ) { entry in
      let task = entry.task
      let step = task.track.row(task.step)
      return (
        (showsArea ? [task.area.label] : [])
          + [
            task.track.shortLabel, task.subject.isEmpty ? step : "\(step) · \(task.subject)",
            times.minute(task.since),
            "\(times.days(from: task.since, to: response.goodFor.now))",
            task.hasDeadline ? times.minute(task.deadline) : "—",
          ],
        task.hasPassed
          ? ["Venció \(times.minute(task.passed.due)), avisado \(task.passed.addressee)"] : []
      )
    }
  }

  private var quotes: TextTable {
    table([
      .text("Cotización", widthMin: 10), .text("Estado"), .text("Pedida"), .text("Vence"),
      .text("Enviada"), .number("Avisos"),
    ]) { entry in
      let quote = entry.quote
      return (
        [
          quote.quote, quote.status.label + (quote.refused ? ", rechazada" : ""),
          times.day(quote.requested), day(quote.hasDue, quote.due),
          day(quote.hasSent, quote.sent), "\(quote.warnings)",
        ], []
      )
    }
  }

  private var invoices: TextTable {
    table([
      .text("Factura", widthMin: 8), .text("Estado", widthMin: 10), .number("Valor"),
      .text("Radicada"), .text("Vence"), .text("Pagada"), .number("Devol."),
    ]) { entry in
      let invoice = entry.invoice
      return (
        [
          invoice.invoice, invoice.status.label, invoice.amount.label,
          day(invoice.hasSubmitted, invoice.submitted), day(invoice.hasDue, invoice.due),
          day(invoice.hasPaid, invoice.paid), "\(invoice.returns)",
        ], []
      )
    }
  }

  private var amendments: TextTable {
    table([
      .text("Otro sí", widthMin: 8), .text("Estado"), .text("Propuesto por"), .text("Propuesto"),
      .text("Firmas", widthMin: 7), .text("En vigor"), .text("Cambios", widthMin: 12),
    ]) { entry in
      let amendment = entry.amendment
      let signatures =
        (amendment.signedByClient ? [AccountParty.client.label] : [])
        + (amendment.signedByCompany ? [AccountParty.company.label] : [])
      return (
        [
          amendment.amendment, amendment.status.label, amendment.proposedBy.label,
          times.day(amendment.proposed),
          signatures.isEmpty ? "—" : signatures.joined(separator: ", "),
          day(amendment.hasInForce, amendment.inForce), amendment.changes,
        ], []
      )
    }
  }

  private var accounts: TextTable {
    table([
      .text("Clase", widthMin: 8), .text("Situación"), .text("Comercial"), .text("Incorp."),
      .text("Alta"), .text("Abierta"),
    ]) { entry in
      let summary = entry.summary
      func steps(_ steps: [String]) -> String {
        steps.isEmpty ? "—" : steps.joined(separator: ", ")
      }
      return (
        [
          summary.kind.label, entry.situation.label, steps(summary.commercial),
          steps(summary.incorporation), steps(summary.service), times.day(summary.opened),
        ], []
      )
    }
  }

  private func day(_ isThere: Bool, _ time: Google_Protobuf_Timestamp) -> String {
    isThere ? times.day(time) : "—"
  }
}
