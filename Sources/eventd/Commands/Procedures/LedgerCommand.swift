import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Shows the ledgers: trial balance, an account's balance and movements, the journal.",
    discussion: """
      Without anything else the ledgers that there are; with the name of one its trial balance; with
      --account the movements of an account, whole or of a holder and a document.

      Two times bound what is shown: --effective, the day from which a movement is true, and
      --recorded, the time when it was written down; each includes its bound. --as-of instead \
      shows the whole ledger as it was.

      Examples:
        eventd ledger
        eventd ledger premium
        eventd ledger premium --effective 2026-02-10
        eventd ledger premium --effective 2026-02-10 --recorded 2026-02-15
        eventd ledger premium --account cuotas-por-cobrar --holder 20512345678
        eventd ledger premium --account cuotas-por-cobrar --balance --currency USD
        eventd ledger premium --account cuotas-por-cobrar --shares --csv
        eventd ledger credit --journal --holder 1098765432
      """)

  @OptionGroup var options: ViewOptions
  @OptionGroup var moment: LedgerMomentOptions

  @Argument(help: "Which ledger, by its name.")
  var ledger: String?

  @Option(help: "The movements of this account, by its name.")
  var account: String?

  @Option(help: "The account in this currency, ISO 4217. Default: the usual one of the ledger.")
  var currency: String?

  @Option(help: "Only of this holder, e.g. the key of a client.")
  var holder: String?

  @Option(help: "Only of this document of the holder, e.g. 'cuota 4711'.")
  var document: String?

  @Flag(help: "The sums of the account instead of its movements.")
  var balance = false

  @Flag(help: "What each holder and document has in the account instead.")
  var shares = false

  @Flag(help: "With --shares: also those that have nothing left.")
  var settled = false

  @Flag(help: "The journal: every entry, in the order in which it was recorded.")
  var journal = false

  @Option(help: "A list: start after this row, as the list before said.")
  var after: String?

  @Option(help: "A list: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    try check()
    guard let ledger else { return try await showLedgers() }
    let place = LedgerPlace.of(ledger)
    if journal {
      try await showJournal(ledger, place)
    } else if let account {
      let part = LedgerPart.with {
        $0.account = account
        $0.currency = currency ?? place.currency
        $0.holder = holder ?? ""
        $0.document = document ?? ""
      }
      if balance {
        try await showBalance(ledger, part, place)
      } else if shares {
        try await showShares(ledger, part, place)
      } else {
        try await showMovements(ledger, part, place)
      }
    } else {
      try await showTrialBalance(ledger, place)
    }
  }

  private func check() throws(UsageError) {
    let inAccount = balance || shares || document != nil || currency != nil
    if ledger == nil && (account != nil || journal || holder != nil || inAccount || !moment.isOpen)
    {
      throw UsageError("say which ledger; 'eventd ledger' lists them")
    }
    if account == nil && inAccount {
      throw UsageError("--balance, --shares, --currency and --document go with --account")
    }
    if journal && account != nil { throw UsageError("give either --account or --journal") }
    if balance && shares { throw UsageError("give either --balance or --shares") }
    if settled && !shares { throw UsageError("--settled goes with --shares") }
    if holder != nil && account == nil && !journal {
      throw UsageError("--holder goes with --account or --journal")
    }
    if document != nil && holder == nil {
      throw UsageError("--document is one of a --holder; give both")
    }
    if document != nil && shares { throw UsageError("--shares lists every document") }
    if (journal || shares) && !moment.isOpen {
      throw UsageError(
        "--effective and --recorded go with balances and movements; see the past with --as-of")
    }
  }

  private func showLedgers() async throws {
    let request = try LedgersRequest.with { $0.at = try options.at(in: LedgerPlace.lima.zone) }
    let response = try await options.connect { eventd in try await eventd.ledgers(request) }
    try options.show(response, in: LedgerPlace.lima.zone) { times in
      LedgersView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showTrialBalance(_ ledger: String, _ place: LedgerPlace) async throws {
    let request = try TrialBalanceRequest.with {
      $0.at = try options.at(in: place.zone)
      $0.ledger = ledger
      $0.asOf = try moment.asOf(in: place.zone)
    }
    let response = try await options.connect { eventd in try await eventd.trialBalance(request) }
    try options.show(response, in: place.zone) { times in
      TrialBalanceView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showBalance(
    _ ledger: String, _ part: LedgerPart, _ place: LedgerPlace
  ) async throws {
    let request = try LedgerBalanceRequest.with {
      $0.at = try options.at(in: place.zone)
      $0.ledger = ledger
      $0.part = part
      $0.asOf = try moment.asOf(in: place.zone)
    }
    let response = try await options.connect { eventd in
      try await eventd.ledgerBalance(request)
    }
    try options.show(response, in: place.zone) { times in
      LedgerBalanceView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showMovements(
    _ ledger: String, _ part: LedgerPart, _ place: LedgerPlace
  ) async throws {
    let request = try LedgerMovementsRequest.with {
      $0.at = try options.at(in: place.zone)
      $0.ledger = ledger
      $0.part = part
      $0.asOf = try moment.asOf(in: place.zone)
      $0.after = try LedgerCursor.count(after)
      $0.limit = limit
    }
    let response = try await options.connect { eventd in
      try await eventd.ledgerMovements(request)
    }
    try options.show(response, in: place.zone) { times in
      LedgerMovementsView(
        request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showShares(
    _ ledger: String, _ part: LedgerPart, _ place: LedgerPlace
  ) async throws {
    let request = try LedgerSharesRequest.with {
      $0.at = try options.at(in: place.zone)
      $0.ledger = ledger
      $0.part = part
      $0.settled = settled
      ($0.afterHolder, $0.afterDocument) = try LedgerCursor.share(after)
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.ledgerShares(request) }
    try options.show(response, in: place.zone) { times in
      LedgerSharesView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showJournal(_ ledger: String, _ place: LedgerPlace) async throws {
    let request = try LedgerJournalRequest.with {
      $0.at = try options.at(in: place.zone)
      $0.ledger = ledger
      $0.holder = holder ?? ""
      if let entry = try LedgerCursor.entry(after) { $0.after = entry }
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.ledgerJournal(request) }
    try options.show(response, in: place.zone) { times in
      LedgerJournalView(request: request, response: response, times: times, screen: Output.screen)
    }
  }
}
