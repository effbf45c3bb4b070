import Projections
import Schemas

/// The clients with credits and what they owe.
/// Source: receivables page, "Credits and collections".
struct CreditListView: TableView {
  let response: CreditClientsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Clientes con crédito"), times.line(response.goodFor),
      "Saldos en COP al \(response.date)", "",
    ]
    lines +=
      response.rows.isEmpty
      ? ["No hay clientes."] : screen.fitting(table(\.pesos), narrow).lines(screen)
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .number("Oblig."), .number("Saldo"),
        .number("Mora"), .text("Franja"), .text("Asesor", widthMin: 6), .text("Promesa"),
      ],
      response.rows.map { row in
        TextTable.Row(cells: [
          row.cedula, row.nameLabel, "\(row.obligations)", amount(row.outstanding),
          "\(row.daysPastDue)", row.bandLabel, row.hasAdviser ? row.adviser.label : "—",
          row.promiseLabel,
        ])
      })
  }

  /// Adviser and promise under the client.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .number("Oblig."), .number("Saldo"),
        .number("Mora"), .text("Franja"),
      ],
      response.rows.map { row in
        TextTable.Row(
          cells: [
            row.cedula, row.nameLabel, "\(row.obligations)", row.outstanding.pesos,
            "\(row.daysPastDue)", row.bandLabel,
          ], details: row.follow)
      })
  }
}

extension CreditClientRow {
  /// Promise and adviser in a line, where there are any.
  fileprivate var follow: [String] {
    var words: [String] = []
    if hasPromise { words.append("Promesa \(promiseLabel)") }
    if hasAdviser { words.append("asesor \(adviser.label)") }
    return words.isEmpty ? [] : [words.joined(separator: " · ")]
  }
}

/// Whom to call, in order.
/// Source: receivables page, "Credits and collections": Collection actions.
struct CreditAgendaView: TableView {
  let response: CreditAgendaResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Agenda de cobranza"), times.line(response.goodFor),
      "Saldos en COP al \(response.date)", "",
    ]
    lines +=
      response.rows.isEmpty
      ? ["No hay a quién llamar."] : screen.fitting(table(\.pesos), narrow).lines(screen)
    if response.total > response.rows.count {
      lines += [
        "", "Se muestran \(response.rows.count) de \(response.total); vea más con --limit.",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .number("Mora"), .text("Franja"),
        .number("Saldo"), .text("Promesa"), .text("Última gestión", widthMin: 26),
        .text("Asesor", widthMin: 6),
      ],
      response.rows.map { row in
        TextTable.Row(
          cells: [
            row.cedula, row.nameLabel, "\(row.daysPastDue)", row.bandLabel,
            amount(row.outstanding), row.promiseLabel, last(row),
            row.hasAdviser ? row.adviser.label : "—",
          ], details: pool(row))
      })
  }

  /// The last contact under the client.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Cédula"), .text("Cliente", widthMin: 12), .number("Mora"), .text("Franja"),
        .number("Saldo"),
      ],
      response.rows.map { row in
        let contact = row.hasLastContact ? ["Última gestión \(last(row))"] : []
        return TextTable.Row(
          cells: [
            row.cedula, row.nameLabel, "\(row.daysPastDue)", row.bandLabel,
            row.outstanding.pesos,
          ], details: row.follow + contact + pool(row))
      })
  }

  private func pool(_ row: CreditClientRow) -> [String] {
    row.hasPool ? ["Bolsa del seguro: \(row.pool.pesos)"] : []
  }

  private func last(_ row: CreditClientRow) -> String {
    guard row.hasLastContact else { return "—" }
    return "\(times.day(row.lastContact.effective)) \(row.lastContact.contact.typification.label)"
  }
}
