import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct FolioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "folio",
    abstract: "Shows one folio: form, notes, documents and history.",
    discussion: """
      With --csv its history.

      Examples:
        eventd folio TRAMITE=6325
        eventd folio 00006325 --json
        eventd folio 6325 --origin
        eventd folio 6325 --as-of 2026-01-31T18:00:00-06:00
        eventd folio next
      """)

  @OptionGroup var options: ViewOptions

  @Argument(
    help: "The folio's number, as TRAMITE=6325, 6325 or #00006325; 'next' for the first free one.")
  var search: String

  @Flag(help: "Opens its trámite origen instead: the folio that it is a clone of.")
  var origin = false

  func run() async throws {
    if search == "next" { return try await showNext() }
    guard let number = FolioNumber(search: search) else {
      throw UsageError(
        "'\(search)' is no folio number; write TRAMITE=6325, 6325 or #00006325, without spaces")
    }
    let request = try FolioRequest.with {
      $0.at = try options.at()
      $0.number = number.rawValue
    }
    let opensOrigin = origin
    let response = try await options.connect { eventd in
      let response = try await eventd.folio(request)
      if !opensOrigin { return response }
      guard response.page.clonedFrom != 0 else {
        throw EventdError.notFound("\(number.title) is no clone; it has no trámite origen")
      }
      return try await eventd.folio(
        FolioRequest.with {
          $0.at = request.at
          $0.number = response.page.clonedFrom
        })
    }
    try options.show(response) { times in
      FolioPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func showNext() async throws {
    let next = try await options.connect { eventd in try await eventd.nextFolioNumber() }
    Output.line(options.json ? try JSONAnswer.text(next) : "\(next.number) (\(next.stream))")
  }
}
