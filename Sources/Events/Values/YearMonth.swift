/// A month of a year, e.g. 2026-03.
public struct YearMonth: Hashable, Comparable, Sendable {
  public let year: Int
  /// 1 to 12.
  public let month: Int

  /// - Returns: `nil` when there is no such month. Years 1 to 9999.
  public init?(year: Int, month: Int) {
    guard LocalDate(year: year, month: month, day: 1) != nil else { return nil }
    self.year = year
    self.month = month
  }

  /// The month of a day.
  public init(_ date: LocalDate) {
    (year, month, _) = date.components
  }

  /// Reads `YYYY-MM`, and nothing else.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 7, let first = LocalDate("\(text)-01") else { return nil }
    self.init(first)
  }

  /// The first and the last day.
  public var days: ClosedRange<LocalDate> {
    guard let first = LocalDate(year: year, month: month, day: 1) else {
      preconditionFailure("there is no month \(self)")
    }
    return first.month
  }

  /// Traps behind the year 9999.
  public var next: YearMonth { YearMonth(days.upperBound.adding(days: 1)) }

  public static func < (a: YearMonth, b: YearMonth) -> Bool {
    (a.year, a.month) < (b.year, b.month)
  }
}

extension YearMonth: CustomStringConvertible {
  /// `YYYY-MM`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}
