public import Events
public import Schemas

/// Days from one to another, both included; an end that is `nil` is open.
public struct DayRange: Equatable, Sendable {
  public let from: LocalDate?
  public let to: LocalDate?

  public init(from: LocalDate? = nil, to: LocalDate? = nil) {
    self.from = from
    self.to = to
  }

  public func contains(_ day: LocalDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }
}

/// What is looked for in the statement of account. What is `nil` does not filter.
///
/// **Source:** receivables page, “Statement of account for brokers”, Search.
public struct PremiumSearch: Equatable, Sendable {
  /// The broker who asks: only its portfolio is looked through. `nil`: the insurer.
  public var broker: String?
  public var line: PremiumLine?
  public var status: PremiumStatus?
  public var kind: PremiumDocumentKind?
  /// Fecha de pago; what is not paid is matched on its due date (a). `nil`: as the page fills it in.
  public var paymentDates: DayRange?
  // An exact search (a).
  public var policy: String?
  public var client: String?
  public var number: String?
  public var receipt: String?
  public var dueDates: DayRange?

  public init() {}

  /// The payment dates that are looked through. Where none are given: the last two months; with one
  /// of the exact criteria every date, since whoever knows the number need not know the date (a).
  public func paymentDates(today: LocalDate) -> DayRange {
    if let paymentDates { return paymentDates }
    return isExact ? DayRange() : Self.lastTwoMonths(today)
  }

  var isExact: Bool {
    policy != nil || client != nil || number != nil || receipt != nil || dueDates != nil
  }

  /// From the same day two months ago, or that month's last day, to today, both included (a).
  public static func lastTwoMonths(_ today: LocalDate) -> DayRange {
    DayRange(from: today.adding(months: -2), to: today)
  }

  /// Whether a row, as it is shown, is looked for.
  func finds(_ row: StatementRow, in dates: DayRange) -> Bool {
    dates.contains(row.place.date)
      && (broker.map { row.broker.key == $0 } ?? true)
      && (line.map { row.line == $0 } ?? true)
      && (status.map { row.status == $0 } ?? true)
      && (kind.map { row.document.kind == $0 } ?? true)
      && (policy.map { row.policy == $0 } ?? true)
      && (client.map { row.client == $0 } ?? true)
      && (number.map { row.document.number == $0 } ?? true)
      && (receipt.map { row.receipt == $0 } ?? true)
      && (dueDates.map { $0.contains(row.due) } ?? true)
  }
}
