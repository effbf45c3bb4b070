public import Events
public import Projections
import Schemas

/// The value of a figure.
public enum PolicyValue: Hashable, Sendable {
  case businessDays(Int)
  case calendarDays(Int)
  case minutes(Int)
  case count(Int)
  case percent(Percent)
  case amount(Money)
  case date(LocalDate)
  case text(String)
  /// In the order in which they are shown.
  case texts([String])
}

/// A share in hundredths of a percent: 98 % is 9800.
public struct Percent: Hashable, Comparable, Sendable {
  public let hundredths: Int

  public init(hundredths: Int) { self.hundredths = hundredths }

  public init(_ percent: Int) { hundredths = percent * 100 }

  public static func < (a: Percent, b: Percent) -> Bool { a.hundredths < b.hundredths }

  /// Whether `part` of `whole` is at least this share; exact. Traps unless `whole` is positive.
  public func isReached(by part: Int, of whole: Int) -> Bool {
    precondition(whole > 0, "a share of \(whole)")
    return part * 10_000 >= hundredths * whole
  }
}

extension PolicyValue {
  /// As a limit of time; `nil` for what is none.
  public var timeLimit: TimeLimit? {
    switch self {
    case .businessDays(let days): .businessDays(days)
    case .calendarDays(let days): .calendarDays(days)
    case .minutes(let minutes): .minutes(minutes)
    case .count, .percent, .amount, .date, .text, .texts: nil
    }
  }

  public init(_ limit: TimeLimit) {
    switch limit {
    case .businessDays(let days): self = .businessDays(days)
    case .calendarDays(let days): self = .calendarDays(days)
    case .minutes(let minutes): self = .minutes(minutes)
    }
  }

  /// Reads the value of an adoption. `nil` for none: there is then no such limit.
  /// - Throws: `PolicyRefusal` for an amount or a date that is none, or when nothing is given.
  init?(_ value: PolicyFigureAdopted.OneOf_Value?) throws(PolicyRefusal) {
    switch value {
    case .businessDays(let days): self = .businessDays(Int(days))
    case .calendarDays(let days): self = .calendarDays(Int(days))
    case .minutes(let minutes): self = .minutes(Int(minutes))
    case .count(let count): self = .count(Int(count))
    case .percentHundredths(let hundredths): self = .percent(Percent(hundredths: Int(hundredths)))
    case .amount(let amount):
      do throws(MoneyError) { self = .amount(try Money(amount)) } catch { throw .notMoney(error) }
    case .date(let text):
      guard let date = LocalDate(text) else { throw .notADate(text, field: "date") }
      self = .date(date)
    case .text(let text): self = .text(text)
    case .texts(let texts): self = .texts(texts.items)
    case .noLimit(let isNone):
      guard isNone else { throw .valueMissing }
      return nil
    case nil: throw .valueMissing
    }
  }
}
