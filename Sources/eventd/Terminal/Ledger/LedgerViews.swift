import Events
import Projections
import Schemas

/// The ledgers that there are, with their accounts.
struct LedgersView: TableView {
  let response: LedgersResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("Libros"), times.line(response.goodFor)]
    for ledger in response.ledgers {
      let title =
        "\(ledger.ledger) · \(ledger.title), por \(ledger.holderTitle) y "
        + ledger.documentTitle
      lines += ["", screen.bold(title)] + accounts([ledger], names: false).lines(screen, indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { accounts(response.ledgers, names: true) }

  private func accounts(_ ledgers: [LedgerTitle], names: Bool) -> TextTable {
    TextTable(
      (names ? [.text("Libro"), .text("Título")] : [])
        + [.text("Cuenta"), .text("Nombre", widthMin: 16), .text("Crece al")],
      ledgers.flatMap { ledger in
        ledger.accounts.map { account in
          TextTable.Row(
            cells: (names ? [ledger.ledger, ledger.title] : []) + [
              account.account, account.title, account.growsOnDebit ? "debe" : "haber",
            ])
        }
      })
  }
}

/// Every account of a ledger with its sums, and what both sides add up to.
/// Source: receivables page, "Ledger rules": debits = credits for every ledger and currency.
struct TrialBalanceView: TableView {
  let request: TrialBalanceRequest
  let response: TrialBalanceResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = LedgerHeading(
      "Balance de comprobación · \(response.ledger.title)", response.goodFor, request.asOf
    ).lines(times, screen)
    if response.rows.isEmpty {
      lines.append("No hay movimientos.")
    } else {
      let sums = sums
      lines += screen.fitting(
        table(sums, named: true), table(sums, named: false)
      ).lines(screen)
      lines += [
        "",
        sums.allSatisfy { $0.debits == $0.credits }
          ? "El debe es igual al haber." : "NO CUADRA: el debe no es igual al haber.",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table([], named: true) }

  private struct Sum {
    let debits: Money
    let credits: Money
  }

  /// Of each currency.
  private var sums: [Sum] {
    let codes = Set(response.rows.map(\.debits.currencyCode)).sorted()
    return codes.compactMap { code in
      let rows = response.rows.filter { $0.debits.currencyCode == code }
      guard let currency = Currency(code) else { return nil }
      func sum(_ amount: KeyPath<LedgerSums, WireMoney>) -> Money {
        rows.compactMap { try? Money($0[keyPath: amount]) }.reduce(.zero(currency), +)
      }
      return Sum(debits: sum(\.debits), credits: sum(\.credits))
    }
  }

  private func table(_ sums: [Sum], named: Bool) -> TextTable {
    TextTable(
      [.text("Cuenta", widthMin: named ? nil : 16)] + (named ? [.text("Nombre", widthMin: 16)] : [])
        + [
          .text("Moneda"), .number("Debe"), .number("Haber"), .number("Saldo"),
        ],
      response.rows.map { row in
        TextTable.Row(
          cells: [row.account.account] + (named ? [row.account.title] : []) + [
            row.debits.currencyCode, row.debits.decimal, row.credits.decimal, row.balance.decimal,
          ])
      }
        + sums.map { sum in
          TextTable.Row(
            cells: ["Suma"] + (named ? [""] : []) + [
              sum.debits.currency.code, sum.debits.decimal, sum.credits.decimal, "",
            ])
        })
  }
}

/// The sums of an account or of a part of it.
struct LedgerBalanceView: TableView {
  let request: LedgerBalanceRequest
  let response: LedgerBalanceResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let sums = response.sums
    let lines =
      LedgerHeading(
        response.ledger, sums.account, request.part, response.goodFor, request.asOf
      ).lines(times, screen)
      + FieldList(fields: [
        ("Debe", sums.debits.words), ("Haber", sums.credits.words),
        (
          "Saldo", "\(sums.balance.words), crece al \(sums.account.growsOnDebit ? "debe" : "haber")"
        ),
      ]).lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    let sums = response.sums
    return TextTable(
      [
        .text("Cuenta"), .text(response.ledger.holderTitle.capitalizedFirst),
        .text("Documento"), .text("Moneda"), .number("Debe"), .number("Haber"), .number("Saldo"),
      ],
      [
        TextTable.Row(cells: [
          sums.account.account, request.part.holder, request.part.document,
          sums.debits.currencyCode, sums.debits.decimal, sums.credits.decimal,
          sums.balance.decimal,
        ])
      ])
  }
}
