/// How old a debt is, in days past due.
///
/// **Source:** receivables page, “Reports”: age in days 1–30, 31–60, 61–90, over 90 (a).
public enum PremiumAge: Int, CaseIterable, Sendable {
  case upTo30
  case upTo60
  case upTo90
  case over90

  /// The first and the last number of days; no last one for the oldest.
  public var days: (from: Int, to: Int?) {
    switch self {
    case .upTo30: (1, 30)
    case .upTo60: (31, 60)
    case .upTo90: (61, 90)
    case .over90: (91, nil)
    }
  }

  /// - Returns: `nil` for what is not past due: 0 days and below.
  public init?(days: Int) {
    guard let age = Self.allCases.last(where: { days >= $0.days.from }) else { return nil }
    self = age
  }
}
