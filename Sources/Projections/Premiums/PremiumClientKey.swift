public import Events

/// The key of a client of the insurer, e.g. its RUC or DNI: 1 to 40 letters, digits, points and
/// hyphens (a).
public struct PremiumClientKey: Hashable, Sendable {
  public let text: String

  public static let lengthMax = 40

  public init?(_ text: some StringProtocol) {
    let isFit = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    guard isFit, (1...Self.lengthMax).contains(text.utf8.count) else { return nil }
    self.text = String(text)
  }

  /// The key in the name of a client's stream.
  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("\(PremiumEvent.category)-") else { return nil }
    self.init(stream.text.dropFirst(PremiumEvent.category.utf8.count + 1))
  }

  public var stream: StreamName {
    do { return try StreamName("\(PremiumEvent.category)-\(text)") } catch {
      preconditionFailure("\(error)")
    }
  }
}
