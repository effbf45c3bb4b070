import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Payloads of folios") struct FolioPayloadsTests {
  private func append(
    _ type: String, _ contentType: ContentType, _ data: [UInt8]
  ) throws -> Refusal? {
    var scenario = try FolioScenario(.individual)
    return try scenario.when(type: EventType(type), contentType, data)
  }

  @Test(arguments: [ContentType.json, .binary])
  func `is read as JSON and as binary`(_ contentType: ContentType) throws {
    var scenario = try FolioScenario()
    #expect(try scenario.when(.opening(.movimiento), as: contentType) == nil)
    #expect(try scenario.folio().form == .movimiento)
    #expect(try scenario.when(.note(), as: contentType) == nil)
    let move = try scenario.wellFormed(.altaDeTramite, .gestionDocumental, by: .agente)
    #expect(try scenario.when(move, as: contentType) == nil)
  }

  @Test(arguments: [
    #"{"actor":{"role":"AGENTE","key":"A"},"text":"hola","color":"rojo"}"#,
    #"{"actor":{"role":"AGENTE","key":"A","age":3},"text":"hola"}"#,
    #"{"actor":{"role":"JEFE","key":"A"},"text":"hola"}"#,
    #"{"actor":{"role":"AGENTE","key":"A"},"text":1}"#,
    #"{"actor":{"role":"AGENTE","key":"A"},"text":"hola"} x"#,
    "[]", "",
  ])
  func `JSON that is not the message is refused`(_ text: String) throws {
    let refusal = try append("folio.v1.NoteAdded", .json, Array(text.utf8))
    #expect(refusal?.code == "folio.unreadable")
    #expect(refusal?.source == "schemas/folio/v1/events.proto")
  }

  @Test func `binary with an unknown field is refused`() throws {
    let note: [UInt8] = try FolioNoteAdded.note().serializedBytes()
    #expect(try append("folio.v1.NoteAdded", .binary, note) == nil)
    let refusal = try append("folio.v1.NoteAdded", .binary, note + [0x78, 0x01])
    #expect(refusal?.code == "folio.unreadable")
    #expect(try append("folio.v1.NoteAdded", .json, [0xff])?.code == "folio.unreadable")
  }

  @Test(arguments: ["stage", "from", "reason"])
  func `binary with an unknown number of a list is refused`(_ field: String) throws {
    var scenario = try FolioScenario(.individual)
    let move: FolioStageChanged = .move(.altaDeTramite, .rechazo, by: .agente) {
      switch field {
      case "stage": $0.to = .UNRECOGNIZED(13)
      case "from": $0.from = .UNRECOGNIZED(13)
      default: $0.reason = .UNRECOGNIZED(13)
      }
    }
    #expect(try scenario.when(move, as: .binary)?.code == "folio.unknown-value")
  }

  @Test func `a move without its stages is refused`() throws {
    var scenario = try FolioScenario(.individual)
    let toNowhere: FolioStageChanged = .move(.altaDeTramite, .unspecified, by: .agente)
    #expect(try scenario.when(toNowhere)?.code == "folio.move-not-allowed")
    let fromNowhere: FolioStageChanged = .move(.unspecified, .rechazo, by: .agente)
    #expect(try scenario.when(fromNowhere)?.code == "folio.not-in-stage")
  }

  @Test func `an event type of another procedure is refused with those that are known`() throws {
    let refusal = try append("claim.v1.Opened", .json, Array("{}".utf8))
    #expect(refusal?.code == "folio.unreadable")
    #expect(refusal?.allowed == FolioEvent.types)
  }
}
