/// Takes the bytes of a CSV file apart, one row at a time.
///
/// **Source:** RFC 4180 section 2, rules 5 to 7 for the quotes.
struct CSVReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The next row and the line on which it begins; `nil` at the end. The last row may or may not
  /// end with a line break.
  mutating func next() -> (line: Int, content: Result<[String], CSVRows.Fault>)? {
    guard index < bytes.endIndex else { return nil }
    let begins = line
    var fields: [[UInt8]] = []
    do {
      var hasMore = true
      while hasMore {
        let (field, ending) = try field()
        fields.append(field)
        hasMore = ending == .comma
      }
    } catch {
      skipLine()
      return (begins, .failure(error))
    }
    let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
    return (begins, texts.count == fields.count ? .success(texts) : .failure(.notUTF8))
  }

  private enum Ending { case comma, row }

  private mutating func field() throws(CSVRows.Fault) -> ([UInt8], Ending) {
    guard index < bytes.endIndex, bytes[index] == Self.quote else { return try plainField() }
    return try quotedField()
  }

  private mutating func plainField() throws(CSVRows.Fault) -> ([UInt8], Ending) {
    let start = index
    while index < bytes.endIndex, bytes[index] != Self.comma, !isAtLineBreak {
      if bytes[index] == Self.quote { throw .strayQuote }
      index += 1
    }
    let field = Array(bytes[start..<index])
    return (field, try ending())
  }

  /// Two quotes inside quotes stand for one.
  private mutating func quotedField() throws(CSVRows.Fault) -> ([UInt8], Ending) {
    var field: [UInt8] = []
    index += 1
    while true {
      guard index < bytes.endIndex else { throw .unclosedQuote }
      let byte = bytes[index]
      index += 1
      if byte == Self.quote {
        guard index < bytes.endIndex, bytes[index] == Self.quote else { break }
        index += 1
      } else if byte == Self.newline {
        line += 1
      }
      field.append(byte)
    }
    return (field, try ending())
  }

  private mutating func ending() throws(CSVRows.Fault) -> Ending {
    guard index < bytes.endIndex else { return .row }
    if bytes[index] == Self.comma {
      index += 1
      return .comma
    }
    guard isAtLineBreak else { throw .strayQuote }
    takeLineBreak()
    return .row
  }

  /// A carriage return alone breaks no line.
  private var isAtLineBreak: Bool {
    bytes[index] == Self.newline
      || (bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.endIndex
        && bytes[index + 1] == Self.newline)
  }

  private mutating func takeLineBreak() {
    index += bytes[index] == Self.newline ? 1 : 2
    line += 1
  }

  /// Nothing is left to skip after an unclosed quote.
  private mutating func skipLine() {
    while index < bytes.endIndex, bytes[index] != Self.newline { index += 1 }
    if index < bytes.endIndex { takeLineBreak() }
  }
}
