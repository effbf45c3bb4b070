public import Events

/// One line of an entry as an account shows it: how much, on which side, since when, what about.
public struct Posting: Hashable, Sendable {
  /// The entry that it is a line of, and which of its lines, from 0.
  public let entry: JournalEntry.ID
  public let line: Int
  public let ledger: String
  public let account: String
  public let side: LedgerSide
  /// Positive.
  public let amount: Money
  /// The day from which it is true.
  public let effective: LocalDate
  public let recorded: Timestamp
  /// Whose balance it changes.
  public let holder: String
  /// What it is about; empty where nothing is named.
  public let document: String
  /// The row of the table of movements.
  public let movement: String
  /// The entry that its entry takes back.
  public let reverses: JournalEntry.ID?

  init(_ entry: JournalEntry, line: Int) {
    self.entry = entry.id
    self.line = line
    ledger = entry.ledger
    effective = entry.effective
    recorded = entry.recorded
    holder = entry.holder
    reverses = entry.reverses
    let own = entry.lines[line]
    account = own.account
    side = own.side
    amount = own.amount
    document = own.document
    movement = own.movement
  }

  public var currency: Currency { amount.currency }

  /// The place of its event in the log.
  public var position: Position { entry.position }
}
