import Events
import Projections
import Schemas
import SwiftProtobuf

/// The reads of every ledger. `as_of` bounds what is true and what was recorded within the state that
/// `at` asks for.
///
/// **Source:** receivables page, “Ledger rules”.
struct LedgerQueries: Sendable {
  let queries: ViewQueries
  private let ledgers: [HostedLedger]

  init(queries: ViewQueries) {
    self.queries = queries
    ledgers = HostedLedger.all(queries)
  }

  var methods: [RPCMethod] {
    [
      .unary(ViewQueries.service, "Ledgers", isLong: true) { (request: LedgersRequest) in
        try await list(request)
      },
      method("TrialBalance") { (request: TrialBalanceRequest, reader) in
        let rows = try reader.trialBalance(at: LedgerMoment(request.asOf)).rows
        return TrialBalanceResponse.with {
          $0.rows = rows.map { LedgerSums($0.account, $0.balance) }
        }
      },
      method("LedgerBalance") { (request: LedgerBalanceRequest, reader) in
        let part = try LedgerSelection(request.part, reader.chart)
        let found = try reader.balance(
          of: part.account, part.currency, part.scope, at: LedgerMoment(request.asOf))
        return LedgerBalanceResponse.with { $0.sums = LedgerSums(part.account, found.balance) }
      },
      method("LedgerMovements", movements),
      method("LedgerJournal", journal),
      method("LedgerShares", shares),
    ]
  }

  /// A query of one ledger, which the request names.
  private func method<Request: LedgerRequest, Response: LedgerResponse>(
    _ name: String, _ body: @escaping @Sendable (Request, LedgerReader) throws -> Response
  ) -> RPCMethod {
    .unary(ViewQueries.service, name, isLong: true) { (request: Request) in
      guard let ledger = ledgers.first(where: { $0.chart.name == request.ledger }) else {
        let known = ledgers.map(\.chart.name).joined(separator: ", ")
        throw RPCStatus(
          .notFound, "there is no ledger '\(request.ledger)'; there are \(known)")
      }
      let moment = try queries.moment(request.at)
      return try await ledger.read(moment).exactly { store, events in
        var response = try body(request, LedgerReader(store, ledger.chart))
        response.ledger = LedgerTitle(ledger.chart)
        response.goodFor = queries.goodFor(events, moment)
        return response
      }
    }
  }

  /// The charts are those of this daemon, whatever moment is asked for.
  private func list(_ request: LedgersRequest) async throws -> LedgersResponse {
    let moment = try queries.moment(request.at)
    let events = if case .past(let events, _) = moment { events } else { queries.log.head.count }
    return LedgersResponse.with {
      $0.goodFor = queries.goodFor(events, moment)
      $0.ledgers = ledgers.map { LedgerTitle($0.chart) }
    }
  }

  @Sendable private func movements(
    _ request: LedgerMovementsRequest, _ reader: LedgerReader
  ) throws -> LedgerMovementsResponse {
    let part = try LedgerSelection(request.part, reader.chart)
    guard let after = Int(exactly: request.after), after <= Self.linesMax else {
      throw RPCStatus(
        .invalidArgument, "after is \(request.after); give what an answer said as 'next'")
    }
    let found = try reader.movements(
      of: part.account, part.currency, part.scope, at: LedgerMoment(request.asOf), after: after,
      limit: PageSize.rows(request.limit))
    var balance = found.opening
    return LedgerMovementsResponse.with {
      $0.opening = LedgerSums(part.account, balance)
      for posting in found.postings {
        switch posting.side {
        case .debit: balance.debits = balance.debits + posting.amount
        case .credit: balance.credits = balance.credits + posting.amount
        }
        $0.movements.append(
          LedgerMovementRow(posting, reader.chart, balance.net(on: part.account.normalSide)))
      }
      $0.next = UInt64(found.after)
    }
  }

  /// So many lines can be passed over; a row more is read beyond them.
  private static let linesMax = 1_000_000_000

  @Sendable private func journal(
    _ request: LedgerJournalRequest, _ reader: LedgerReader
  ) throws -> LedgerJournalResponse {
    let found = try reader.journal(
      of: request.holder.isEmpty ? nil : request.holder,
      after: request.hasAfter ? try JournalEntry.ID(sent: request.after) : nil,
      limit: PageSize.rows(request.limit))
    return LedgerJournalResponse.with {
      $0.entries = found.entries.map(\.sent)
      if let after = found.after { $0.next = after.sent }
    }
  }

  @Sendable private func shares(
    _ request: LedgerSharesRequest, _ reader: LedgerReader
  ) throws -> LedgerSharesResponse {
    if !request.part.document.isEmpty {
      throw RPCStatus(
        .invalidArgument, "shares are those of every document; leave part.document empty")
    }
    let part = try LedgerSelection(request.part, reader.chart)
    let isFirst = request.afterHolder.isEmpty && request.afterDocument.isEmpty
    let found = try reader.shares(
      of: part.account, part.currency,
      holder: request.part.holder.isEmpty ? nil : request.part.holder,
      after: isFirst ? nil : (request.afterHolder, request.afterDocument),
      settled: request.settled, limit: PageSize.rows(request.limit))
    return LedgerSharesResponse.with {
      $0.shares = found.shares.map { share in
        .with {
          $0.holder = share.holder
          $0.document = share.document
          $0.sums = LedgerSums(part.account, share.balance)
        }
      }
      $0.more = found.isMore
    }
  }
}

/// A request that names a ledger.
protocol LedgerRequest: ViewRequest {
  var ledger: String { get }
}

/// An answer that says what the ledger and its accounts are called.
protocol LedgerResponse: ViewResponse {
  var ledger: LedgerTitle { get set }
}

extension TrialBalanceRequest: LedgerRequest {}
extension TrialBalanceResponse: LedgerResponse {}
extension LedgerBalanceRequest: LedgerRequest {}
extension LedgerBalanceResponse: LedgerResponse {}
extension LedgerMovementsRequest: LedgerRequest {}
extension LedgerMovementsResponse: LedgerResponse {}
extension LedgerJournalRequest: LedgerRequest {}
extension LedgerJournalResponse: LedgerResponse {}
extension LedgerSharesRequest: LedgerRequest {}
extension LedgerSharesResponse: LedgerResponse {}
