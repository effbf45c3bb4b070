import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Actors and texts of access") struct AccessActorsTests {
  private func refusal(
    origin: Origin = .client, effective: Timestamp? = nil,
    _ change: (inout AccessRequested) -> Void = { _ in }
  ) throws -> String? {
    var scenario = try AccessScenario.make()
    return try scenario.when(
      AccessRequested.byMail.changed(change), in: "access-17", effective: effective,
      origin: origin, as: .binary
    )?.code
  }

  @Test func `somebody acts, and is named`() throws {
    #expect(try refusal() == nil)
    #expect(try refusal { $0.actor.role = .unspecified } == "access.role-unknown")
    #expect(try refusal { $0.actor.role = .UNRECOGNIZED(12) } == "access.role-unknown")
    #expect(
      try refusal {
        $0.actor.key = ""
        $0.actor.name = " "
      } == "access.actor-unnamed")
    #expect(try refusal { $0.actor.name = "" } == nil)
  }

  @Test func `nobody acts as the daemon, nor the daemon as somebody`() throws {
    #expect(try refusal { $0.actor.role = .system } == "access.system-role-reserved")
    #expect(try refusal(origin: .process) == "access.daemon-outside-deadlines")
    var scenario = try AccessScenario.forgotten()
    try scenario.given(.mailed(), in: "access-18")
    let expiry = AccessPasswordLinkExpired.with { $0.actor = .daemon }
    #expect(try scenario.when(expiry, in: "access-18")?.code == "access.expiry-from-client")
  }

  @Test func `an event has happened when it is recorded`() throws {
    let now = Timestamp.at(AccessScenario.start)
    #expect(try refusal(effective: now) == nil)
    #expect(try refusal(effective: now.adding(seconds: -86_400)) == nil)
    #expect(
      try refusal(effective: Timestamp(microseconds: now.microseconds + 1)) == "access.not-yet")
  }

  static let token = "dQ9dV4Qx8cX3RJR93TiFEZvSXlpnUMeghKxUs4fHvPjCwR3SNDqu4Bb0JtMmSen0nrXHaZ"

  @Test func `no text is a password or a token`() throws {
    let secrets: [(inout AccessRequested) -> Void] = [
      { $0.name = "contraseña: Hola1234" }, { $0.key = Self.token },
      { $0.actor.name = "pwd=secreto" }, { $0.actor.key = "TOKEN=abcd" },
    ]
    for change in secrets { #expect(try refusal(change) == "access.secret-in-text") }
    var scenario = try AccessScenario.make()
    try scenario.given(.byMail, in: "access-17")
    let notice: AccessInformationMissing = .missing(
      .clave, text: "Su contraseña temporal es Hola1234.")
    let told = try #require(try scenario.when(notice, in: "access-17"))
    #expect(told.code == "access.secret-in-text")
    #expect(!told.message.contains("Hola1234"))
    let words = AccessInformationMissing.missing(
      .clave, text: "Con la clave de agente le llegará la liga para su contraseña.")
    #expect(try scenario.when(words, in: "access-17") == nil)
  }

  @Test func `a token in the place of its digest is refused, and not repeated`() throws {
    var scenario = try AccessScenario.forgotten()
    let refusal = try #require(try scenario.when(.mailed(Self.token), in: "access-18"))
    #expect(refusal.code == "access.secret-in-text")
    #expect(!"\(refusal)".contains(Self.token))
  }

  @Test func `there is no field for a password or a token`() throws {
    let fields = [
      #"{"actor":{"role":"PORTAL"},"password":"x"}"#, #"{"actor":{"role":"PORTAL"},"token":"x"}"#,
    ]
    for field in fields {
      for type in AccessEvent.types {
        var scenario = try AccessScenario.forgotten()
        let refusal = try scenario.when(
          type: EventType(type), .json, Array(field.utf8), in: "access-18")
        #expect(refusal?.code == "access.unreadable")
      }
    }
  }

  @Test(arguments: [500, 501])
  func `a text has at most 500 characters`(_ characters: Int) throws {
    let name = String(repeating: "ñ", count: characters)
    #expect(
      try refusal { $0.name = name } == (characters == 500 ? nil : "access.text-too-long"))
  }

  @Test func `no other event is taken`() throws {
    var scenario = try AccessScenario.make()
    let refusal = try scenario.when(FolioNoteAdded.note(), in: "access-17")
    #expect(refusal?.code == "access.unreadable")
    #expect(refusal?.allowed == AccessEvent.types)
  }
}
