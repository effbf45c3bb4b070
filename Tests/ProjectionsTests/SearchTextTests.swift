import Testing

@testable import Projections

@Suite("Texts as they are looked for") struct SearchTextTests {
  @Test(arguments: [
    ("León", "leon"), ("  LEÓN \n Centro ", "leon centro"), ("Ñandú", "nandu"),
    ("Güemes", "guemes"), ("e\u{301}", "e"), ("", ""), ("A-1024", "a-1024"),
  ])
  func `letters and accents are not told apart`(text: String, folded: String) {
    #expect(SearchText.folded(text) == folded)
  }
}
