import ArgumentParser
import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

struct CloneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
    abstract:
      "Clones a folio in Rechazo: its form with at least one field changed, in a new folio.",
    discussion: """
      Notes and documents are not copied. Without --set and --save it only shows the form, with \
      the names of its fields.

      Examples:
        eventd clone 399734
        eventd clone 399734 --set priority=MEDIA --set agent.email=begona@agentes.example \\
          --by AGENTE:A-10423:'Begoña Núñez'
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The folio's number.")
  var folio: String

  @Option(help: "A field of the form and its new value, as name=value; empty to clear it.")
  var set: [String] = []

  @Option(help: "Who saves it: ROLE:KEY:NAME.")
  var by: String?

  func run() async throws {
    guard let number = FolioNumber(search: folio) else {
      throw UsageError("'\(folio)' is no folio number")
    }
    let actor = try by.map { text throws(UsageError) in try FolioActor(option: text) }
    try await client.connect { eventd in
      let request = FolioRequest.with {
        $0.at.waitFor = .max
        $0.number = number.rawValue
      }
      let original = try await eventd.folio(request).page
      let form = try FormPatch(set).applied(to: original.form)
      guard let actor else {
        return Output.line("Trámite clonado del \(number.title)\n" + (try FormPatch.shown(form)))
      }
      try await save(form, of: number, by: actor, eventd)
    }
  }

  /// The first free number is taken by whoever is first.
  private func save(
    _ form: FolioForm, of number: FolioNumber, by actor: FolioActor, _ eventd: EventdConnection
  ) async throws {
    for _ in 0..<Self.attemptsMax {
      let next = try await eventd.nextFolioNumber()
      let opened = FolioOpened.with {
        $0.actor = actor
        $0.number = next.number
        $0.form = form
        $0.clonedFrom = number.rawValue
      }
      if try await isOpened(opened, in: next.stream, eventd) {
        return Output.line("\(next.number.folioTitle): trámite clonado del \(number.title)")
      }
    }
    throw EventdError.busy("others took each number first; try again")
  }

  private static let attemptsMax = 20

  /// `false` when somebody else took the number.
  private func isOpened(
    _ opened: FolioOpened, in stream: String, _ eventd: EventdConnection
  ) async throws -> Bool {
    let event = ProposedEvent(opened, id: RandomID.make().description)
    do {
      _ = try await eventd.append([event], to: stream, expecting: .noStream)
    } catch let error {
      if case .wrongRevision = error { return false }
      throw error
    }
    return true
  }
}
