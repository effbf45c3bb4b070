import Events
import Projections
import Schemas

/// A ledger that the daemon keeps, whatever its bookkeeper.
struct HostedLedger: Sendable {
  let chart: LedgerChart
  /// A state of it, once it is there.
  let read: @Sendable (ViewMoment) async throws -> ViewRead

  /// Those that the daemon keeps, in the order in which they are listed. A new one is a line here and
  /// in the registry.
  static func all(_ queries: ViewQueries) -> [HostedLedger] {
    [
      HostedLedger(PremiumBookkeeper(), queries),
      HostedLedger(CreditBookkeeper(), queries),
      HostedLedger(ArrearsBookkeeper(), queries),
    ]
  }

  private init<B: Bookkeeper>(_ bookkeeper: B, _ queries: ViewQueries) {
    let host = queries.views[LedgerProjection<B>.self]
    chart = bookkeeper.chart
    read = { moment in try await queries.read(host, at: moment) }
  }
}

/// Which part of an account a request asks for, looked up in the chart.
struct LedgerSelection {
  let account: LedgerAccount
  let currency: Currency
  let scope: LedgerScope

  /// - Throws: `NOT_FOUND` for an account that the chart does not have, `INVALID_ARGUMENT` for what is
  ///   no currency, and for a document without its holder.
  init(_ part: LedgerPart, _ chart: LedgerChart) throws(RPCStatus) {
    guard let account = chart.account(part.account) else {
      let known = chart.accounts.map(\.name).joined(separator: ", ")
      throw RPCStatus(
        .notFound, "the ledger \(chart.name) has no account '\(part.account)'; it has \(known)")
    }
    guard let currency = Currency(part.currency) else {
      throw RPCStatus(
        .invalidArgument, "currency is '\(part.currency)'; give an ISO 4217 code such as PEN")
    }
    if part.holder.isEmpty, !part.document.isEmpty {
      throw RPCStatus(
        .invalidArgument,
        "a document is one of its holder; give the holder of '\(part.document)' too")
    }
    self.account = account
    self.currency = currency
    scope =
      part.holder.isEmpty
      ? .account
      : part.document.isEmpty ? .holder(part.holder) : .document(part.document, of: part.holder)
  }
}

extension LedgerMoment {
  /// - Throws: `INVALID_ARGUMENT` for an effective day that is none.
  init(_ asOf: LedgerAsOf) throws(RPCStatus) {
    var effective: LocalDate?
    if !asOf.effective.isEmpty {
      effective = LocalDate(asOf.effective)
      if effective == nil {
        throw RPCStatus(
          .invalidArgument,
          "as_of.effective is '\(asOf.effective)'; give a calendar date as YYYY-MM-DD")
      }
    }
    self.init(effective: effective, recorded: asOf.hasRecorded ? Timestamp(asOf.recorded) : nil)
  }
}
