import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Shows credits and their collection: clients, the portfolio, the agenda, the report.",
    discussion: """
      Without anything else the clients with what they owe; with a cédula one of them, with all \
      obligations and movements.

      Balances and days past due (días de mora) are those of --date, by default today in Bogota; with
      --as-of as they were known then.

      Examples:
        eventd credits
        eventd credits 1098765432
        eventd credits 1098765432 --date 2018-09-20
        eventd credits 1098765432 --date 2018-09-20 --as-of 2018-10-31T18:00:00-05:00
        eventd credits --portfolio
        eventd credits --agenda --band 2
        eventd credits --report 2018-09 --csv
        eventd credits --reports
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "One client, by the cédula.")
  var cedula: String?

  @Flag(help: "What is owed by band (franja) of days past due.")
  var portfolio = false

  @Flag(help: "Whom to call: past due, with a promise, or paid for by a pool (bolsa).")
  var agenda = false

  @Option(help: "The report to the insurer of a month, YYYY-MM.")
  var report: String?

  @Flag(help: "The months of the report: closed, late, sent.")
  var reports = false

  @Option(help: "Balances of this day, YYYY-MM-DD.")
  var date: String?

  @Option(help: "Clients, agenda: only of this band; 0 for nothing past due.")
  var band: UInt32?

  @Option(help: "Clients, agenda: only of the adviser with this key.")
  var adviser: String?

  @Flag(help: "Clients: also those whose obligations are all closed.")
  var closed = false

  @Option(help: "A list: start after this row, as the list before said.")
  var after: String?

  @Option(help: "A list: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  /// Colombia has one. Source: receivables page (America/Bogota).
  static let zone = "America/Bogota"

  func run() async throws {
    let asked = [cedula != nil, portfolio, agenda, report != nil, reports]
    guard asked.filter(\.self).count <= 1 else {
      throw UsageError(
        "ask for one thing: a cédula, --portfolio, --agenda, --report or --reports")
    }
    try checkDate()
    if let cedula {
      try await show(client: cedula)
    } else if portfolio {
      try await showPortfolio()
    } else if agenda {
      try await showAgenda()
    } else if let report {
      try await show(report: report)
    } else if reports {
      try await showReports()
    } else {
      try await showClients()
    }
  }

  private func checkDate() throws(UsageError) {
    guard let date else { return }
    if LocalDate(date) == nil {
      throw UsageError("--date '\(date)' is no calendar date; write it as 2018-09-20")
    }
    if report != nil || reports {
      throw UsageError(
        "--date does not go with the report; its balances are those of the month's end")
    }
  }

  private func showClients() async throws {
    let request = try CreditClientsRequest.with {
      $0.at = try options.at()
      $0.date = date ?? ""
      if let band { $0.band = band }
      $0.adviser = adviser ?? ""
      $0.closed = closed
      $0.after = after ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.creditClients(request) }
    try options.show(response, in: Self.zone) { times in
      CreditListView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(client text: String) async throws {
    guard let cedula = Cedula(text) else {
      throw UsageError("'\(text)' is no cédula; write its 3 to 10 digits, without points")
    }
    let request = try CreditClientRequest.with {
      $0.at = try options.at()
      $0.cedula = cedula.digits
      $0.date = date ?? ""
    }
    let response = try await options.connect { eventd in try await eventd.creditClient(request) }
    try options.show(response, in: Self.zone) { times in
      CreditPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showPortfolio() async throws {
    let request = try CreditPortfolioRequest.with {
      $0.at = try options.at()
      $0.date = date ?? ""
    }
    let response = try await options.connect { eventd in
      try await eventd.creditPortfolio(request)
    }
    try options.show(response, in: Self.zone) { times in
      CreditPortfolioView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showAgenda() async throws {
    let request = try CreditAgendaRequest.with {
      $0.at = try options.at()
      $0.date = date ?? ""
      if let band { $0.band = band }
      $0.adviser = adviser ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.creditAgenda(request) }
    try options.show(response, in: Self.zone) { times in
      CreditAgendaView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(report text: String) async throws {
    guard let month = YearMonth(text) else {
      throw UsageError("--report '\(text)' is no month; write it as 2018-09")
    }
    let request = try CreditReportRequest.with {
      $0.at = try options.at()
      $0.month = "\(month)"
      $0.after = after ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.creditReport(request) }
    try options.show(response, in: Self.zone) { times in
      CreditReportView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showReports() async throws {
    let request = try CreditReportsRequest.with {
      $0.at = try options.at()
      $0.after = after ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.creditReports(request) }
    try options.show(response, in: Self.zone) { times in
      CreditReportsView(response: response, times: times, screen: Output.screen)
    }
  }
}
