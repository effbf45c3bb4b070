import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct OrdersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders",
    abstract:
      "Shows the post-sale requests of company clients: the board, its lists, or one of them.",
    discussion: """
      Without anything else the board: how many requests wait at which step of the twelve \
      procedures, for whom and for how long.

      Procedures, by letter: \(OrderProcedure.all.map { "\($0.letter) \($0.label)" }.joined(separator: ", ")).

      Examples:
        eventd orders
        eventd orders --procedure E
        eventd orders --step E8
        eventd orders --executive EE-1 --ended
        eventd orders --client 1023275028 --csv
        eventd orders 147
        eventd orders 147 --as-of 2026-01-31T18:00:00-04:00
        eventd orders --visits EE-1 --from 2026-02-02 --to 2026-02-06
        eventd orders --portfolio EE-1
        eventd orders next
      """)

  @OptionGroup var options: ViewOptions

  @Argument(
    help: "One request, as 147, #00000147 or order-00000147; 'next' for the first free number.")
  var order: String?

  @Option(help: "List: only of this procedure, A to L.")
  var procedure: String?

  @Option(help: "List: only those that wait at this step, e.g. E8.")
  var step: String?

  @Option(help: "List: only those of the executive with this key.")
  var executive: String?

  @Option(help: "List: only those of the client with this NIT.")
  var client: String?

  @Flag(help: "List: also those that have ended.")
  var ended = false

  @Option(help: "List: start after this number.")
  var after: UInt64 = 0

  @Option(help: "Lists: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  @Option(help: "The visit schedule (cronograma de visitas) of the executive with this key.")
  var visits: String?

  @Option(help: "Visits: from this day, YYYY-MM-DD.")
  var from: String?

  @Option(help: "Visits: up to this day, YYYY-MM-DD.")
  var to: String?

  @Option(help: "The client portfolio (cartera de clientes) of the executive with this key.")
  var portfolio: String?

  /// Bolivia has one. Source: post-sale page (America/La_Paz).
  static let zone = "America/La_Paz"

  func run() async throws {
    let list =
      procedure != nil || step != nil || executive != nil || client != nil || ended || after != 0
    guard [order != nil, list, visits != nil, portfolio != nil].filter(\.self).count <= 1 else {
      throw UsageError(
        "ask for one thing: a request, a list (--procedure, --step, --executive, --client, "
          + "--ended), --visits or --portfolio")
    }
    if visits == nil, from != nil || to != nil {
      throw UsageError("--from and --to belong to --visits")
    }
    if let order {
      try await show(order)
    } else if let visits {
      try await show(visitsOf: visits)
    } else if let portfolio {
      try await show(portfolioOf: portfolio)
    } else if list {
      try await showList()
    } else {
      try await board()
    }
  }

  private func board() async throws {
    let request = try OrderBoardRequest.with { $0.at = try options.at(in: Self.zone) }
    let response = try await options.connect { eventd in try await eventd.orderBoard(request) }
    try options.show(response, in: Self.zone) { times in
      OrderBoardView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showList() async throws {
    let step = self.step?.uppercased()
    let letter = procedure?.uppercased()
    let request = try OrdersRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.procedure = try Choice.of(OrderProcedure.all, letter, code: \.letter) ?? .unspecified
      $0.step = step ?? ""
      $0.executive = executive ?? ""
      $0.client = client ?? ""
      $0.ended = ended
      $0.after = after
      $0.limit = limit
    }
    if let step, OrderStepLabels.step(step).isEmpty {
      throw UsageError("there is no step '\(step)'; write one as E8")
    }
    let response = try await options.connect { eventd in try await eventd.orders(request) }
    try options.show(response, in: Self.zone) { times in
      OrderListView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func show(_ order: String) async throws {
    if order == "next" {
      let next = try await options.connect { eventd in try await eventd.nextOrderNumber() }
      return Output.line(
        options.json ? try JSONAnswer.text(next) : "\(next.number) (\(next.stream))")
    }
    guard let number = OrderNumber(search: order) else {
      throw UsageError("'\(order)' is no request's number; write 147, #00000147 or order-00000147")
    }
    let request = try OrderRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.number = number.rawValue
    }
    let response = try await options.connect { eventd in try await eventd.order(request) }
    try options.show(response, in: Self.zone) { times in
      OrderPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(visitsOf executive: String) async throws {
    for (option, text) in [("--from", from), ("--to", to)] {
      if let text, LocalDate(text) == nil {
        throw UsageError("\(option) '\(text)' is no calendar date; write it as 2026-02-06")
      }
    }
    let request = try OrderVisitsRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.executive = executive
      $0.from = from ?? ""
      $0.to = to ?? ""
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.orderVisits(request) }
    try options.show(response, in: Self.zone) { times in
      OrderVisitsView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func show(portfolioOf executive: String) async throws {
    let request = try OrderPortfolioRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.executive = executive
    }
    let response = try await options.connect { eventd in
      try await eventd.orderPortfolio(request)
    }
    try options.show(response, in: Self.zone) { times in
      OrderPortfolioView(
        request: request, response: response, times: times, screen: Output.screen)
    }
  }
}
