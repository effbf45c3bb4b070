public import Schemas
internal import SwiftProtobuf

/// Why an amount on the wire is none.
public enum MoneyError: Error, Equatable, Sendable {
  case notACurrency(String)
  /// `units` and `nanos` of different signs, or `nanos` outside ±999,999,999.
  case nanosOutOfRange(Int32)
  /// More digits than the currency has.
  case tooFine(Currency, nanos: Int32)
  case tooLarge(units: Int64, Currency)
}

extension Money {
  /// Reads a `google.type.Money`.
  public init(_ wire: WireMoney) throws(MoneyError) {
    guard let currency = Currency(wire.currencyCode) else {
      throw .notACurrency(wire.currencyCode)
    }
    let agrees = wire.units == 0 || wire.nanos == 0 || (wire.units < 0) == (wire.nanos < 0)
    guard (-999_999_999...999_999_999).contains(wire.nanos), agrees else {
      throw .nanosOutOfRange(wire.nanos)
    }
    let (scale, nanosAUnit) = currency.wireScale
    guard Int64(wire.nanos) % nanosAUnit == 0 else { throw .tooFine(currency, nanos: wire.nanos) }
    guard wire.units.magnitude <= UInt64(Self.minorUnitsMax / scale) else {
      throw .tooLarge(units: wire.units, currency)
    }
    self.init(minorUnits: wire.units * scale + Int64(wire.nanos) / nanosAUnit, currency)
  }

  /// As a `google.type.Money`.
  public var wire: WireMoney {
    let (scale, nanosAUnit) = currency.wireScale
    return .with {
      $0.currencyCode = currency.code
      $0.units = minorUnits / scale
      $0.nanos = Int32(minorUnits % scale * nanosAUnit)
    }
  }
}

extension Currency {
  /// Minor units in a whole unit, and nanos in a minor unit.
  fileprivate var wireScale: (minorUnits: Int64, nanos: Int64) {
    var (scale, nanos): (Int64, Int64) = (1, 1_000_000_000)
    for _ in 0..<digits {
      scale *= 10
      nanos /= 10
    }
    return (scale, nanos)
  }
}

extension MoneyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notACurrency(let code): "“\(code)” is no currency; give an ISO 4217 code, e.g. PEN"
    case .nanosOutOfRange(let nanos):
      "nanos is \(nanos); give ±999,999,999 at most, with the sign of units"
    case .tooFine(let currency, let nanos):
      "nanos is \(nanos), but \(currency) has \(currency.digits) digits behind the point"
    case .tooLarge(let units, let currency): "\(currency) \(units) is too large to be an amount"
    }
  }
}
