/// Lines of text as a PDF: Courier on A4 pages that lie on their side, with the number of the page
/// below.
///
/// What Windows Latin 1 does not have is shown as a question mark; all of Spanish is in it.
///
/// **Source:** ISO 32000-1 sections 7.3.4.2 (strings), 7.5 (file structure), 9.6.2.2 (standard fonts);
/// annex D.2 (WinAnsiEncoding).
struct PDFDocument {
  /// How many characters a line has.
  static let columns = 160
  static let linesPerPage = 51

  let bytes: [UInt8]

  /// - Parameter lines: the rest of one that is too long is not shown.
  init(_ lines: [String]) {
    var pages: [ArraySlice<String>] = []
    var rest = lines[...]
    repeat {
      pages.append(rest.prefix(Self.linesPerPage))
      rest = rest.dropFirst(Self.linesPerPage)
    } while !rest.isEmpty

    // The catalogue, the list of pages and the font; then a page and its text, again and again.
    let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects: [[UInt8]] = [
      Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
      Array("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>".utf8),
      Array(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".utf8),
    ]
    for (index, page) in pages.enumerated() {
      let text = Self.text(page, footer: "Página \(index + 1) de \(pages.count)")
      objects.append(
        Array(
          ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] "
            + "/Resources << /Font << /F1 3 0 R >> >> /Contents \(5 + 2 * index) 0 R >>").utf8))
      objects.append(
        Array("<< /Length \(text.count) >>\nstream\n".utf8) + text + Array("\nendstream".utf8))
    }
    bytes = Self.file(objects)
  }

  /// 8 points high with 10 from line to line: 160 characters of 4.8 points fill 768 of 842.
  private static func text(_ lines: ArraySlice<String>, footer: String) -> [UInt8] {
    var text = Array("BT /F1 8 Tf 10 TL 36 550 Td\n".utf8)
    for line in lines {
      text += string(line) + Array(" Tj T*\n".utf8)
    }
    text += Array("1 0 0 1 36 24 Tm ".utf8) + string(footer) + Array(" Tj\nET".utf8)
    return text
  }

  /// In parentheses, those in it behind a backslash.
  private static func string(_ line: String) -> [UInt8] {
    var bytes = [UInt8(ascii: "(")]
    for character in line.prefix(columns) {
      let code = code(of: character)
      if [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\")].contains(code) {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(code)
    }
    return bytes + [UInt8(ascii: ")")]
  }

  private static func code(of character: Character) -> UInt8 {
    if let code = character.asciiValue, (0x20...0x7e).contains(code) { return code }
    return typographic[character] ?? latin[character] ?? UInt8(ascii: "?")
  }

  private static let typographic: [Character: UInt8] = [
    "€": 0x80, "…": 0x85, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "–": 0x96, "—": 0x97,
  ]

  /// Those of Latin 1. A character is equal to its decomposed form, so that both are found.
  private static let latin: [Character: UInt8] = Dictionary(
    uniqueKeysWithValues: (UInt8(0xa1)...0xff).map { (Character(Unicode.Scalar($0)), $0) })

  private static func file(_ objects: [[UInt8]]) -> [UInt8] {
    // The second line says that the file is not text.
    var file = Array("%PDF-1.4\n%".utf8) + [0xe2, 0xe3, 0xcf, 0xd3, 0x0a]
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let table = file.count
    file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for place in places {
      let digits = String(place)
      file += Array(
        (String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    return file
      + Array(
        ("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n").utf8
      )
  }
}
