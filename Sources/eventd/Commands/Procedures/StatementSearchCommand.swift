import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct StatementSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Searches cuotas and liquidaciones de prima.",
    discussion: """
      The payment dates are those of the last two months unless --from, --to or --all-dates is \
      given, or one of the exact criteria: --policy, --client, --number, --with-receipt, \
      --due-from, --due-to. With --csv and --pdf all pages are given.
      """)

  @OptionGroup var download: DownloadOptions
  @OptionGroup var portfolio: PortfolioOption

  @Option(help: "Only of this line: \(PremiumLine.all.map(\.code).joined(separator: ", ")).")
  var line: String?

  @Option(help: "Only in this status: \(PremiumStatus.all.map(\.code).joined(separator: ", ")).")
  var status: String?

  @Option(help: "Only these: \(PremiumDocumentKind.all.map(\.code).joined(separator: ", ")).")
  var kind: String?

  @Option(help: "Paid, or due if unpaid, from this day on; without --to until any day.")
  var from: String?

  @Option(help: "Paid, or due if unpaid, until this day; without --from from any day on.")
  var to: String?

  @Flag(help: "Clears the payment dates: every date.")
  var allDates = false

  @Option(help: "Exact: of this policy.")
  var policy: String?

  @Option(help: "Exact: of the client with this key.")
  var client: String?

  @Option(help: "Exact: the cuota or liquidación with this number.")
  var number: String?

  @Option(help: "Exact: what the receipt with this number is for.")
  var withReceipt: String?

  @Option(help: "Exact: due from this day on.")
  var dueFrom: String?

  @Option(help: "Exact: due until this day.")
  var dueTo: String?

  @Option(help: "The day that is today, YYYY-MM-DD. Default: the daemon's, in Lima.")
  var today: String?

  @Option(help: "Start after this row, as the list before said.")
  var after: String?

  @Option(
    help: "At most this many rows, up to 1000. Default: 100; with --csv and --pdf all of them.")
  var limit: UInt32?

  func run() async throws {
    let request = try request()
    let isWhole = download.isWhole && limit == nil
    let response = try await download.view.connect { eventd in
      var whole = try await eventd.statement(request)
      while isWhole && !whole.next.isEmpty {
        var rest = request
        rest.after = whole.next
        let page = try await eventd.statement(rest)
        whole.rows += page.rows
        whole.next = page.next
      }
      return whole
    }
    try download.show(response, in: StatementCommand.zone) { times, screen in
      StatementView(request: request, response: response, times: times, screen: screen)
    }
  }

  private func request() throws -> StatementRequest {
    if allDates && (from != nil || to != nil) {
      throw UsageError("--all-dates clears the payment dates; leave --from and --to out")
    }
    return try StatementRequest.with {
      $0.at = try download.view.at(in: StatementCommand.zone)
      $0.broker = portfolio.broker ?? ""
      $0.line = try Choice.of(PremiumLine.all, line, code: \.code) ?? .unspecified
      $0.status = try Choice.of(PremiumStatus.all, status, code: \.code) ?? .unspecified
      $0.kind = try Choice.of(PremiumDocumentKind.all, kind, code: \.code) ?? .unspecified
      if allDates { $0.paymentDates = DateRange() }
      if from != nil || to != nil { $0.paymentDates = try range(from, to, "from", "to") }
      $0.policy = policy ?? ""
      $0.client = client ?? ""
      $0.number = number ?? ""
      $0.receipt = withReceipt ?? ""
      if dueFrom != nil || dueTo != nil {
        $0.dueDates = try range(dueFrom, dueTo, "due-from", "due-to")
      }
      $0.today = try DayArgument.text(today, "--today")
      $0.after = after ?? ""
      $0.limit = limit ?? (download.isWhole ? 1000 : 0)
    }
  }

  private func range(
    _ from: String?, _ to: String?, _ first: String, _ last: String
  ) throws(UsageError) -> DateRange {
    let from = try DayArgument.text(from, "--\(first)")
    let to = try DayArgument.text(to, "--\(last)")
    // Both are YYYY-MM-DD, so that their order is that of the days.
    if !from.isEmpty && !to.isEmpty && to < from {
      throw UsageError("--\(last) \(to) lies before --\(first) \(from)")
    }
    return .with {
      $0.from = from
      $0.to = to
    }
  }
}
