public import Events
public import SwiftProtobuf

/// The bookkeeping of one ledger: which entries follow from which events.
///
/// Pure: the entries follow from the event and from the book alone, which is what the bookkeeper
/// remembers of a stream. The amounts, accounts and balances of earlier entries are not in it; to
/// take an entry back it is enough to name it.
public protocol Bookkeeper: Sendable {
  /// What it remembers of a stream between events; `Google_Protobuf_Empty` for nothing.
  associatedtype Book: Message & Sendable

  var chart: LedgerChart { get }
  /// Raise it when entries or book change: the ledger is then built anew at the next start.
  var version: UInt32 { get }
  /// The categories of the streams that it reads.
  var categories: Set<String> { get }

  /// Which book an event is entered in; by default that of its stream.
  /// - Parameter last: the book of the event before it in its stream, for one that does not say
  ///   itself whose it is; `nil` before the first, and where it was the stream's own.
  func bookKey(of event: RecordedEvent, last: String?) -> String

  /// What is to be entered because of an event, in order.
  /// - Parameter book: what the events before left; empty before the first.
  /// - Throws: when the event cannot be entered; the ledger then stands still there.
  func entries(
    for event: RecordedEvent, book: inout Book
  ) throws(BookkeepingError) -> [LedgerInstruction]
}

extension Bookkeeper {
  public func bookKey(of event: RecordedEvent, last: String?) -> String { event.stream.text }
}

/// What a bookkeeper has entered.
public enum LedgerInstruction: Hashable, Sendable {
  case enter(EntryDraft)
  /// Takes back the entry of this key, whole, with every line on its other side. The key may then be
  /// used again.
  /// - `effective`: since when it is not true; `nil`: it never was.
  /// - `as`: what a later reversal may name this one by; empty: nothing may take it back.
  case reverse(key: String, of: String, effective: LocalDate?, as: String)

  /// As the case, for a reversal that nothing takes back.
  public static func reverse(
    key: String, of holder: String, effective: LocalDate?
  ) -> LedgerInstruction { .reverse(key: key, of: holder, effective: effective, as: "") }
}

/// An entry to be made: movements of the chart with their amounts, so that it always balances.
public struct EntryDraft: Hashable, Sendable {
  /// One movement: its amount is debited to one account and credited to the other.
  public struct Leg: Hashable, Sendable {
    public let movement: LedgerMovement
    /// Positive, and in the currency of the other legs.
    public let amount: Money
    /// What it is about, on the side of the debit and on that of the credit; empty for nothing.
    public let document: String
    public let creditDocument: String

    /// - Parameter creditDocument: `nil`: that of the debit.
    public init(
      _ movement: LedgerMovement, _ amount: Money, document: String = "",
      creditDocument: String? = nil
    ) {
      self.movement = movement
      self.amount = amount
      self.document = document
      self.creditDocument = creditDocument ?? document
    }
  }

  /// What a reversal may name it by, e.g. `cuota 4711`; of a holder's entries that stand no two have
  /// one key. Empty: nothing takes it back.
  public let key: String
  public let holder: String
  public let effective: LocalDate
  public let legs: [Leg]

  public init(key: String = "", holder: String, effective: LocalDate, legs: [Leg]) {
    self.key = key
    self.holder = holder
    self.effective = effective
    self.legs = legs
  }

  /// The two lines of each movement.
  var lines: [JournalEntry.Line] {
    legs.flatMap { leg in
      [
        JournalEntry.Line(
          account: leg.movement.debit.name, .debit, leg.amount, document: leg.document,
          movement: leg.movement.name),
        JournalEntry.Line(
          account: leg.movement.credit.name, .credit, leg.amount, document: leg.creditDocument,
          movement: leg.movement.name),
      ]
    }
  }
}

/// Why an event cannot be entered.
public enum BookkeepingError: Error, Hashable, Sendable {
  case undecodable(String)
  /// It holds an amount or a date that is none, or refers to what is not in the book.
  case inconsistent(String)
  case noLegs
  case notPositive(Money)
  case twoCurrencies(Money, Money)
  case foreignMovement(String)
  /// Too long for a key of the tables, or with control characters.
  case nameUnfit(String)
  case keyTaken(String, holder: String, by: JournalEntry.ID)
  case keyUnknown(String, holder: String)
  case reversedAlready(String, holder: String, by: JournalEntry.ID)
  /// The sums of an account would leave what can be counted exactly.
  case tooLarge(account: String)
}

extension BookkeepingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .undecodable(let reason): "it cannot be read: \(reason)"
    case .inconsistent(let reason): reason
    case .noLegs: "an entry without movements"
    case .notPositive(let amount): "\(amount) is not positive"
    case .twoCurrencies(let a, let b): "\(a) and \(b) in one entry"
    case .foreignMovement(let name): "the chart has no movement “\(name)”"
    case .nameUnfit(let name): "“\(name)” is too long for a key, or has control characters"
    case .keyTaken(let key, let holder, let id): "\(holder) has an entry “\(key)” already: \(id)"
    case .keyUnknown(let key, let holder): "\(holder) has no entry “\(key)” to reverse"
    case .reversedAlready(let key, let holder, let id):
      "the entry “\(key)” of \(holder) is reversed already, by \(id)"
    case .tooLarge(let account): "the sums of \(account) become too large"
    }
  }
}
