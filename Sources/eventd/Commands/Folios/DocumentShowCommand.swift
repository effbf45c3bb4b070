import ArgumentParser
import EventdClient
import Schemas
import SwiftProtobuf

struct DocumentShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows how far a content is uploaded.")

  @OptionGroup var options: ViewOptions

  @Argument(help: "Its SHA-256.")
  var sha256: String

  func run() async throws {
    let request = try DocumentRequest.with {
      $0.at = try options.at()
      $0.sha256 = sha256
    }
    let response = try await options.connect { eventd in try await eventd.document(request) }
    try options.show(response) { times in
      DocumentView(response: response, times: times, screen: Output.screen)
    }
  }
}
