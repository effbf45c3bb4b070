import Events
import Projections
import Schemas
import SwiftProtobuf

/// The single values of events: given, known, within bounds.
enum CreditValues {
  /// The longest id, invoice or reference, in bytes, so that each fits the keys of the ledger.
  static let nameBytesMax = 60
  /// The most that one amount may be (a): COP 1,000 million, far above what a store lends.
  static let amountMax = Money(minorUnits: 100_000_000_000, .cop)

  /// All of them at once.
  static func given(_ fields: (String, String)...) throws(CreditRefusal) {
    let missing = fields.filter { $0.1.isBlank }.map(\.0)
    if !missing.isEmpty { throw .fieldsMissing(missing) }
  }

  /// A text that names something: without control characters, and not too long.
  static func name(_ text: String, _ field: String) throws(CreditRefusal) {
    if text.isBlank { throw .fieldsMissing([field]) }
    guard text.utf8.count <= nameBytesMax, !text.hasControlCharacter else {
      throw .nameUnfit(text, field: field)
    }
  }

  static func date(_ text: String, _ field: String) throws(CreditRefusal) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  /// A day that has come.
  static func past(
    _ text: String, _ field: String, today: LocalDate
  ) throws(CreditRefusal) -> LocalDate {
    let date = try date(text, field)
    if date > today { throw .inTheFuture(date, field: field, today: today) }
    return date
  }

  static func month(_ text: String, _ field: String) throws(CreditRefusal) -> YearMonth {
    guard let month = YearMonth(text) else { throw .notAMonth(text, field: field) }
    return month
  }

  /// An amount above zero.
  static func positive(_ wire: WireMoney, _ field: String) throws(CreditRefusal) -> Money {
    let amount = try amount(wire, field)
    guard amount.isPositive else { throw .notPositive(amount, field: field) }
    return amount
  }

  /// Zero or more.
  static func amount(_ wire: WireMoney, _ field: String) throws(CreditRefusal) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch {
      throw .notMoney(error, field: field)
    }
    guard amount.currency == .cop else { throw .notCOP(amount.currency, field: field) }
    guard amount.minorUnits >= 0 else { throw .notPositive(amount, field: field) }
    if amount > amountMax { throw .amountTooLarge(amount, field: field) }
    return amount
  }

  /// Each concept once, each with an amount.
  static func concepts(
    _ wire: [CreditConceptAmount], _ field: String
  ) throws(CreditRefusal) -> ConceptAmounts {
    if wire.isEmpty { throw .fieldsMissing([field]) }
    var amounts = ConceptAmounts.zero
    for each in wire {
      try known(each.concept, "\(field).concept")
      guard amounts[each.concept].isZero else { throw .conceptTwice(each.concept) }
      amounts[each.concept] = try positive(each.amount, "\(field).amount")
    }
    return amounts
  }

  /// A value of its list, and given.
  static func known<E: Enum>(_ value: E, _ field: String) throws(CreditRefusal)
  where E.RawValue == Int, E: CaseIterable {
    if value.rawValue == 0 { throw .fieldsMissing([field]) }
    try listed(value, field)
  }

  /// A value of its list, or none.
  static func listed<E: Enum>(_ value: E, _ field: String) throws(CreditRefusal)
  where E.RawValue == Int, E: CaseIterable {
    guard E.allCases.contains(value) else {
      throw .unknownValue(field: field, number: value.rawValue)
    }
  }
}
