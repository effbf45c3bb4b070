import Events
import Projections
import Schemas

/// What fields of every event of arrears may hold.
enum ArrearsValues {
  /// Of contracts, products, invoices, charges, forms, letters and references (a).
  static let numberLengthMax = 40

  /// - Throws: unless it is 1 to 40 letters, digits, points, hyphens and slashes.
  static func check(number: String, _ field: String) throws(ArrearsRefusal) {
    if number.isBlank { throw .fieldMissing(field) }
    let isFit = number.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || ["-", ".", "/"].contains(scalar))
    }
    guard isFit, number.count <= numberLengthMax else { throw .notANumber(number, field: field) }
  }

  static func check(given text: String, _ field: String) throws(ArrearsRefusal) {
    if text.isBlank { throw .fieldMissing(field) }
  }

  static func month(
    _ text: String, _ field: String = "month"
  ) throws(ArrearsRefusal) -> YearMonth {
    guard let month = YearMonth(text) else { throw .notAMonth(text, field: field) }
    return month
  }

  /// A date of something that has happened.
  static func pastDate(
    _ text: String, _ field: String, today: LocalDate
  ) throws(ArrearsRefusal) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    guard date <= today else { throw .dateToCome(date, field: field, today: today) }
    return date
  }

  /// What is owed or paid: positive, in bolivianos.
  ///
  /// **Source:** receivables page, title of the section: BOB.
  static func amount(_ wire: WireMoney) throws(ArrearsRefusal) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch { throw .notMoney(error) }
    guard amount.currency == .bob else { throw .currencyNotTaken(amount.currency) }
    guard amount.isPositive else { throw .amountNotPositive(amount) }
    return amount
  }

  /// Names at least one thing, and nothing twice.
  static func check(distinct names: [String], _ field: String) throws(ArrearsRefusal) {
    if names.isEmpty { throw .fieldMissing(field) }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .namedTwice(name, field: field) }
  }
}
