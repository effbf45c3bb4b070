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
      Examples:
        eventd folio TRAMITE=6325
        eventd folio 00006325 --json
        eventd folio next
      """)

  @OptionGroup var client: ClientOptions

  @Argument(
    help: "The folio's number, as TRAMITE=6325, 6325 or #00006325; 'next' for the first free one.")
  var search: String

  @Flag(help: "For programs: the answer as proto3 JSON.")
  var json = false

  func run() async throws {
    if search == "next" { return try await showNext() }
    guard let number = FolioNumber(search: search) else {
      throw UsageError(
        "'\(search)' is no folio number; write TRAMITE=6325, 6325 or #00006325, without spaces")
    }
    let response = try await client.connect { eventd in
      try await eventd.folio(
        FolioRequest.with {
          $0.waitFor = .max
          $0.number = number.rawValue
        })
    }
    if json { return Output.line(try JSONAnswer.text(response)) }
    let times = try MexicoTimes.load()
    Output.text(FolioPageView(response: response, times: times, screen: Output.screen).text)
  }

  private func showNext() async throws {
    let next = try await client.connect { eventd in try await eventd.nextFolioNumber() }
    Output.line(json ? try JSONAnswer.text(next) : "\(next.number) (\(next.stream))")
  }
}
