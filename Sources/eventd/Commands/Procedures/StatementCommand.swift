import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct StatementCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement",
    abstract:
      "Shows the statement of account for brokers: cuotas, liquidaciones de prima, reports.",
    discussion: """
      Without anything else the search, which fills in the payment dates of the last two months, \
      as the portal does; --all-dates clears them. What is not paid yet is looked up by its due \
      date.

      --broker shows the portfolio of one broker only; without it all are seen, as the insurer does.

      Lines: \(PremiumLine.all.map(\.code).joined(separator: ", ")).
      Status: \(PremiumStatus.all.map(\.code).joined(separator: ", ")).
      Reports: \(PremiumReportName.all.map(\.code).joined(separator: ", ")).

      Examples:
        eventd statement
        eventd statement --broker C-77 --line vida --status vencida
        eventd statement --from 2026-01-01 --to 2026-01-31 --csv > enero.csv
        eventd statement --broker C-77 --pdf estado.pdf
        eventd statement --all-dates --client 20512345678
        eventd statement receipt F001-22
        eventd statement settlement L-7
        eventd statement report vencidas --line salud --broker C-77 --csv
      """,
    subcommands: [
      StatementSearchCommand.self, StatementReceiptCommand.self, StatementSettlementCommand.self,
      StatementReportCommand.self,
    ], defaultSubcommand: StatementSearchCommand.self)

  /// Source: receivables page (America/Lima).
  static let zone = "America/Lima"
}

/// Whose portfolio is shown.
struct PortfolioOption: ParsableArguments {
  @Option(help: "The broker who asks, by key: only its own portfolio is shown.")
  var broker: String?
}

struct StatementReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Shows a receipt (comprobante) by its number.")

  @OptionGroup var download: DownloadOptions
  @OptionGroup var portfolio: PortfolioOption

  @Argument(help: "Its number, e.g. F001-22.")
  var number: String

  func run() async throws {
    let request = try ReceiptRequest.with {
      $0.at = try download.view.at(in: StatementCommand.zone)
      $0.number = number
      $0.broker = portfolio.broker ?? ""
    }
    let response = try await download.view.connect { eventd in try await eventd.receipt(request) }
    try download.show(response, in: StatementCommand.zone) { times, screen in
      ReceiptView(response: response, times: times, screen: screen)
    }
  }
}

struct StatementSettlementCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settlement",
    abstract: "Shows a liquidación de prima by its number; only Vida has them.")

  @OptionGroup var download: DownloadOptions
  @OptionGroup var portfolio: PortfolioOption

  @Argument(help: "Its number, e.g. L-7.")
  var number: String

  @Option(help: "The day that is today, YYYY-MM-DD. Default: the daemon's, in Lima.")
  var today: String?

  func run() async throws {
    let request = try SettlementRequest.with {
      $0.at = try download.view.at(in: StatementCommand.zone)
      $0.number = number
      $0.broker = portfolio.broker ?? ""
      $0.today = try DayArgument.text(today, "--today")
    }
    let response = try await download.view.connect { eventd in
      try await eventd.settlement(request)
    }
    try download.show(response, in: StatementCommand.zone) { times, screen in
      SettlementView(response: response, times: times, screen: screen)
    }
  }
}

struct StatementReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Shows a report, by business and name.",
    discussion: """
      Reports: \(PremiumReportName.all.map(\.code).joined(separator: ", ")); liquidaciones only \
      with --line vida. The sums are those of all rows, which --csv and --pdf give.
      """)

  @OptionGroup var download: DownloadOptions
  @OptionGroup var portfolio: PortfolioOption

  @Argument(help: "Which report.")
  var name: String

  @Option(help: "Line of business: \(PremiumLine.all.map(\.code).joined(separator: ", ")).")
  var line: String

  @Option(help: "The day that is today, YYYY-MM-DD. Default: the daemon's, in Lima.")
  var today: String?

  @Option(help: "Start after this row, as the report before said.")
  var after: String?

  @Option(
    help: "At most this many rows, up to 1000. Default: 100; with --csv and --pdf all of them.")
  var limit: UInt32?

  func run() async throws {
    let request = try PremiumReportRequest.with {
      $0.at = try download.view.at(in: StatementCommand.zone)
      $0.name = try Choice.of(PremiumReportName.all, name, code: \.code) ?? .unspecified
      $0.line = try Choice.of(PremiumLine.all, line, code: \.code) ?? .unspecified
      $0.broker = portfolio.broker ?? ""
      $0.today = try DayArgument.text(today, "--today")
      $0.after = after ?? ""
      $0.limit = limit ?? (download.isWhole ? 1000 : 0)
    }
    let isWhole = download.isWhole && limit == nil
    let response = try await download.view.connect { eventd in
      var whole = try await eventd.premiumReport(request)
      while isWhole && !whole.next.isEmpty {
        var rest = request
        rest.after = whole.next
        let page = try await eventd.premiumReport(rest)
        whole.rows += page.rows
        whole.next = page.next
      }
      return whole
    }
    try download.show(response, in: StatementCommand.zone) { times, screen in
      PremiumReportView(
        request: request, response: response, times: times, screen: screen)
    }
  }
}

/// Days as people give them to a command.
enum DayArgument {
  /// - Returns: empty where the option is not given.
  static func text(_ text: String?, _ option: String) throws(UsageError) -> String {
    guard let text else { return "" }
    guard LocalDate(text) != nil else {
      throw UsageError("\(option) '\(text)' is no calendar date; write it as 2026-01-31")
    }
    return text
  }
}
