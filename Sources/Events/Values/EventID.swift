/// The 16 bytes that identify an event, chosen by whoever appends it. The same id again in the
/// same stream is the same event. Source of the text form: RFC 9562 section 4.
public struct EventID: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, in either case.
  public init?(_ text: some StringProtocol) {
    var nibbles = 0
    var value: (UInt64, UInt64) = (0, 0)
    for (index, byte) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, nibbles < 32 else {
        return nil
      }
      if nibbles < 16 {
        value.0 = value.0 << 4 | UInt64(digit)
      } else {
        value.1 = value.1 << 4 | UInt64(digit)
      }
      nibbles += 1
    }
    guard nibbles == 32 else { return nil }
    self.init(high: value.0, low: value.1)
  }

  /// - Parameter bytes: exactly 16; traps otherwise.
  public init(bytes: some Collection<UInt8>) {
    precondition(bytes.count == 16, "an event id has 16 bytes, not \(bytes.count)")
    let high = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let low = bytes.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    self.init(high: high, low: low)
  }
}

extension EventID: CustomStringConvertible {
  /// Lower-case, with hyphens.
  public var description: String {
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    return [
      hex(high >> 32, 8), hex(high >> 16 & 0xffff, 4), hex(high & 0xffff, 4),
      hex(low >> 48, 4), hex(low & 0xffff_ffff_ffff, 12),
    ].joined(separator: "-")
  }
}
