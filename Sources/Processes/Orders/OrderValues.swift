import Events
import Projections
import Schemas
import SwiftProtobuf

/// Values of the payload that must be what they say.
enum OrderValues {
  /// Texts that name something, in bytes of UTF-8: a contract and a product fit into a key that
  /// counts once.
  static let nameBytesMax = 64

  /// Whether the list has the value. A number outside it can be read from binary and means nothing.
  static func check<E: SwiftProtobuf.Enum & CaseIterable>(
    _ value: E, _ field: String
  ) throws(OrderRefusal) {
    guard E.allCases.contains(value) else {
      throw .unknownValue(field: field, number: value.rawValue)
    }
  }

  static func date(_ text: String, _ field: String) throws(OrderRefusal) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  static func month(_ text: String, _ field: String) throws(OrderRefusal) -> YearMonth {
    guard let month = YearMonth(text) else { throw .notAMonth(text, field: field) }
    return month
  }

  /// An amount in bolivianos that is not negative.
  static func amount(_ wire: WireMoney, _ field: String) throws(OrderRefusal) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch { throw .notMoney(error, field) }
    guard amount.currency == .bob else { throw .otherCurrency(amount.currency, field) }
    guard amount.minorUnits >= 0 else { throw .negativeAmount(amount, field) }
    return amount
  }

  /// All of them at once, by the names of the schema.
  static func require(
    _ fields: [(name: String, isGiven: Bool)], _ source: OrderSource
  ) throws(OrderRefusal) {
    let missing = fields.filter { !$0.isGiven }.map(\.name)
    if !missing.isEmpty { throw .fieldsMissing(missing, source) }
  }

  /// A text that names something: not too long, and without control characters.
  static func checkName(_ text: String, _ field: String) throws(OrderRefusal) {
    let bytes = text.utf8.count
    if bytes > nameBytesMax { throw .textTooLong(field: field, bytes: bytes) }
    if text.hasControlCharacter { throw .controlCharacter(field: field) }
  }
}
