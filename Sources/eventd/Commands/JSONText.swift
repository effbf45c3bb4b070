/// JSON as text, for lines that are written by hand.
enum JSONText {
  /// The text as a JSON string, quotes included. Source: RFC 8259 section 7.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Valid JSON on one line. Line breaks can only stand between the tokens of valid JSON, so a
  /// space for each changes nothing.
  static func oneLine(_ bytes: [UInt8]) -> String {
    String(
      decoding: bytes.map { $0 == 10 || $0 == 13 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
