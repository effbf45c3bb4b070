import Processes
import Projections
import Schemas
import SwiftProtobuf

/// "Dónde está": each open or waiting step of an account with who holds it, since when, and what it
/// waits for.
struct AccountHoldsView {
  let response: AccountResponse
  let times: LocalTimes

  func lines(_ screen: Screen) -> [String] {
    response.holds.isEmpty ? [] : table.lines(screen, indent: 2)
  }

  private var table: TextTable {
    TextTable(
      [
        .text("Tabla", widthMin: 8), .text("Paso", widthMin: 12), .text("Quién", widthMin: 9),
        .text("Desde"), .number("Días"), .text("Espera", widthMin: 8),
      ],
      response.holds.map { hold in
        let open = openStep(hold)
        let isFree = open?.hasSince == true
        let step = hold.track.row(hold.step)
        return TextTable.Row(
          cells: [
            hold.track.shortLabel, hold.subject.isEmpty ? step : "\(step) · \(hold.subject)",
            hold.heldBy.map(\.label).joined(separator: ", "),
            isFree ? times.minute(open?.since ?? .init()) : "—",
            isFree
              ? "\(times.days(from: open?.since ?? .init(), to: response.goodFor.now))" : "—",
            hold.needs.map { need in
              need.track == hold.track ? need.step : "\(need.step) de \(need.track.shortLabel)"
            }.joined(separator: ", "),
          ], details: details(hold, open))
      })
  }

  private func details(_ hold: AccountHold, _ open: AccountOpenStep?) -> [String] {
    let rule =
      hold.subject.isEmpty ? AccountDeadlines.timer(ofStep: hold.step, on: hold.track) : nil
    let due = response.deadlines.first { $0.rule == rule }
    return (due.map { ["Vence \(times.minute($0.due))"] } ?? [])
      + (open?.hasPassed == true
        ? ["Venció \(times.minute(open?.passed.due ?? .init())), avisado el Director Ejecutivo"]
        : [])
  }

  private func openStep(_ hold: AccountHold) -> AccountOpenStep? {
    let standing = response.page.standing
    let path: AccountPathState? =
      switch hold.track {
      case .commercialPhase: standing.commercial
      case .incorporation: standing.incorporation
      case .serviceStart: standing.service
      case .amendment: standing.path(.amendment(hold.subject))
      case .invoice: standing.path(.invoice(hold.subject))
      case .unspecified, .UNRECOGNIZED: nil
      }
    return path?.open.first { $0.step == hold.step }
  }
}
