import Events
import Projections
import Schemas
import SwiftProtobuf

/// Ledgers as they are sent.

extension LedgerTitle {
  init(_ chart: LedgerChart) {
    self = .with {
      $0.ledger = chart.name
      $0.title = chart.title
      $0.holderTitle = chart.holderTitle
      $0.documentTitle = chart.documentTitle
      $0.accounts = chart.accounts.map(LedgerAccountTitle.init)
    }
  }
}

extension LedgerAccountTitle {
  init(_ account: LedgerAccount) {
    self = .with {
      $0.account = account.name
      $0.title = account.title
      $0.growsOnDebit = account.normalSide == .debit
    }
  }
}

extension LedgerSums {
  init(_ account: LedgerAccount, _ balance: LedgerBalance) {
    self = .with {
      $0.account = LedgerAccountTitle(account)
      $0.debits = balance.debits.wire
      $0.credits = balance.credits.wire
      $0.balance = balance.net(on: account.normalSide).wire
    }
  }
}

extension LedgerMovementRow {
  /// - Parameter balance: the account's, after it.
  init(_ posting: Posting, _ chart: LedgerChart, _ balance: Money) {
    self = .with {
      $0.entry = posting.entry.sent
      $0.line = UInt32(posting.line)
      $0.effective = posting.effective.description
      $0.recorded = Google_Protobuf_Timestamp(posting.recorded)
      $0.holder = posting.holder
      $0.document = posting.document
      $0.movement = posting.movement
      $0.movementTitle = chart.movement(posting.movement)?.title ?? posting.movement
      $0.debit = posting.side == .debit
      $0.amount = posting.amount.wire
      if let reverses = posting.reverses { $0.reverses = reverses.sent }
      $0.balance = balance.wire
    }
  }
}

extension JournalEntry {
  /// As it is stored, but for its places, which a client knows as commit positions.
  var sent: WireLedgerEntry {
    var wire = wire
    wire.entry = id.sent
    if let reverses { wire.reverses = reverses.sent }
    if let reversedBy { wire.reversedBy = reversedBy.sent }
    return wire
  }
}

extension JournalEntry.ID {
  var sent: WireLedgerEntryReference {
    .with {
      $0.position = WirePosition.encode(position)
      $0.index = index
    }
  }

  /// - Throws: `INVALID_ARGUMENT` for what no answer gave.
  init(sent: WireLedgerEntryReference) throws(RPCStatus) {
    guard let position = WirePosition.decode(sent.position) else {
      throw RPCStatus(
        .invalidArgument,
        "\(sent.position) is the position of no entry; give what an answer said as 'next'")
    }
    self.init(position, sent.index)
  }
}
