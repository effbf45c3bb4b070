public import Events
public import Schemas

/// Where a row stands in the statement: by payment date, or due date of what is not paid; then cuotas
/// before liquidaciones; then by number.
public struct StatementPlace: Hashable, Comparable, Sendable {
  public let date: LocalDate
  public let kind: PremiumDocumentKind
  public let number: String

  init(date: LocalDate, kind: PremiumDocumentKind, number: String) {
    self.date = date
    self.kind = kind
    self.number = number
  }

  public static func < (a: StatementPlace, b: StatementPlace) -> Bool {
    if a.date != b.date { return a.date < b.date }
    if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
    // As bytes, which is how the tables order them.
    return a.number.utf8.lexicographicallyPrecedes(b.number.utf8)
  }

  /// For paging: `2026-01-05/cuota/4711`.
  public var text: String { "\(date)/\(kind.code)/\(number)" }

  /// Reads what `text` gave.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count == 3, let date = LocalDate(parts[0]),
      let kind = PremiumDocumentKind.all.first(where: { $0.code == parts[1] })
    else { return nil }
    self.init(date: date, kind: kind, number: parts[2])
  }
}

extension StatementRow {
  public var place: StatementPlace {
    StatementPlace(
      date: isPaid ? Self.day(paidOn) : due, kind: document.kind, number: document.number)
  }

  public var due: LocalDate { Self.day(dueOn) }

  var isPaid: Bool { !paidOn.isEmpty }

  /// Neither paid nor annulled.
  var isOwed: Bool { !isPaid && annulledOn.isEmpty }

  /// As it is on a day: what is owed is overdue from the day after its due date on.
  func shown(today: LocalDate) -> StatementRow {
    var row = self
    let age = isOwed ? today.days(since: due) : 0
    if age > 0 {
      row.status = .vencida
      row.ageDays = UInt32(age)
    }
    return row
  }

  // The dates of a stored row were read before it was stored.
  private static func day(_ text: String) -> LocalDate {
    guard let day = LocalDate(text) else { preconditionFailure("a stored date: “\(text)”") }
    return day
  }
}
