public import Events

/// An entry of a ledger's journal: lines that balance, all in one currency.
///
/// Nothing is edited: a mistake is taken back by an entry that reverses it, and names it.
///
/// **Source:** receivables page, “Ledger rules”.
public struct JournalEntry: Hashable, Sendable {
  /// Which entry it is: the position of the event that caused it, and its number among the entries
  /// of that event, from 0.
  public struct ID: Hashable, Comparable, Sendable {
    public let position: Position
    public let index: UInt32

    public init(_ position: Position, _ index: UInt32) {
      self.position = position
      self.index = index
    }

    public static func < (a: ID, b: ID) -> Bool {
      (a.position, a.index) < (b.position, b.index)
    }
  }

  /// One side of a movement.
  public struct Line: Hashable, Sendable {
    /// The name of an account of the chart.
    public let account: String
    public let side: LedgerSide
    /// Positive.
    public let amount: Money
    /// What it is about, e.g. the number of a cuota; empty where nothing is named.
    public let document: String
    /// The name of the movement it belongs to.
    public let movement: String

    public init(
      account: String, _ side: LedgerSide, _ amount: Money, document: String, movement: String
    ) {
      precondition(amount.isPositive, "a line of \(amount)")
      self.account = account
      self.side = side
      self.amount = amount
      self.document = document
      self.movement = movement
    }

    /// The same amount on the other side.
    var mirrored: Line {
      Line(account: account, side.opposite, amount, document: document, movement: movement)
    }
  }

  public let id: ID
  /// Whose books: the name of a chart.
  public let ledger: String
  /// The event that caused it.
  public let stream: StreamName
  public let eventType: EventType
  public let recorded: Timestamp
  /// The day from which it is true.
  public let effective: LocalDate
  /// Whose balance it changes, e.g. the key of a client.
  public let holder: String
  /// What a reversal names it by; empty where none can.
  public let key: String
  public let lines: [Line]
  /// The entry that this one takes back.
  public let reverses: ID?
  /// The entry that takes this one back; `nil` while it stands.
  public internal(set) var reversedBy: ID?

  /// Traps when there are no lines, or they are not of one currency, or debits and credits differ.
  init(
    _ id: ID, of ledger: String, by event: RecordedEvent, effective: LocalDate, holder: String,
    key: String, lines: [Line], reverses: ID? = nil
  ) {
    self.init(
      id, of: ledger, stream: event.stream, eventType: event.type, recorded: event.recorded,
      effective: effective, holder: holder, key: key, lines: lines, reverses: reverses)
  }

  init(
    _ id: ID, of ledger: String, stream: StreamName, eventType: EventType, recorded: Timestamp,
    effective: LocalDate, holder: String, key: String, lines: [Line], reverses: ID?
  ) {
    precondition(Self.balances(lines), "\(ledger) \(id): debits and credits differ: \(lines)")
    self.id = id
    self.ledger = ledger
    self.stream = stream
    self.eventType = eventType
    self.recorded = recorded
    self.effective = effective
    self.holder = holder
    self.key = key
    self.lines = lines
    self.reverses = reverses
  }

  /// Whether the lines are at least two, of one currency, with as much on one side as on the other.
  static func balances(_ lines: [Line]) -> Bool {
    guard lines.count >= 2, let currency = lines.first?.amount.currency,
      lines.allSatisfy({ $0.amount.currency == currency })
    else { return false }
    let net = lines.reduce(Money.zero(currency)) { net, line in
      line.side == .debit ? net + line.amount : net - line.amount
    }
    return net.isZero
  }

  /// The currency of all its lines.
  public var currency: Currency { lines[0].amount.currency }

  /// What it moves: the sum of its debits, which is that of its credits.
  public var amount: Money {
    lines.reduce(.zero(currency)) { $1.side == .debit ? $0 + $1.amount : $0 }
  }

  /// Its lines, each with all there is to know of it.
  public var postings: [Posting] { lines.indices.map { Posting(self, line: $0) } }
}

extension JournalEntry.ID: CustomStringConvertible {
  public var description: String { "\(position).\(index)" }
}
