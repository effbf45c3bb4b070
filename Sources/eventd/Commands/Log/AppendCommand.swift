import ArgumentParser
import EventdClient
import Events
import FoundationEssentials
import Projections

struct AppendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "append",
    abstract: "Appends one event and says where it is.",
    discussion: """
      Examples:
        eventd append folio-00399734 --type folio.v1.NoteAdded \\
          --data '{"actor":{"role":"AGENTE","key":"A-10423"},"text":"Falta la solicitud firmada"}'
        eventd append demo-1 --type Saluda --data @saludo.json --expected none
        echo '{}' | eventd append demo-1 --type Saluda --data - --expected 0
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The stream.")
  var stream: String

  @Option(help: "The event type, e.g. folio.v1.NoteAdded.")
  var type: String

  @Option(help: "The payload: JSON, @FILE, or - for standard input.")
  var data: String

  @Flag(help: "The payload is binary, not JSON.")
  var binary = false

  @Option(help: "What the stream is expected to be: any, none, exists, or its last revision.")
  var expected = "any"

  @Option(help: "The event's id (UUID); made when missing. The same id again is the same event.")
  var id: String?

  @Option(help: "Metadata of your own, JSON; its member \"time\" is the effective time.")
  var metadata: String?

  func run() async throws {
    let event = ProposedEvent(
      id: try eventID(), type: type, isJSON: !binary, data: try payload(),
      metadata: try checkedMetadata())
    let expectation = try self.expectation()
    let appended = try await client.connect { eventd in
      try await eventd.append([event], to: stream, expecting: expectation)
    }
    Output.line(
      "{\"stream\":\(JSONText.quoted(stream)),\"revision\":\(appended.revision),"
        + "\"position\":\(appended.position),\"id\":\"\(event.id)\"}")
  }

  private func eventID() throws -> String {
    guard let id else { return RandomID.make().description }
    guard EventID(id) != nil else { throw UsageError("--id '\(id)' is not a UUID") }
    return id
  }

  private func expectation() throws -> Expectation {
    switch expected {
    case "any": return .any
    case "none": return .noStream
    case "exists": return .exists
    default:
      guard let revision = UInt64(expected) else {
        throw UsageError("--expected is any, none, exists or a revision, not '\(expected)'")
      }
      return .revision(revision)
    }
  }

  private func payload() throws -> [UInt8] {
    let bytes =
      data == "-"
      ? Input.standardInput()
      : data.hasPrefix("@") ? try Input.file(String(data.dropFirst())) : Array(data.utf8)
    if !binary, !JSONSyntax.isValid(bytes) {
      throw InputError("the payload is not JSON; give JSON, or --binary for anything else")
    }
    return bytes
  }

  private func checkedMetadata() throws -> [UInt8] {
    let bytes = Array((metadata ?? "").utf8)
    if !bytes.isEmpty, !JSONSyntax.isValid(bytes) {
      throw InputError("--metadata is not JSON")
    }
    return bytes
  }
}
