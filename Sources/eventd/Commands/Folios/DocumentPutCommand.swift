import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct DocumentPutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put",
    abstract: "Uploads a file, and attaches it to a folio where one is named.",
    discussion: """
      An upload that was interrupted goes on. A content that is there already is not sent again.
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The file.")
  var file: String

  @Option(help: "Who brings it: ROLE:KEY:NAME, e.g. AGENTE:A-10423:'Begoña Núñez'.")
  var by: String

  @Option(help: "Its media type; else by the ending of the file's name.")
  var mediaType: String?

  @Option(help: "The folio to attach it to.")
  var folio: String?

  @Option(help: "Its id in the expediente; else the first digits of its SHA-256.")
  var document: String?

  @Option(help: "general, quote or articulo-492.")
  var kind = "general"

  @Option(help: "Which document of the checklist it is, in the words of the checklist.")
  var requirement = ""

  @Option(help: "The file's creation date, as 2026-01-31; else today for the daemon.")
  var created: String?

  private static let kinds: [(name: String, kind: FolioDocumentKind)] = [
    ("general", .general), ("quote", .quote), ("articulo-492", .articulo492),
  ]

  func run() async throws {
    let actor = try FolioActor(option: by)
    let number = folio.flatMap { FolioNumber(search: $0) }
    if let folio, number == nil { throw UsageError("'\(folio)' is no folio number") }
    guard let kind = Self.kinds.first(where: { $0.name == kind })?.kind else {
      throw UsageError(
        "--kind '\(kind)' is none of \(Self.kinds.map(\.name).joined(separator: ", "))")
    }
    let bytes = try Input.file(file)
    let type = mediaType ?? MediaTypes.of(fileName: file)
    try await client.connect { eventd in
      let transfer = DocumentTransfer(eventd: eventd)
      let outcome = try await transfer.put(bytes, mediaType: type, by: actor) { done in
        Output.progress("\(done) de \(bytes.count) bytes")
      }
      Output.endProgress()
      Output.line(
        "\(outcome.sha256): \(outcome.isNew ? "\(bytes.count) bytes guardados" : "ya estaba")")
      guard let number else { return }
      let attached = FolioDocumentAttached.with {
        $0.actor = actor
        $0.document = document ?? String(outcome.sha256.prefix(12))
        $0.kind = kind
        $0.name = file.split(separator: "/").last.map(String.init) ?? file
        $0.sizeBytes = UInt64(bytes.count)
        $0.mediaType = type
        $0.sha256 = outcome.sha256
        $0.requirement = requirement
      }
      try await attach(attached, to: number, eventd)
    }
  }

  private func attach(
    _ document: FolioDocumentAttached, to number: FolioNumber, _ eventd: EventdConnection
  ) async throws {
    var document = document
    if let created {
      document.created = created
    } else {
      let now = Timestamp(try await eventd.status().now)
      document.created = "\(try MexicoTimes.date(of: now))"
    }
    _ = try await eventd.append(
      [ProposedEvent(document, id: RandomID.make().description)], to: number.stream.text,
      expecting: .exists)
    Output.line("\(number.title): \(document.document)")
  }
}

/// Media types by the endings of file names; few, and for the convenience of a person.
enum MediaTypes {
  static func of(fileName: String) -> String {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "pdf": "application/pdf"
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "txt": "text/plain"
    case "csv": "text/csv"
    case "xml": "application/xml"
    case "zip": "application/zip"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    default: "application/octet-stream"
    }
  }
}
