import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct DebtsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debts",
    abstract: "Shows what company clients owe: pending to date, one client, commitments to pay.",
    discussion: """
      Without anything else what is pending to date, a row a contract; with a NIT the page of one \
      client.

      --date asks for what was owed at the end of a day, by the dates of invoices and payments;
      --as-of for what was recorded by a moment. Both together: what was known then of that day.

      Examples:
        eventd debts
        eventd debts --by-product --executive vrojas
        eventd debts --date 2026-02-28 --as-of 2026-03-02T18:00:00-04:00
        eventd debts 1023456028
        eventd debts --commitments
        eventd debts --commitments --all --csv
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "One client, by the NIT.")
  var nit: String?

  @Flag(help: "Debts: a row a product instead of one a contract.")
  var byProduct = false

  @Option(help: "Debts: only of this contract.")
  var contract: String?

  @Option(help: "Debts: what was owed at the end of this day, YYYY-MM-DD.")
  var date: String?

  @Flag(help: "Commitments to pay of which something is owed.")
  var commitments = false

  @Flag(help: "Commitments: also those that were kept or not kept.")
  var all = false

  @Option(help: "Debts, commitments: only of the portfolio of the executive with this key.")
  var executive: String?

  @Option(help: "A list: start after the client of this NIT, as the list before said.")
  var after: String?

  @Option(help: "A list: stop after the client that reaches this many rows, up to 1000.")
  var limit: UInt32 = 100

  /// Source: post-sale page (America/La_Paz).
  private static let zone = "America/La_Paz"

  func run() async throws {
    let ofDebts = byProduct || contract != nil || date != nil
    let ofLists = ofDebts || commitments || executive != nil || after != nil
    if nit != nil && ofLists {
      throw UsageError("a NIT shows one client; leave the options of the lists out")
    }
    if commitments && ofDebts {
      throw UsageError("--commitments does not go with --by-product, --contract or --date")
    }
    if all && !commitments { throw UsageError("--all goes with --commitments") }
    if let date, LocalDate(date) == nil {
      throw UsageError("--date '\(date)' is no calendar date; write it as 2026-02-28")
    }
    if let nit {
      try await show(client: nit)
    } else if commitments {
      try await showCommitments()
    } else {
      try await showDebts()
    }
  }

  private func show(client text: String) async throws {
    guard let nit = ArrearsNIT(text) else {
      throw UsageError(
        "'\(text)' is no NIT; write 1 to \(ArrearsNIT.lengthMax) capitals, digits and hyphens")
    }
    let request = try ArrearsClientRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.nit = nit.text
    }
    let response = try await options.connect { eventd in try await eventd.arrearsClient(request) }
    try options.show(response, in: Self.zone) { times in
      ArrearsClientView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showDebts() async throws {
    let request = try ArrearsDebtsRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.contract = contract ?? ""
      $0.executive = executive ?? ""
      $0.byProduct = byProduct
      $0.date = date ?? ""
      $0.after = after ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.arrearsDebts(request) }
    try options.show(response, in: Self.zone) { times in
      ArrearsDebtsView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showCommitments() async throws {
    let request = try ArrearsCommitmentsRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.executive = executive ?? ""
      $0.settled = all
      $0.after = after ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in
      try await eventd.arrearsCommitments(request)
    }
    try options.show(response, in: Self.zone) { times in
      ArrearsCommitmentsView(response: response, times: times, screen: Output.screen)
    }
  }
}
