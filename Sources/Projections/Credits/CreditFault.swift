import Events
import Schemas

/// Why an event cannot be entered in a client's accounts: it is not what the rules admit. In a
/// governed log none is.
public enum CreditFault: Error, Equatable, Sendable {
  case unreadable(PayloadError)
  case notMoney(MoneyError)
  case notCOP(Currency)
  case notADate(String, field: String)
  case invoiceUnknown(String)
  /// No event of this id, or none of the kind that is meant.
  case idUnknown(String)
  case instalmentUnknown(String, number: UInt32)
  /// More than is owed.
  case exceeds(invoice: String, by: Money)
  case notAConcept(Int)

  static func money(_ wire: WireMoney) throws(CreditFault) -> Money {
    let amount: Money
    do throws(MoneyError) { amount = try Money(wire) } catch { throw .notMoney(error) }
    guard amount.currency == .cop else { throw .notCOP(amount.currency) }
    return amount
  }

  static func date(_ text: String, _ field: String) throws(CreditFault) -> LocalDate {
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  static func amounts(_ wire: [CreditConceptAmount]) throws(CreditFault) -> ConceptAmounts {
    var amounts = ConceptAmounts.zero
    for each in wire {
      guard CreditConcept.all.contains(each.concept) else {
        throw .notAConcept(each.concept.rawValue)
      }
      amounts[each.concept] = amounts[each.concept] + (try money(each.amount))
    }
    return amounts
  }
}

extension CreditFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .notMoney(let error): "\(error)"
    case .notCOP(let currency): "an amount in \(currency); credits are in COP"
    case .notADate(let text, let field):
      "\(field) is “\(text)”; give a calendar date as YYYY-MM-DD"
    case .invoiceUnknown(let invoice): "the client has no obligation “\(invoice)”"
    case .idUnknown(let id): "the client has no such event “\(id)”"
    case .instalmentUnknown(let invoice, let number): "\(invoice) has no instalment \(number)"
    case .exceeds(let invoice, let amount): "\(invoice): \(amount) more than is owed"
    case .notAConcept(let number): "\(number) is no concept"
    }
  }
}
