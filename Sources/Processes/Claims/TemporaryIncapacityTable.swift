import Projections

/// How many instalments a total temporary incapacity pays, by its consecutive calendar days.
///
/// **Source:** claims page, “Total temporary incapacity”: the source says both “20 or more” and “more
/// than 20”; 20 pays 1, as its table does. 180 days and more pay the longest period (a).
public enum TemporaryIncapacityTable {
  /// One row: from so many days on, up to the row below it.
  public struct Row: Hashable, Sendable {
    public let days: Int
    public let months: Int
  }

  public static let rows = [
    Row(days: 20, months: 1),
    Row(days: 50, months: 2),
    Row(days: 80, months: 3),
    Row(days: 110, months: 4),
    Row(days: 140, months: 5),
    Row(days: 170, months: 6),
  ]

  /// 0 for fewer days than the first row.
  static func months(days: Int, _ terms: ClaimTerms) -> Int {
    rows.last { row in terms.count(row.figure).map { days >= $0 } ?? false }?.months ?? 0
  }
}

extension TemporaryIncapacityTable.Row {
  /// The days as a figure that an event may change.
  var figure: PolicyFigure {
    ClaimFigures.count(
      "temporary-incapacity-\(months)", "Incapacidad temporal: días desde los que paga \(months)",
      days, 1...3650, "claims: Total temporary incapacity")
  }
}
