import Testing

@testable import eventd

@Suite("PDFDocument")
struct PDFDocumentTests {
  /// The document with each byte as a character.
  private static func latin(_ lines: [String]) -> String {
    String(String.UnicodeScalarView(PDFDocument(lines).bytes.map { Unicode.Scalar($0) }))
  }

  private static func count(_ part: String, in text: String) -> Int {
    text.ranges(of: part).count
  }

  @Test(arguments: [0, 1, 51, 52, 102, 103, 500])
  func `has as many pages as its lines need`(lines: Int) {
    let text = Self.latin((0..<lines).map { "Línea \($0)" })
    let pages = max(1, (lines + 50) / 51)
    #expect(Self.count("/Type /Page ", in: text) == pages)
    #expect(text.contains("/Count \(pages) "))
    #expect(Self.count(" Tj T*\n", in: text) == lines)
    #expect(text.contains("(P\u{E1}gina \(pages) de \(pages))"))
  }

  /// A reader finds every object where the table at the end says that it is.
  @Test func `says where each object begins`() throws {
    let bytes = PDFDocument((0..<120).map { "Peña \($0)" }).bytes
    let text = Self.latin((0..<120).map { "Peña \($0)" })
    #expect(text.hasPrefix("%PDF-1.4\n"))
    #expect(text.hasSuffix("%%EOF\n"))
    let start = try #require(text.ranges(of: "startxref\n").last)
    let place = try #require(Int(text[start.upperBound...].prefix { $0 != "\n" }))
    func line(at place: Int) -> String {
      String(decoding: bytes[place...].prefix { $0 != 0x0a }, as: UTF8.self)
    }
    #expect(line(at: place) == "xref")
    let entries = String(decoding: bytes[place...], as: UTF8.self).split(separator: "\n")
      .filter { $0.hasSuffix(" 00000 n ") }
    #expect(entries.count == 3 + 2 * 3)
    for (index, entry) in entries.enumerated() {
      #expect(entry.utf8.count == 19)
      let place = try #require(Int(entry.prefix(10)))
      #expect(line(at: place) == "\(index + 1) 0 obj")
    }
  }

  /// Of a text between `stream` and `endstream`.
  @Test func `says how long the text of a page is`() throws {
    let text = Self.latin(["Ñandú (S.A.C.)", "a\\b"])
    let length = try #require(text.ranges(of: "/Length ").first)
    let said = try #require(Int(text[length.upperBound...].prefix { $0 != " " }))
    let from = try #require(text.ranges(of: "\nstream\n").first)
    let to = try #require(text.ranges(of: "\nendstream").first)
    #expect(text[from.upperBound..<to.lowerBound].unicodeScalars.count == said)
  }

  @Test(
    arguments: [
      ("Peña", "(Pe\u{F1}a)"), ("Pen\u{303}a", "(Pe\u{F1}a)"), ("a (b) \\ c", "(a \\(b\\) \\\\ c)"),
      ("· — – …", "(\u{B7} \u{97} \u{96} \u{85})"), ("¿Ü? €", "(\u{BF}\u{DC}? \u{80})"),
      ("中文\u{7}", "(???)"), ("", "()"),
    ])
  func `writes the letters of Spanish, and a question mark for what it has not`(
    line: String, written: String
  ) {
    #expect(Self.latin([line]).contains("\n\(written) Tj T*\n"), "\(Self.latin([line]))")
  }

  @Test func `leaves out what does not fit in a line`() {
    let text = Self.latin([String(repeating: "x", count: 161)])
    #expect(text.contains("(" + String(repeating: "x", count: 160) + ")"))
  }
}
