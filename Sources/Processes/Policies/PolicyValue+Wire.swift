import Projections
public import Schemas
import SwiftProtobuf

extension PolicyValue {
  /// As an adoption says it.
  public var wire: PolicyFigureAdopted.OneOf_Value {
    switch self {
    case .businessDays(let days): .businessDays(UInt32(days))
    case .calendarDays(let days): .calendarDays(UInt32(days))
    case .minutes(let minutes): .minutes(UInt32(minutes))
    case .count(let count): .count(UInt32(count))
    case .percent(let percent): .percentHundredths(UInt32(percent.hundredths))
    case .amount(let amount): .amount(amount.wire)
    case .date(let date): .date("\(date)")
    case .text(let text): .text(text)
    case .texts(let texts): .texts(.with { $0.items = texts })
    }
  }
}
