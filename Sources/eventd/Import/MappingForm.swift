import Events
import Projections
import Schemas

/// What a text of a file is read as.
///
/// - `integer`: digits; `{"offset": 1000, "pad": 8}` adds to it and fills it up with zeros;
/// - `time`, `date`: how the file writes them (`TimePattern`); they become RFC 3339 in UTC, and
///   `YYYY-MM-DD` as it is local there;
/// - `money`: an amount as digits with a point; `{"currency": "COP", "round": true}`. Without `round`
///   an amount with more digits than the currency has is not taken.
enum MappingForm: Sendable {
  struct Integer: Decodable, Sendable {
    let offset: Int64?
    let pad: Int?
  }

  struct Amount: Decodable, Sendable {
    let currency: String
    let round: Bool?
  }

  case integer(Integer)
  case time(TimePattern)
  case date(TimePattern)
  case money(Amount)

  func made(of text: String) throws(FormFault) -> AnyJSON {
    switch self {
    case .integer(let form):
      guard let number = Int64(text) else { throw .notANumber }
      let (sum, overflow) = number.addingReportingOverflow(form.offset ?? 0)
      guard !overflow, sum >= 0 else { throw .notANumber }
      let digits = String(sum)
      let zeros = String(repeating: "0", count: max(0, (form.pad ?? 0) - digits.count))
      return .text(zeros + digits)
    case .time(let pattern):
      guard let moment = pattern.moment(text) else { throw .notATime }
      return .text("\(moment)")
    case .date(let pattern):
      guard let date = pattern.date(text) else { throw .notATime }
      return .text("\(date)")
    case .money(let form): return try Self.amount(text, form)
    }
  }

  private static func amount(_ text: String, _ form: Amount) throws(FormFault) -> AnyJSON {
    guard let currency = Currency(form.currency) else { throw .notAnAmount }
    let money: Money
    if let exact = Money(decimal: text, currency) {
      money = exact
    } else {
      guard form.round == true else { throw .notAnAmount }
      guard let rounded = rounded(text, currency) else { throw .notAnAmount }
      money = rounded
    }
    let wire = money.wire
    return .object([
      "currencyCode": .text(wire.currencyCode), "units": .text(String(wire.units)),
      "nanos": .integer(Int64(wire.nanos)),
    ])
  }

  /// A half is rounded away from zero, in decimals.
  private static func rounded(_ text: String, _ currency: Currency) -> Money? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let kept = parts[1].prefix(currency.digits)
    let point = currency.digits == 0 ? "" : "."
    guard let down = Money(decimal: "\(parts[0])\(point)\(kept)", currency) else { return nil }
    let isHalfOrMore = parts[1].dropFirst(currency.digits).utf8.first.map { $0 >= 53 } ?? false
    let away: Int64 = text.hasPrefix("-") ? -1 : 1
    return Money(minorUnits: down.minorUnits + (isHalfOrMore ? away : 0), currency)
  }
}

/// Why a text is not of the form that the mapping asks for.
enum FormFault: Error, Equatable {
  case notANumber
  case notATime
  case notAnAmount
}

extension FormFault: CustomStringConvertible {
  /// In Spanish, for the report.
  var description: String {
    switch self {
    case .notANumber: "no es un número"
    case .notATime: "fecha u hora ilegible"
    case .notAnAmount: "no es un importe exacto de la moneda"
    }
  }
}
