public import Events

/// The number of an account: 1 to 99,999,999, which names its stream `account-00000042`.
///
/// **Source:** onboarding page names no number; the form is that of the other procedures (a).
public struct AccountNumber: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public static let range: ClosedRange<UInt64> = 1...99_999_999

  public init?(_ rawValue: UInt64) {
    guard Self.range.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// Reads `42`, `00000042`, `#42` or `account-00000042`.
  public init?(search text: String) {
    var digits = Substring(text)
    if digits.hasPrefix("account-") { digits = digits.dropFirst(8) }
    if digits.hasPrefix("#") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.utf8.count <= 8,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = UInt64(digits)
    else { return nil }
    self.init(number)
  }

  /// The number in the name of an account's stream: `account-` and exactly eight digits.
  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("account-"), stream.text.utf8.count == 16 else { return nil }
    self.init(search: stream.text)
    if self.stream != stream { return nil }
  }

  public static func < (a: AccountNumber, b: AccountNumber) -> Bool { a.rawValue < b.rawValue }

  private var eightDigits: String {
    let digits = String(rawValue)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// As people read it: `#00000042`.
  public var title: String { "#" + eightDigits }

  public var stream: StreamName {
    do { return try StreamName("account-" + eightDigits) } catch { preconditionFailure("\(error)") }
  }
}
