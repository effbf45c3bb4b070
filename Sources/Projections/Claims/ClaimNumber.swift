public import Events

/// The number of a claim: 1 to 99,999,999, assigned once, never 0.
public struct ClaimNumber: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public static let range: ClosedRange<UInt64> = 1...99_999_999

  public init?(_ rawValue: UInt64) {
    guard Self.range.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// Reads `417`, `00000417` or `claim-00000417`.
  public init?(search text: String) {
    let digits = text.hasPrefix("claim-") ? text.dropFirst(6) : text[...]
    guard !digits.isEmpty, digits.utf8.count <= 8,
      digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
      let number = UInt64(digits)
    else { return nil }
    self.init(number)
  }

  /// The number in the name of a claim's stream: `claim-` and exactly eight digits.
  public init?(stream: StreamName) {
    self.init(search: stream.text)
    if self.stream != stream { return nil }
  }

  public static func < (a: ClaimNumber, b: ClaimNumber) -> Bool { a.rawValue < b.rawValue }

  /// As in titles and messages: `00000417`.
  public var title: String {
    let digits = String(rawValue)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  public var stream: StreamName {
    do { return try StreamName("claim-" + title) } catch { preconditionFailure("\(error)") }
  }
}
