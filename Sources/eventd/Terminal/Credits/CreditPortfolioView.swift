import Events
import Projections
import Schemas

/// What is owed by band of days past due, and in all.
/// Source: receivables page, "Credits and collections".
struct CreditPortfolioView: TableView {
  let response: CreditPortfolioResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let note = "Saldos en COP al \(response.date); un cliente cuenta en cada franja en que debe"
    let lines =
      [screen.bold("Cartera por franja de mora"), times.line(response.goodFor)]
      + note.wrapped(to: screen.width) + [""] + table(\.pesos).lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [
        .text("Franja"), .text("Días"), .text("Cobranza"), .number("Clien-", "tes"),
        .number("Oblig."), .number("Saldo"), .number("Casti-", "gadas"),
        .number("Saldo", "castigado"),
      ],
      response.bands.map { band in
        TextTable.Row(cells: [
          band.band == 0 ? "al día" : "\(band.band)", Self.days(band),
          band.director == .directorCobranzaTemprana ? "temprana" : "avanzada",
          Self.count(band.clients), Self.count(band.obligations), amount(band.outstanding),
          Self.count(band.writtenOff), amount(band.writtenOffOutstanding),
        ])
      } + [
        TextTable.Row(cells: [
          "Total", "", "", "", Self.count(response.bands.reduce(0) { $0 + $1.obligations }),
          amount(sum(\.outstanding)), Self.count(response.bands.reduce(0) { $0 + $1.writtenOff }),
          amount(sum(\.writtenOffOutstanding)),
        ])
      ])
  }

  private static func days(_ band: PortfolioBand) -> String {
    if band.band == 0 { return "0" }
    return band.hasDaysTo ? "\(band.daysFrom)–\(band.daysTo)" : "\(band.daysFrom) y más"
  }

  private static func count(_ count: UInt32) -> String { count == 0 ? "·" : "\(count)" }

  private func sum(_ amount: KeyPath<PortfolioBand, WireMoney>) -> WireMoney {
    response.bands.compactMap { try? Money($0[keyPath: amount]) }
      .reduce(.zero(.cop), +).wire
  }
}
