import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct NoticesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: "Shows the outbox of notices to the owners of folios.",
    discussion: """
      Without --state those that wait for a sender.
      States: \(NoticeState.all.map(\.code).joined(separator: ", ")).

      A notice that is taken and was never reported is in doubt: look into the mail, and report \
      with folio.v1.NoticeSent or folio.v1.NoticeFailed what became of it.

      Examples:
        eventd notices
        eventd notices --state tomado
        eventd notices --folio 399794
      """)

  @OptionGroup var options: ViewOptions

  @Option(help: "Only those in this state.")
  var state: String?

  @Option(help: "Those of this folio, in whatever state, with their words.")
  var folio: String?

  @Option(help: "Start after this position, as the list before said.")
  var after: UInt64 = 0

  @Option(help: "At most this many, up to 1000.")
  var limit: UInt32 = 100

  func run() async throws {
    let number = folio.flatMap { FolioNumber(search: $0) }
    if let folio, number == nil { throw UsageError("'\(folio)' is no folio number") }
    if number != nil, state != nil { throw UsageError("give either --folio or --state") }
    let request = try NoticesRequest.with {
      $0.at = try options.at()
      $0.state = try Choice.of(NoticeState.all, state, code: \.code) ?? .queued
      $0.folio = number?.rawValue ?? 0
      $0.after = after
      $0.limit = limit
    }
    let response = try await options.connect { eventd in try await eventd.notices(request) }
    try options.show(response) { times in
      NoticesView(request: request, response: response, times: times, screen: Output.screen)
    }
  }
}
