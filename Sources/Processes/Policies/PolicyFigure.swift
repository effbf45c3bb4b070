public import Events
public import Projections
import Schemas

/// A figure that a circular or a manager may change: its name, what it may be, and what it is where
/// no event adopted another value.
public struct PolicyFigure: Hashable, Sendable {
  /// The procedure it belongs to, which names its stream `policy-…`: `folio`.
  public let area: String
  /// Stable within the area: `alta-de-tramite-not-moved`.
  public let name: String
  /// For people, in Spanish.
  public let title: String
  public let kind: Kind
  /// What holds where nothing was adopted; `nil`: no such limit.
  public let builtIn: PolicyValue?
  /// Whether it can be adopted that there is no such limit.
  public let mayBeNone: Bool
  /// Where the built-in value is written.
  public let source: String

  /// What sort of value a figure takes.
  public enum Kind: Hashable, Sendable {
    /// Business or calendar days.
    case days
    /// Days of either sort, or minutes.
    case time
    case minutes
    case count(ClosedRange<Int>)
    case percent
    case amount(Currency)
    case date
    /// One line.
    case text
    /// One line each, none of them twice.
    case texts
  }

  /// Traps when the built-in value is none that the figure takes.
  public init(
    area: String, name: String, title: String, kind: Kind, builtIn: PolicyValue?,
    mayBeNone: Bool = true, source: String
  ) {
    precondition(builtIn.map { kind.takes($0) } ?? mayBeNone, "\(name): \(builtIn as Any)")
    self.area = area
    self.name = name
    self.title = title
    self.kind = kind
    self.builtIn = builtIn
    self.mayBeNone = mayBeNone
    self.source = source
  }

  /// Where its values are adopted, e.g. `policy-folio`.
  public var stream: StreamName {
    do { return try StreamName("\(PolicyFigureAdopted.category)-\(area)") } catch {
      preconditionFailure("\(area): \(error)")
    }
  }

  /// What was adopted in its area, as the rules of another stream see it.
  func book(_ elsewhere: Elsewhere) -> PolicyBook {
    elsewhere(stream) as? PolicyBook ?? PolicyBook()
  }
}

extension PolicyFigure.Kind {
  /// The longest time that can be adopted, in days: ten years (a).
  public static let daysMax = 3650
  /// The longest text, and the longest list of them (a).
  public static let textCharactersMax = 200
  public static let textsMax = 100

  public func takes(_ value: PolicyValue) -> Bool {
    switch (self, value) {
    case (.days, .businessDays(let days)), (.days, .calendarDays(let days)),
      (.time, .businessDays(let days)), (.time, .calendarDays(let days)):
      (1...Self.daysMax).contains(days)
    case (.time, .minutes(let minutes)), (.minutes, .minutes(let minutes)):
      (1...Self.daysMax * 1440).contains(minutes)
    case (.count(let range), .count(let count)): range.contains(count)
    case (.percent, .percent(let percent)): (0...10_000).contains(percent.hundredths)
    case (.amount(let currency), .amount(let amount)):
      amount.currency == currency && amount.minorUnits >= 0
    case (.date, .date): true
    case (.text, .text(let text)): Self.isLine(text)
    case (.texts, .texts(let texts)):
      (1...Self.textsMax).contains(texts.count) && Set(texts).count == texts.count
        && texts.allSatisfy(Self.isLine)
    default: false
    }
  }

  private static func isLine(_ text: String) -> Bool {
    !text.isBlank && text.count <= textCharactersMax
      && !text.hasControlCharacter
  }

  /// What it takes, for a refusal.
  public var description: String {
    switch self {
    case .days: "business_days or calendar_days, 1 to \(Self.daysMax)"
    case .time:
      "business_days or calendar_days, 1 to \(Self.daysMax), or minutes, at least 1"
    case .minutes: "minutes, 1 to \(Self.daysMax * 1440)"
    case .count(let range): "count, \(range.lowerBound) to \(range.upperBound)"
    case .percent: "percent_hundredths, 0 to 10000"
    case .amount(let currency): "amount in \(currency), not negative"
    case .date: "date as YYYY-MM-DD"
    case .text: "text, one line of at most \(Self.textCharactersMax) characters"
    case .texts:
      "texts, 1 to \(Self.textsMax) different lines of at most \(Self.textCharactersMax) characters"
    }
  }
}
