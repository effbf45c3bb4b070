import Events
import Schemas
import Testing

@testable import Projections

/// A name with an escaped character of plane 2 came back as one of plane 1: the library's JSON
/// reader adds the halves of a pair wrongly.
@Suite("Escaped surrogates")
struct EscapedSurrogatesTests {
  @Test(arguments: [0x10000, 0x1F600, 0x20000, 0x2F81A, 0xE0001, 0x10FFFF] as [UInt32])
  func `are read as the character they stand for`(code: UInt32) throws {
    let scalar = try #require(UnicodeScalar(code))
    let offset = code - 0x10000
    let (high, low) = ((offset >> 10) + 0xD800, (offset & 0x3FF) + 0xDC00)
    let escaped = "\\u\(String(high, radix: 16))\\u\(String(low, radix: 16, uppercase: true))"
    let note = try StrictPayload.decode(
      Array("{\"text\":\"<\(escaped)>\"}".utf8), .json, as: FolioNoteAdded.self)
    #expect(note.text == "<\(Character(scalar))>")
  }

  @Test(
    arguments: [
      #"\\ud840"#, #"\ud840"#, #"\udc00\ud840"#, #"\ud840\n"#, #"\ud840\udc0"#, #"\u00f1"#, #"\"#,
      "ñ",
    ])
  func `leave everything else as it is`(text: String) {
    #expect(EscapedSurrogates.resolved(text) == text)
  }
}
