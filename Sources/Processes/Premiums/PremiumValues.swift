import Events
import Projections
import Schemas

/// What fields of every event of premiums may hold.
enum PremiumValues {
  /// Of policies, cuotas, liquidaciones, receipts, brokers and what banks call payments (a).
  static let numberLengthMax = 40

  /// - Throws: unless it is 1 to 40 letters, digits, points, hyphens and slashes.
  static func check(number: String, _ field: String) throws(PremiumRefusal) {
    let isFit = number.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic && scalar.isASCII || ("0"..."9").contains(scalar)
        || ["-", ".", "/"].contains(scalar)
    }
    if number.isBlank { throw .fieldMissing(field) }
    guard isFit, number.count <= numberLengthMax else { throw .notANumber(number, field: field) }
  }

  static func check(given text: String, _ field: String) throws(PremiumRefusal) {
    if text.isBlank { throw .fieldMissing(field) }
  }

  static func date(_ text: String, _ field: String) throws(PremiumRefusal) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  /// A date of something that has happened.
  static func pastDate(
    _ text: String, _ field: String, today: LocalDate
  ) throws(PremiumRefusal) -> LocalDate {
    let date = try date(text, field)
    guard date <= today else { throw .dateToCome(date, field: field, today: today) }
    return date
  }

  /// What is owed or paid: positive, in soles or dollars.
  ///
  /// **Source:** receivables page: PEN and USD (a).
  static func amount(_ wire: WireMoney) throws(PremiumRefusal) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch { throw .notMoney(error) }
    guard [Currency.pen, .usd].contains(amount.currency) else {
      throw .currencyNotTaken(amount.currency)
    }
    guard amount.isPositive else { throw .amountNotPositive(amount) }
    return amount
  }
}
