public import Events
public import Schemas

/// The months of a pool (bolsa).
///
/// **Source:** claims page, “Unemployment: pays 6 instalments, held in a pool and applied month by
/// month”; receivables page, “Bolsa”: each on its due date (a).
extension ClaimPoolOpened {
  /// The due date of a month, 1 for the first: the due day, or the last day of a month that has no such
  /// day (a). `nil` when what the event says is no date, or leaves the calendar.
  public func dueDate(ofMonth month: Int) -> LocalDate? {
    guard let first = LocalDate(firstDueOn), (1...31).contains(dueDay), month >= 1,
      first.components.year + month / 12 < 9999
    else { return nil }
    let days = first.month.lowerBound.adding(months: month - 1).month
    return min(days.lowerBound.adding(days: Int(dueDay) - 1), days.upperBound)
  }
}
