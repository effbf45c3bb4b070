import ArgumentParser
import EventdClient
import Glibc
import Projections
import Schemas
import SwiftProtobuf

struct DocumentGetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Writes a content into a file, after its digest was checked.",
    discussion: """
      Examples:
        eventd document get 9f86d081884c… --output solicitud.pdf
        eventd document get --folio 399734 --document d-1 --output - | less
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "Its SHA-256.")
  var sha256: String?

  @Option(help: "Or the folio that it is attached to …")
  var folio: String?

  @Option(help: "… and its id in the expediente.")
  var document: String?

  @Option(name: [.short, .long], help: "The file to write; - for standard output.")
  var output: String

  func run() async throws {
    let bytes = try await client.connect { eventd in
      let digest = try await digest(eventd)
      return try await DocumentTransfer(eventd: eventd).get(digest)
    }
    if output == "-" {
      Output.bytes(bytes)
    } else {
      try OutputFile.write(bytes, to: output)
      Output.line("\(output): \(bytes.count) bytes")
    }
  }

  private func digest(_ eventd: EventdConnection) async throws -> DocumentDigest {
    switch (sha256, folio, document) {
    case (let text?, nil, nil):
      guard let digest = DocumentDigest(text) else {
        throw UsageError("'\(text)' is no SHA-256; give its 64 hexadecimal digits in lower case")
      }
      return digest
    case (nil, let folio?, let document?):
      guard let number = FolioNumber(search: folio) else {
        throw UsageError("'\(folio)' is no folio number")
      }
      let request = FolioRequest.with {
        $0.at.waitFor = .max
        $0.number = number.rawValue
      }
      let page = try await eventd.folio(request).page
      guard let held = page.documents.first(where: { $0.document.document == document }),
        let digest = DocumentDigest(held.document.sha256)
      else {
        throw EventdError.notFound("\(number.title) has no document '\(document)'")
      }
      return digest
    default: throw UsageError("give a SHA-256, or --folio and --document")
    }
  }
}
