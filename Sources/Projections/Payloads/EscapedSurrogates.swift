/// Writes escaped surrogate pairs of a JSON text (`\ud840\udc00`) as the character they stand for.
///
/// SwiftProtobuf 1.39.0 composes them wrongly for every other plane (`JSONScanner.swift`,
/// `0x10000 | high << 10 | low` where a sum is meant), so that U+20000 would be read as U+10000.
/// It reads the characters themselves rightly. Source of the pairs: RFC 8259 section 7.
enum EscapedSurrogates {
  static func resolved(_ json: String) -> String {
    let bytes = Array(json.utf8)
    guard json.utf8.contains(UInt8(ascii: "\\")) else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let scalar = pair(bytes, at: index) {
        result += Array(String(Character(scalar)).utf8)
        index += 12
      } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        // What follows a backslash belongs to it: `\\ud840` is no escape.
        result += bytes[index...(index + 1)]
        index += 2
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The character of the twelve bytes `\uXXXX\uXXXX` at `index`; `nil` when they are no pair.
  private static func pair(_ bytes: [UInt8], at index: Int) -> UnicodeScalar? {
    guard let high = unit(bytes, at: index), (0xD800..<0xDC00).contains(high),
      let low = unit(bytes, at: index + 6), (0xDC00..<0xE000).contains(low)
    else { return nil }
    return UnicodeScalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
  }

  private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[(index + 2)..<(index + 6)] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      value = value * 16 + UInt32(digit)
    }
    return value
  }
}
