internal import Crypto

/// A SHA-256 that grows with its content.
public struct ContentDigest: Sendable {
  private var hash = SHA256()

  public init() {}

  public mutating func add(_ bytes: some Collection<UInt8>) {
    hash.update(data: Array(bytes))
  }

  /// Of everything that was added so far: 64 hexadecimal digits in lower case.
  public var text: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

extension ContentDigest: Equatable {
  public static func == (a: ContentDigest, b: ContentDigest) -> Bool { a.text == b.text }
}
