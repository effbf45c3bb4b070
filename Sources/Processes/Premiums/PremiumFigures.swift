import Events
import Projections

/// The figures of premiums that may change.
///
/// **Source:** receivables page, “Statement of account for brokers”.
public enum PremiumFigures {
  /// Receipts exist from August 2017 on; one dated before is refused (a).
  public static let receiptsFrom = PolicyFigure(
    area: PremiumEvent.category, name: "receipts-from", title: "Comprobantes desde",
    kind: .date, builtIn: firstReceipts.map(PolicyValue.date),
    source: "receivables: Statement of account for brokers, receipts")

  static let all = [receiptsFrom]

  private static let firstReceipts = LocalDate(year: 2017, month: 8, day: 1)
}
