public import Events

/// The NIT of a company client, or the number of a similar document: 1 to 20 letters, digits and
/// hyphens (a).
///
/// **Source:** post-sale page: company clients have a NIT or a similar document.
public struct ArrearsNIT: Hashable, Sendable {
  public let text: String

  public static let lengthMax = 20

  public init?(_ text: some StringProtocol) {
    let isFit = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard isFit, (1...Self.lengthMax).contains(text.utf8.count) else { return nil }
    self.text = String(text)
  }

  /// The NIT in the name of a client's stream.
  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("\(ArrearsEvent.category)-") else { return nil }
    self.init(stream.text.dropFirst(ArrearsEvent.category.utf8.count + 1))
  }

  public var stream: StreamName {
    do { return try StreamName("\(ArrearsEvent.category)-\(text)") } catch {
      preconditionFailure("\(error)")
    }
  }
}
