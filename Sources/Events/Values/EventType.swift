/// What kind of event it is: 1 to `Limits.eventTypeBytesMax` bytes of UTF-8 without control
/// characters, e.g. `folio.v1.StageChanged`. Types that begin with `$` are the
/// log's own by custom; nothing keeps them from others.
public struct EventType: Hashable, Sendable {
  public let text: String

  /// - Throws: `InvalidName` when empty, too long, or with a control character.
  public init(_ text: String) throws(InvalidName) {
    try StreamName.check(text, bytesMax: Limits.eventTypeBytesMax)
    self.text = text
  }

  init(stored text: String) { self.text = text }
}

extension EventType: CustomStringConvertible {
  public var description: String { text }
}
