import Events
import Projections
import Schemas

/// How many claims wait for which milestone, by cause, and how many days the oldest has waited.
/// Source: claims page, "What must be seen".
struct ClaimBoardView: TableView {
  let response: ClaimBoardResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Reclamaciones de seguros por hito"), times.line(response.goodFor), "",
    ]
    let narrow = table(headings: \.narrow, oldest: ("Más", "días"))
    lines +=
      response.cells.isEmpty
      ? ["No hay reclamaciones."] : (screen.fits(table.width) ? table : narrow).lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(headings: \.heading, oldest: ("Días el", "más antiguo")) }

  /// The milestones that occur, in their order; a number that is zero is a dot.
  private func table(
    headings: (ClaimCause) -> (String, String), oldest heading: (String, String)
  ) -> TextTable {
    let causes = ClaimCause.all.filter { cause in response.cells.contains { $0.cause == cause } }
    let milestones = (ClaimMilestone.open + [.closed]).filter { milestone in
      response.cells.contains { $0.milestone == milestone }
    }
    func count(_ isCounted: (ClaimCell) -> Bool) -> String {
      let count = response.cells.filter(isCounted).reduce(UInt64(0)) { $0 + $1.count }
      return count == 0 ? "·" : "\(count)"
    }
    var rows = milestones.map { milestone in
      TextTable.Row(
        cells: [milestone.number, milestone.label]
          + causes.map { cause in count { $0.milestone == milestone && $0.cause == cause } }
          + [count { $0.milestone == milestone }, oldest(milestone)])
    }
    rows.append(
      TextTable.Row(
        cells: ["", "Total"] + causes.map { cause in count { $0.cause == cause } }
          + [count { _ in true }, ""]))
    return TextTable(
      [.text("Hito"), .text("Espera", widthMin: 16)]
        + causes.map { .number(headings($0).0, headings($0).1) }
        + [.number("Total"), .number(heading.0, heading.1)], rows)
  }

  private func oldest(_ milestone: ClaimMilestone) -> String {
    let cells = response.cells.filter { $0.milestone == milestone && $0.hasOldest }
    let days = cells.map { times.days(from: $0.oldest, to: response.goodFor.now) }.max()
    return days.map { "\($0)" } ?? ""
  }
}

extension ClaimCause {
  fileprivate var narrow: (String, String) {
    switch self {
    case .death: ("Falle-", "cim.")
    case .permanentIncapacity: ("Incap.", "perm.")
    case .temporaryIncapacity: ("Incap.", "temp.")
    case .unemployment, .unspecified, .UNRECOGNIZED: heading
    }
  }

  /// In two lines.
  fileprivate var heading: (String, String) {
    switch self {
    case .death: ("Falle-", "cimiento")
    case .permanentIncapacity: ("Incap.", "permanente")
    case .unemployment: ("Desem-", "pleo")
    case .temporaryIncapacity: ("Incap.", "temporal")
    case .unspecified, .UNRECOGNIZED: ("", "—")
    }
  }
}
