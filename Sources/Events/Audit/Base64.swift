/// Base 64 with the standard alphabet and padding, strictly: one text for each sequence of bytes.
/// Source: RFC 4648 section 4, and section 3.5 for the bits that have to be zero.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// The value of each byte; 255 for those that are no digit.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var count = 0
    func write() {
      for digit in 0..<4 {
        // Of n bytes come n + 1 digits.
        text.append(
          digit <= count
            ? alphabet[Int(group >> (18 - 6 * UInt32(digit)) & 63)] : UInt8(ascii: "="))
      }
    }
    for byte in bytes {
      group |= UInt32(byte) << (16 - 8 * UInt32(count))
      count += 1
      if count == 3 {
        write()
        group = 0
        count = 0
      }
    }
    if count > 0 { write() }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: `nil` for anything that `encode` does not write.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    var group: UInt32 = 0
    var count = 0
    for digit in digits.dropLast(padding) {
      let value = values[Int(digit)]
      guard value != 255 else { return nil }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        bytes += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
        group = 0
        count = 0
      }
    }
    switch count {
    case 0: return bytes
    case 2 where group & 15 == 0: return bytes + [UInt8(group >> 4)]
    case 3 where group & 3 == 0: return bytes + [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)]
    default: return nil
    }
  }
}
