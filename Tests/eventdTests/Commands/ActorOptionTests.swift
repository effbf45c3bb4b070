import Schemas
import Testing

@testable import eventd

@Suite("An actor as an option")
struct ActorOptionTests {
  @Test func `has a role, a key and a name, which may be left out`() throws {
    let actor = try FolioActor(option: "EJECUTIVO_COMERCIAL:jlopez:José: López")
    #expect(actor.role == .ejecutivoComercial)
    #expect(actor.key == "jlopez" && actor.name == "José: López")
    #expect(try FolioActor(option: "AGENTE:A-1").name.isEmpty)
  }

  @Test(arguments: ["", "AGENTE", "AGENTE:", "SYSTEM:x", "agente:A-1", ":x", "NADIE:x"])
  func `is refused otherwise`(text: String) {
    #expect(throws: UsageError.self) { try FolioActor(option: text) }
  }

  @Test(arguments: [
    ("solicitud.PDF", "application/pdf"), ("a/b/foto.jpeg", "image/jpeg"),
    ("sin-extension", "application/octet-stream"),
    (
      "x.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
  ])
  func `a media type follows from the ending`(name: String, type: String) {
    #expect(MediaTypes.of(fileName: name) == type)
  }
}
