import Events
public import Schemas
internal import SwiftProtobuf

extension JournalEntry {
  /// As it is stored and sent.
  public var wire: WireLedgerEntry {
    .with {
      $0.entry = id.wire
      $0.ledger = ledger
      $0.stream = stream.text
      $0.eventType = eventType.text
      $0.recorded = .init(recorded)
      $0.effective = effective.description
      $0.holder = holder
      $0.key = key
      $0.lines = lines.map(\.wire)
      if let reverses { $0.reverses = reverses.wire }
      if let reversedBy { $0.reversedBy = reversedBy.wire }
    }
  }

  /// Reads what `wire` gave. A row was written by this same version of the code, so one that cannot
  /// be read is our own mistake.
  init(stored: WireLedgerEntry) {
    guard let stream = try? StreamName(stored.stream),
      let type = try? EventType(stored.eventType), let effective = LocalDate(stored.effective)
    else { preconditionFailure("a stored entry: \(stored)") }
    self.init(
      ID(stored.entry), of: stored.ledger, stream: stream, eventType: type,
      recorded: Timestamp(stored.recorded), effective: effective, holder: stored.holder,
      key: stored.key, lines: stored.lines.map(Line.init(stored:)),
      reverses: stored.hasReverses ? ID(stored.reverses) : nil)
    reversedBy = stored.hasReversedBy ? ID(stored.reversedBy) : nil
  }
}

extension JournalEntry.ID {
  public var wire: WireLedgerEntryReference {
    .with {
      $0.position = position.rawValue
      $0.index = index
    }
  }

  public init(_ wire: WireLedgerEntryReference) {
    self.init(Position(wire.position), wire.index)
  }
}

extension JournalEntry.Line {
  fileprivate var wire: WireLedgerLine {
    .with {
      $0.account = account
      $0.debit = side == .debit
      $0.amount = amount.wire
      $0.document = document
      $0.movement = movement
    }
  }

  fileprivate init(stored: WireLedgerLine) {
    let amount: Money
    do throws(MoneyError) { amount = try Money(stored.amount) } catch {
      preconditionFailure("a stored line: \(stored)")
    }
    self.init(
      account: stored.account, stored.debit ? .debit : .credit, amount,
      document: stored.document, movement: stored.movement)
  }
}
