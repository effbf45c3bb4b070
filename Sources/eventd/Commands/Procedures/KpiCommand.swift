import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct KpiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpi",
    abstract: "Shows the indicators of post-sale by month: eficacia and oportunidad.",
    discussion: """
      Eficacia: requests attended effectively, of all; accepted from 98 %. Oportunidad: requests \
      attended in under 24 hours, of all; accepted from 95 %. A request counts in the month in \
      which it was received; the limits are policies (`eventd policies`). A month without requests \
      shows nothing.

      --audit: what was reported of the months that are closed, and what changed since.

      Examples:
        eventd kpi
        eventd kpi --by-executive --month 2026-02
        eventd kpi --executive EE-1
        eventd kpi --csv
        eventd kpi --as-of 2026-03-02
        eventd kpi --audit --month 2026-02
      """)

  @OptionGroup var options: ViewOptions

  @Option(help: "Only this month, YYYY-MM.")
  var month: String?

  @Option(help: "Only the executive with this key, instead of the total.")
  var executive: String?

  @Flag(help: "The total, and every executive after it.")
  var byExecutive = false

  @Flag(help: "What was reported, and what changed after it.")
  var audit = false

  @Option(help: "Audit: changes after this position.")
  var after: UInt64 = 0

  @Option(help: "Audit: at most about this many changes, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    if let month, YearMonth(month) == nil {
      throw UsageError("--month '\(month)' is no month; write it as 2026-02")
    }
    if executive != nil, byExecutive {
      throw UsageError("give either --executive or --by-executive")
    }
    if audit {
      try await showAudit()
    } else if after != 0 {
      throw UsageError("--after belongs to --audit")
    } else {
      try await showMonths()
    }
  }

  private func showMonths() async throws {
    let request = try KpiMonthsRequest.with {
      $0.at = try options.at(in: OrdersCommand.zone)
      $0.month = month ?? ""
      $0.executive = executive ?? ""
      $0.byExecutive = byExecutive
    }
    let response = try await options.connect { eventd in try await eventd.kpiMonths(request) }
    try options.show(response, in: OrdersCommand.zone) { times in
      KpiView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func showAudit() async throws {
    let request = try KpiAuditRequest.with {
      $0.at = try options.at(in: OrdersCommand.zone)
      $0.month = month ?? ""
      $0.executive = executive ?? ""
      $0.byExecutive = byExecutive
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.kpiAudit(request) }
    try options.show(response, in: OrdersCommand.zone) { times in
      KpiAuditView(response: response, times: times, screen: Output.screen)
    }
  }
}
