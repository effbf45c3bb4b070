import ArgumentParser

struct DocumentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Brings contents of documents into the log, and gets them out again.",
    discussion: """
      A content is kept once, under its SHA-256, however many folios hold it.

      Examples:
        eventd document put solicitud.pdf --by AGENTE:A-10423:'Begoña Núñez' --folio 399734
        eventd document get --folio 399734 --document d-1 --output solicitud.pdf
        eventd document show 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      """,
    subcommands: [DocumentPutCommand.self, DocumentGetCommand.self, DocumentShowCommand.self])
}
