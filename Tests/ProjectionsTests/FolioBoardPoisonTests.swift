import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// What admission refuses may still be in a log that was not governed: the board stops there and
/// says so, rather than guess.
@Suite("FolioBoard: events that cannot be applied", .temporaryDirectory)
struct FolioBoardPoisonTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var stream = "folio-00000001"
    let type: String
    let data: String
    let reason: String
  }

  private static let opened = #"{"number": "1"}"#

  static let examples = [
    Example(
      testDescription: "text that is not JSON", type: "folio.v1.Opened", data: "¿qué?",
      reason: "the payload is not JSON"),
    Example(
      testDescription: "an unknown event type", type: "folio.v1.Painted", data: "{}",
      reason: "no event type folio.v1.Painted is known here"),
    Example(
      testDescription: "a stream that is not named for a folio", stream: "folio-1",
      type: "folio.v1.Opened", data: opened, reason: "its stream is not named for a folio"),
    Example(
      testDescription: "the number of another folio", stream: "folio-00000002",
      type: "folio.v1.Opened", data: opened, reason: "it opens the folio 1 in this stream"),
    Example(
      testDescription: "a folio that begins with a note", stream: "folio-00000002",
      type: "folio.v1.NoteAdded", data: "{}", reason: "the folio was not opened before"),
    Example(
      testDescription: "a folio opened twice", type: "folio.v1.Opened", data: opened,
      reason: "the folio was opened before"),
    Example(
      testDescription: "an area that fits no key", type: "folio.v1.StageChanged",
      data: #"{"to": "SUSCRIPCION", "area": "\#(String(repeating: "ñ", count: 247))"}"#,
      reason: "its area has 494 bytes; at most 489 fit a key"),
  ]

  @Test(arguments: examples)
  func `stop the board with their position and the reason`(example: Example) async throws {
    let fixture = try BoardFixture()
    try await fixture.log.append("folio-00000001", Folios.opened(1))
    try fixture.follower.catchUp()
    let position = try await fixture.log.append(
      example.stream, example.type, Array(example.data.utf8))

    let error = #expect(throws: FollowerError.self) { try fixture.follower.catchUp() }
    guard case .poison(let where_, let stream, let reason) = error else {
      Issue.record("not stopped: \(String(describing: error))")
      return
    }
    #expect(where_ == position)
    #expect(stream.text == example.stream)
    #expect(reason.hasPrefix(example.reason), "\(reason)")
    #expect(try fixture.cells() == ["cotizacion-emision-autos alta-de-tramite 1"])
  }
}
