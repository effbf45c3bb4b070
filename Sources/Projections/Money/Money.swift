/// An exact amount in one currency, counted in its minor units. May be negative.
///
/// Amounts of two currencies never add: the caller compares `currency` first, and adding traps.
public struct Money: Hashable, Sendable {
  /// Cents, centavos, céntimos: PEN 12.50 is 1250.
  public let minorUnits: Int64
  public let currency: Currency

  public init(minorUnits: Int64, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency) }

  /// Beyond this, in minor units and in either direction, nothing is accepted from outside, so that
  /// sums of many amounts stay exact: 10^15, ten billion of the largest currency in use here.
  public static let minorUnitsMax: Int64 = 1_000_000_000_000_000

  /// Traps when the currencies differ, and beyond 9.2 · 10^18 minor units.
  public static func + (a: Money, b: Money) -> Money {
    precondition(a.currency == b.currency, "\(a) and \(b) cannot be added")
    return Money(minorUnits: a.minorUnits + b.minorUnits, a.currency)
  }

  /// Traps when the currencies differ.
  public static func - (a: Money, b: Money) -> Money { a + -b }

  public static prefix func - (a: Money) -> Money { Money(minorUnits: -a.minorUnits, a.currency) }

  /// This amount times `numerator` / `denominator`, to the nearest minor unit, a half away from
  /// zero. Exact in between. Traps unless `denominator` is positive.
  public func times(_ numerator: Int64, over denominator: Int64) -> Money {
    precondition(denominator > 0, "a fraction over \(denominator)")
    let product = minorUnits.multipliedFullWidth(by: numerator)
    let isNegative = product.high < 0
    let magnitude = Self.magnitude(product)
    let (quotient, remainder) = UInt64(denominator).dividingFullWidth(magnitude)
    let isHalfOrMore = remainder >= UInt64(denominator) - remainder
    let rounded = Int64(quotient + (isHalfOrMore ? 1 : 0))
    return Money(minorUnits: isNegative ? -rounded : rounded, currency)
  }

  private static func magnitude(
    _ product: (high: Int64, low: UInt64)
  ) -> (high: UInt64, low: UInt64) {
    if product.high >= 0 { return (UInt64(product.high), product.low) }
    let low = ~product.low &+ 1
    return (UInt64(bitPattern: ~product.high) &+ (low == 0 ? 1 : 0), low)
  }

  public var isZero: Bool { minorUnits == 0 }
  public var isPositive: Bool { minorUnits > 0 }
}

extension Money: Comparable {
  /// Traps when the currencies differ.
  public static func < (a: Money, b: Money) -> Bool {
    precondition(a.currency == b.currency, "\(a) and \(b) cannot be compared")
    return a.minorUnits < b.minorUnits
  }
}

extension Money: CustomStringConvertible {
  /// `PEN 1250.50`: the code, and all digits of the currency.
  public var description: String { "\(currency.code) \(decimal)" }

  /// `-1250.50`: without the currency.
  public var decimal: String {
    let sign = minorUnits < 0 ? "-" : ""
    let digits = String(minorUnits.magnitude)
    guard currency.digits > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, currency.digits + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(currency.digits)).\(padded.suffix(currency.digits))"
  }

  /// Reads `1250.5`, `-0.05` or `7`: digits with at most as many behind the point as the currency
  /// has. `nil` for anything else, and beyond `minorUnitsMax`.
  public init?(decimal text: some StringProtocol, _ currency: Currency) {
    let isNegative = text.hasPrefix("-")
    let parts = String(text).dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let digits = String(parts[0]) + fraction
    guard !parts[0].isEmpty, parts.count == 1 || !fraction.isEmpty,
      fraction.count <= currency.digits,
      digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
      let value = Int64(digits + String(repeating: "0", count: currency.digits - fraction.count)),
      value <= Self.minorUnitsMax
    else { return nil }
    self.init(minorUnits: isNegative ? -value : value, currency)
  }
}
