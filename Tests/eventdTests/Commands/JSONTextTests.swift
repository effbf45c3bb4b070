import Foundation
import Testing

@testable import eventd

@Suite("JSON text")
struct JSONTextTests {
  @Test(arguments: ["", "ñandú \"x\" \\ \n\r\t\u{1}\u{1F}\u{7F}", "👩‍👩‍👧", "\u{2028}"])
  func `quotes any text so that a parser reads it back`(text: String) throws {
    let read = try JSONSerialization.jsonObject(
      with: Data(JSONText.quoted(text).utf8), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test func `puts pretty JSON on one line without touching its texts`() throws {
    let pretty = "{\n  \"a\": \"x\\ny\",\r\n  \"b\": [1,\n2]\n}"
    let line = JSONText.oneLine(Array(pretty.utf8))
    #expect(!line.contains("\n"))
    let (one, other) = (
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary,
      try JSONSerialization.jsonObject(with: Data(pretty.utf8)) as? NSDictionary
    )
    #expect(one == other)
  }
}
