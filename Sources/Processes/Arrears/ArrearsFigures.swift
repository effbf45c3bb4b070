import Events
import Projections

/// The figures of arrears that may change.
///
/// **Source:** receivables page, “Mora of company clients”.
public enum ArrearsFigures {
  /// A commitment to pay is checked within the week: seven days of the calendar, the last of them
  /// whole (a).
  public static let commitmentWeek = PolicyFigure(
    area: ArrearsEvent.category, name: "commitment-not-kept",
    title: "Compromiso de pago sin cumplir", kind: .days, builtIn: .calendarDays(7),
    source: "receivables: Mora of company clients; postsale: I6")

  static let all = [commitmentWeek]
}
