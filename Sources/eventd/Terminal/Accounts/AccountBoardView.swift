import Events
import Projections
import Schemas
import SwiftProtobuf

/// The first screen of accounts: what each area holds and for how long, and how many accounts,
/// quotes, invoices and amendments are where.
/// Source: onboarding page, "What must be seen".
struct AccountBoardView: TableView {
  let response: AccountBoardResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("Cuentas"), times.line(response.goodFor)]
    if response.counts.isEmpty { lines += ["", "No hay cuentas."] }
    for (group, rows) in groups {
      lines += ["", screen.bold(group)]
      lines += TextTable(columns(first: ""), rows).lines(screen, indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All groups in one, each row with its own.
  var table: TextTable {
    TextTable(
      [.text("Grupo")] + columns(first: "Dónde"),
      groups.flatMap { group, rows in
        rows.map { TextTable.Row(cells: [group] + $0.cells) }
      })
  }

  private func columns(first: String) -> [TextTable.Column] {
    [.text(first, widthMin: 12), .number("Cuántas"), .text("Desde"), .number("Días")]
  }

  /// In the order of the answer, which is that of the lists and their buckets.
  private var groups: [(title: String, rows: [TextTable.Row])] {
    var groups: [(title: String, rows: [TextTable.Row])] = []
    for count in response.counts {
      guard let (group, label) = count.bucket?.words else { continue }
      let row = TextTable.Row(
        cells: [
          label, "\(count.count)", count.hasOldest ? times.minute(count.oldest) : "—",
          count.hasOldest ? "\(times.days(from: count.oldest, to: response.goodFor.now))" : "—",
        ])
      if groups.last?.title == group {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append((group, [row]))
      }
    }
    return groups
  }
}

extension AccountCount.OneOf_Bucket {
  fileprivate var words: (group: String, label: String) {
    switch self {
    case .area(let area): ("Actividades abiertas por área", area.label)
    case .situation(let situation): ("Cuentas por situación", situation.label)
    case .quotes(let status): ("Cotizaciones", status.label)
    case .invoices(let status): ("Facturas", status.label)
    case .amendments(let status): ("Otros sí", status.label)
    }
  }
}
