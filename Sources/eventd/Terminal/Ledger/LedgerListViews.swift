import Events
import Projections
import Schemas

/// The movements of an account, with its balance after each.
/// Source: receivables page, "Ledger rules", and section 3: two times, when it is true, when recorded.
struct LedgerMovementsView: TableView {
  let request: LedgerMovementsRequest
  let response: LedgerMovementsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = LedgerHeading(
      response.ledger, response.opening.account, request.part, response.goodFor, request.asOf
    ).lines(times, screen)
    if request.after > 0 {
      lines += ["Saldo anterior: \(response.opening.balance.decimal)", ""]
    }
    lines +=
      response.movements.isEmpty
      ? ["No hay movimientos."] : screen.fitting(table, medium, narrow).lines(screen)
    if response.next > 0 { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [
        .text("Vigente"), .text("Registrado"), .text("Movimiento", widthMin: 16),
        .text(response.ledger.holderTitle.capitalizedFirst), .text("Documento", widthMin: 12),
        .number("Debe"), .number("Haber"), .number("Saldo"), .text("Asiento"),
      ],
      response.movements.map { row in
        TextTable.Row(
          cells: [
            row.effective, times.minute(row.recorded), row.title, row.holder,
            row.document.orDash,
          ] + row.amounts + [row.entry.text])
      })
  }

  /// Holder and document under the row.
  private var medium: TextTable {
    TextTable(
      [
        .text("Vigente"), .text("Registrado"), .text("Movimiento", widthMin: 16),
        .number("Debe"), .number("Haber"), .number("Saldo"), .text("Asiento"),
      ],
      response.movements.map { row in
        TextTable.Row(
          cells: [row.effective, times.minute(row.recorded), row.title] + row.amounts + [
            row.entry.text
          ], details: [row.about])
      })
  }

  /// When it was recorded as well.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Vigente"), .text("Movimiento", widthMin: 16), .number("Debe"), .number("Haber"),
        .number("Saldo"),
      ],
      response.movements.map { row in
        TextTable.Row(
          cells: [row.effective, row.title] + row.amounts,
          details: [
            "registrado \(times.minute(row.recorded)), asiento \(row.entry.text) · \(row.about)"
          ])
      })
  }
}

extension LedgerMovementRow {
  /// `Pago de cuota`, or `Reverso: Pago de cuota`.
  fileprivate var title: String { hasReverses ? "Reverso: \(movementTitle)" : movementTitle }

  /// Debe, haber, saldo.
  fileprivate var amounts: [String] {
    [debit ? amount.decimal : "·", debit ? "·" : amount.decimal, balance.decimal]
  }

  fileprivate var about: String {
    [holder, document].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

/// What each holder and document has in an account.
struct LedgerSharesView: TableView {
  let request: LedgerSharesRequest
  let response: LedgerSharesResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = LedgerHeading(
      "\(account) en \(request.part.currency) · \(response.ledger.title)",
      part: request.part.holder.isEmpty
        ? "" : "\(response.ledger.holderTitle) \(request.part.holder)", response.goodFor
    ).lines(times, screen)
    lines += response.shares.isEmpty ? ["No queda nada."] : table.lines(screen)
    if response.more, let last = response.shares.last {
      lines += ["", "Hay más: --after '\(last.holder)/\(last.document)'".printable]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [
        .text(response.ledger.holderTitle.capitalizedFirst), .text("Documento", widthMin: 12),
        .number("Debe"), .number("Haber"), .number("Saldo"),
      ],
      response.shares.map { share in
        TextTable.Row(cells: [
          share.holder, share.document.orDash, share.sums.debits.decimal,
          share.sums.credits.decimal, share.sums.balance.decimal,
        ])
      })
  }

  private var account: String {
    response.ledger.accounts.first { $0.account == request.part.account }?.title
      ?? request.part.account
  }
}

/// The journal: entries with their lines, in the order in which they were recorded.
struct LedgerJournalView: TableView {
  let request: LedgerJournalRequest
  let response: LedgerJournalResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = LedgerHeading(
      "Diario · \(response.ledger.title)",
      part: request.holder.isEmpty ? "" : "\(response.ledger.holderTitle) \(request.holder)",
      response.goodFor
    ).lines(times, screen)
    lines +=
      response.entries.isEmpty
      ? ["No hay asientos."]
      : screen.fitting(journal(.wide), journal(.medium), journal(.narrow)).lines(screen)
    if response.hasNext { lines += ["", "Hay más: --after \(response.next.text)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A line a row, each with all that its entry says.
  var table: TextTable {
    TextTable(
      [
        .text("Asiento"), .text("Vigente"), .text("Registrado"), .text("Hecho"),
        .text(response.ledger.holderTitle.capitalizedFirst), .text("Cuenta"), .text("Documento"),
        .text("Moneda"), .number("Debe"), .number("Haber"), .text("Reversa a"),
        .text("Reversado por"),
      ],
      response.entries.flatMap { entry in
        entry.lines.map { line in
          TextTable.Row(
            cells: [
              entry.entry.text, entry.effective, times.minute(entry.recorded), entry.eventType,
              entry.holder, line.account, line.document, line.amount.currencyCode,
              line.debit ? line.amount.decimal : "·", line.debit ? "·" : line.amount.decimal,
              entry.hasReverses ? entry.reverses.text : "",
              entry.hasReversedBy ? entry.reversedBy.text : "",
            ])
        }
      })
  }

  private enum Width { case wide, medium, narrow }

  /// What an entry says of itself stands at its first line; what has no column, under its last one.
  private func journal(_ width: Width) -> TextTable {
    TextTable(
      [.text("Asiento"), .text("Vigente")] + (width == .wide ? [.text("Registrado")] : [])
        + [.text("Cuenta", widthMin: 16)] + (width == .narrow ? [] : [.text("Documento")])
        + [.number("Debe"), .number("Haber")],
      response.entries.flatMap { entry in
        entry.lines.enumerated().map { index, line in
          let head =
            [entry.entry.text, entry.effective]
            + (width == .wide ? [times.minute(entry.recorded)] : [])
          return TextTable.Row(
            cells: head.map { index == 0 ? $0 : "" } + [title(line.account)]
              + (width == .narrow ? [] : [line.document.orDash])
              + [
                line.debit ? line.amount.decimal : "·", line.debit ? "·" : line.amount.decimal,
              ],
            details: index == entry.lines.count - 1 ? [about(entry, width)] : [])
        }
      })
  }

  private func about(_ entry: WireLedgerEntry, _ width: Width) -> String {
    var documents: [String] = []
    for line in entry.lines where !documents.contains(line.document) {
      documents.append(line.document)
    }
    return
      ([
        entry.lines.first?.amount.currencyCode ?? "",
        "\(response.ledger.holderTitle) \(entry.holder)",
      ] + (width == .narrow ? documents : []) + [
        entry.eventType, width == .wide ? "" : "registrado \(times.minute(entry.recorded))",
        entry.hasReverses ? "reversa a \(entry.reverses.text)" : "",
        entry.hasReversedBy ? "reversado por \(entry.reversedBy.text)" : "",
      ]).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func title(_ account: String) -> String {
    response.ledger.accounts.first { $0.account == account }?.title ?? account
  }
}
