/// The name of a stream: 1 to `Limits.streamNameBytesMax` bytes of UTF-8 without control
/// characters, e.g. `folio-00399734`.
public struct StreamName: Hashable, Sendable {
  public let text: String

  /// - Throws: `InvalidName` when empty, too long, or with a control character.
  public init(_ text: String) throws(InvalidName) {
    try Self.check(text, bytesMax: Limits.streamNameBytesMax)
    self.text = text
  }

  /// A name that was checked before, e.g. when its first event was appended.
  init(stored text: String) { self.text = text }

  /// The part before the first `-`, which decides the procedure that governs the stream; the
  /// whole name when there is no `-`.
  public var category: Substring { text.prefix { $0 != "-" } }

  static func check(_ text: String, bytesMax: Int) throws(InvalidName) {
    let count = text.utf8.count
    if count == 0 { throw .empty }
    if count > bytesMax { throw .tooLong(bytes: count, bytesMax: bytesMax) }
    if text.hasControlCharacter {
      throw .controlCharacter
    }
  }
}

extension StreamName: CustomStringConvertible {
  public var description: String { text }
}

/// Why a stream name or an event type cannot be used.
public enum InvalidName: Error, Equatable, Sendable {
  case empty
  case tooLong(bytes: Int, bytesMax: Int)
  case controlCharacter
}

extension InvalidName: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "it is empty; give it at least one character"
    case .tooLong(let bytes, let bytesMax):
      "it has \(bytes) bytes of UTF-8; at most \(bytesMax) are allowed"
    case .controlCharacter: "it holds a control character; use printable characters only"
    }
  }
}
