import Events
import Projections
import Schemas
import SwiftProtobuf

/// What was claimed, paid, applied, condoned and refused, by insurer and cause, in COP.
/// Source: claims page, "What must be seen".
struct ClaimSumsView: TableView {
  let response: ClaimSumsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Valores por aseguradora y causa, en COP"), times.line(response.goodFor), "",
    ]
    if response.sums.isEmpty {
      lines.append("No hay reclamaciones.")
    } else {
      let table = table(\.pesos)
      lines += screen.fits(table.widthMin) ? table.lines(screen) : blocks
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(\.plain) }

  private func table(_ amount: AmountStyle) -> TextTable {
    let rows = (response.sums + [total]).map { sums in
      TextTable.Row(
        cells: [
          sums.insurer.label, sums.cause == .unspecified ? "Total" : sums.cause.shortLabel,
          "\(sums.claims)", amount(sums.claimed), amount(sums.paid), amount(sums.applied),
          amount(sums.condoned), amount(sums.refused), "\(sums.claimsRefused)",
        ])
    }
    return TextTable(
      [
        .text("Aseguradora", widthMin: 10), .text("Causa", widthMin: 12), .number("Casos"),
        .number("Reclamado"), .number("Pagado"), .number("Aplicado"), .number("Condonado"),
        .number("Objetado"), .number("Casos", "objet."),
      ], rows)
  }

  /// On a screen too narrow for the columns; without what is zero.
  private var blocks: [String] {
    (response.sums + [total]).flatMap { sums in
      let isTotal = sums.cause == .unspecified
      let insurer = sums.insurer == .unspecified ? "Sin aseguradora" : sums.insurer.label
      let title = isTotal ? "Total" : "\(insurer) · \(sums.cause.label)"
      let refused = "\(sums.refused.pesos) (\(Self.cases(sums.claimsRefused)))"
      let amounts = [
        ("Reclamado", sums.claimed, sums.claimed.pesos), ("Pagado", sums.paid, sums.paid.pesos),
        ("Aplicado", sums.applied, sums.applied.pesos),
        ("Condonado", sums.condoned, sums.condoned.pesos), ("Objetado", sums.refused, refused),
      ].filter { $0.1.units != 0 || $0.1.nanos != 0 }
      return [screen.bold("\(title) · \(Self.cases(sums.claims))")]
        + FieldList(fields: amounts.map { ($0.0, $0.2) }).lines(screen)
    }
  }

  private static func cases(_ count: UInt64) -> String { count == 1 ? "1 caso" : "\(count) casos" }

  private var total: ClaimSums {
    .with { total in
      func sum(_ amount: (ClaimSums) -> WireMoney) -> WireMoney {
        // Sums of exact amounts in one currency, counted in centavos.
        let cents = response.sums.map(amount).reduce(Int64(0)) {
          $0 + $1.units * 100 + Int64($1.nanos) / 10_000_000
        }
        return Money(minorUnits: cents, .cop).wire
      }
      total.claims = response.sums.reduce(0) { $0 + $1.claims }
      total.claimsRefused = response.sums.reduce(0) { $0 + $1.claimsRefused }
      total.claimed = sum(\.claimed)
      total.paid = sum(\.paid)
      total.applied = sum(\.applied)
      total.condoned = sum(\.condoned)
      total.refused = sum(\.refused)
    }
  }
}
