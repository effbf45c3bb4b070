/// Says whether bytes are one JSON text, by the letter: the parsers of the libraries here let
/// some things pass (a comma before the end of a list, for example) that others refuse.
///
/// Source: RFC 8259; the text has to be UTF-8 (section 8.1) and starts without a byte order mark.
/// Names within an object may repeat, as the RFC allows. Measured against JSONTestSuite.
public struct JSONSyntax {
  /// Deeper texts are not taken, so that no reader has to go deeper.
  public static let depthMax = 500

  private let bytes: [UInt8]
  private var index = 0

  public static func isValid(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var syntax = JSONSyntax(bytes: bytes)
    return syntax.value(depth: 0) && syntax.isAtEnd()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func isAtEnd() -> Bool {
    skipSpace()
    return next == nil
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      return container(end: UInt8(ascii: "}"), depth) { syntax in
        syntax.skipSpace()
        guard syntax.text() else { return false }
        syntax.skipSpace()
        return syntax.take(UInt8(ascii: ":")) && syntax.value(depth: depth + 1)
      }
    case UInt8(ascii: "["):
      return container(end: UInt8(ascii: "]"), depth) { $0.value(depth: depth + 1) }
    case UInt8(ascii: "\""): return text()
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func container(
    end: UInt8, _ depth: Int, _ item: (inout JSONSyntax) -> Bool
  ) -> Bool {
    guard depth < Self.depthMax else { return false }
    index += 1
    skipSpace()
    if take(end) { return true }
    while item(&self) {
      skipSpace()
      if take(end) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
    return false
  }

  private mutating func word(_ word: String) -> Bool {
    word.utf8.allSatisfy { take($0) }
  }

  private mutating func text() -> Bool {
    guard take(UInt8(ascii: "\"")) else { return false }
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): if !escape() { return false }
      case 0..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    guard let byte = next else { return false }
    index += 1
    if byte != UInt8(ascii: "u") { return "\"\\/bfnrt".utf8.contains(byte) }
    for _ in 0..<4 {
      guard let digit = next, Character(UnicodeScalar(digit)).isHexDigit else { return false }
      index += 1
    }
    return true
  }

  private mutating func number() -> Bool {
    _ = take(UInt8(ascii: "-"))
    guard take(UInt8(ascii: "0")) || digits() else { return false }
    if take(UInt8(ascii: ".")), !digits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      return digits()
    }
    return true
  }

  /// One or more.
  private mutating func digits() -> Bool {
    let start = index
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }
}
