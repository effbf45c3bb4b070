import Foundation
import Projections
import Testing

@Suite("JSON syntax")
struct JSONSyntaxTests {
  @Test(
    arguments: [
      "{}", "[1,2]", "\"x\"", "null", " 1.5e3 \n", "-0", "[true,false,{\"a\":[]}]",
      "\"\\u00f1\\n\"",
      "{\"a\":1,\"a\":2}", "[\"ñ\u{7F}\"]", "1E-2",
    ])
  func `is taken`(text: String) { #expect(JSONSyntax.isValid(Array(text.utf8))) }

  @Test(
    arguments: [
      "", " ", "{", "{'a':1}", "[1,]", "[,1]", "{\"a\":1,}", "nul", "{}x", "01", "1.", ".5", "+1",
      "1e",
      "\"\t\"", "\"\\x\"", "\"\\u12g4\"", "[1 2]", "{\"a\"}", "\u{FEFF}{}", "NaN", "// x\n1", "\"a",
    ])
  func `is refused`(text: String) { #expect(!JSONSyntax.isValid(Array(text.utf8))) }

  @Test func `has to be UTF-8`() { #expect(!JSONSyntax.isValid([0x22, 0xFF, 0x22])) }

  @Test func `goes only so deep`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONSyntax.isValid(nested(JSONSyntax.depthMax)))
    #expect(!JSONSyntax.isValid(nested(JSONSyntax.depthMax + 1)))
    #expect(!JSONSyntax.isValid(Array(String(repeating: "[", count: 100_000).utf8)))
  }
}
