public import Events

/// The number of a post-sale request: 1 to 99,999,999, assigned once, never 0 (a).
public struct OrderNumber: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public static let range: ClosedRange<UInt64> = 1...99_999_999

  public init?(_ rawValue: UInt64) {
    guard Self.range.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// Reads `147`, `00000147`, `#00000147` or `order-00000147`.
  public init?(search text: String) {
    let prefix = ["order-", "#"].first(where: text.hasPrefix) ?? ""
    let digits = text.dropFirst(prefix.count)
    guard !digits.isEmpty, digits.utf8.count <= 8,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = UInt64(digits)
    else { return nil }
    self.init(number)
  }

  /// The number in the name of a request's stream: `order-` and exactly eight digits.
  public init?(stream: StreamName) {
    self.init(search: stream.text)
    if self.stream != stream { return nil }
  }

  public static func < (a: OrderNumber, b: OrderNumber) -> Bool { a.rawValue < b.rawValue }

  /// As in titles and lists: `00000147`.
  public var title: String {
    let digits = String(rawValue)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  public var stream: StreamName {
    do { return try StreamName("order-" + title) } catch { preconditionFailure("\(error)") }
  }
}
