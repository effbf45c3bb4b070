import Events
import Projections
import Schemas

/// The figures of accounts that may change.
///
/// **Source:** onboarding page, “Commercial phase”, the remark on quotes; “What must be seen”: no
/// other step has a deadline, and each takes a setting.
public enum AccountFigures {
  /// “Within one week” of the request: 7 calendar days (a).
  public static let quoteWeek = PolicyFigure(
    area: AccountEvent.category, name: "quote-week", title: "Cotización: plazo de envío",
    kind: .days, builtIn: .calendarDays(7), source: "onboarding: Commercial phase; (a): 7 days")

  /// One for each row of the tables, in their order, without a built-in value. Row 4 has the week.
  static let rows: [(row: AccountRowID, figure: PolicyFigure)] =
    rows(of: .commercialPhase, from: AccountPaths.commercial.steps.map(\.id).filter { $0 != "4" })
    + rows(of: .amendment, from: ["7"])
    + rows(of: .incorporation, from: AccountPaths.incorporation.steps.map(\.id))
    + rows(of: .serviceStart, from: AccountPaths.service.steps.map(\.id))

  public static let all = [quoteWeek] + rows.map(\.figure)

  /// The setting of a row; `nil` for one that takes none.
  static func figure(of row: AccountRowID) -> PolicyFigure? { byRow[row] }

  static func named(_ name: String) -> PolicyFigure? { byName[name] }

  private static let byRow = Dictionary(uniqueKeysWithValues: rows.map { ($0.row, $0.figure) })
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static func rows(
    of track: AccountTrack, from steps: [String]
  ) -> [(row: AccountRowID, figure: PolicyFigure)] {
    let path = AccountPaths.path(track)
    // An amendment is row 7 of the commercial phase.
    let table = track == .amendment ? AccountPaths.commercial.name : path.name
    return steps.map { step in
      let title = "\(path.title), \(step): \(path.step(step)?.action ?? "")"
      return (
        AccountRowID(track, step),
        PolicyFigure(
          area: AccountEvent.category, name: "\(table)-\(step.lowercased())", title: title,
          kind: .time, builtIn: nil, source: "onboarding: What must be seen")
      )
    }
  }
}
