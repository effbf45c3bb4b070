public import Events

/// The number of a folio: 1 to 99,999,999, assigned once, never 0. Source: folios page, "Form".
public struct FolioNumber: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public static let range: ClosedRange<UInt64> = 1...99_999_999

  public init?(_ rawValue: UInt64) {
    guard Self.range.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// Reads `399734`, `00399734`, `#00399734` or `TRAMITE=399734` (no spaces), as the portal's
  /// search does.
  public init?(search text: String) {
    var digits = Substring(text)
    if digits.uppercased().hasPrefix("TRAMITE=") { digits = digits.dropFirst(8) }
    if digits.hasPrefix("#") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.utf8.count <= 8,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = UInt64(digits)
    else { return nil }
    self.init(number)
  }

  /// The number in the name of a folio's stream: `folio-` and exactly eight digits.
  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("folio-"), stream.text.utf8.count == 14 else { return nil }
    self.init(search: String(stream.text.dropFirst(6)))
    if self.stream != stream { return nil }
  }

  public static func < (a: FolioNumber, b: FolioNumber) -> Bool { a.rawValue < b.rawValue }

  private var eightDigits: String {
    let digits = String(rawValue)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// As in titles and notices: `#00399734`.
  public var title: String { "#" + eightDigits }

  public var stream: StreamName { stream(of: FolioEvent.category) }

  /// The stream of its notices, e.g. `notice-00399734`.
  public var noticeStream: StreamName { stream(of: NoticeEvent.category) }

  /// The number in the name of the stream of a folio's notices.
  public init?(noticeStream stream: StreamName) {
    guard stream.category == NoticeEvent.category else { return nil }
    self.init(search: String(stream.text.dropFirst(NoticeEvent.category.utf8.count + 1)))
    if noticeStream != stream { return nil }
  }

  private func stream(of category: String) -> StreamName {
    do { return try StreamName("\(category)-\(eightDigits)") } catch {
      preconditionFailure("\(error)")
    }
  }
}
