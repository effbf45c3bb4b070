internal import Crypto

/// A hash of the log's Merkle tree: 32 bytes.
///
/// Source: RFC 6962 section 2.1. Leaves and nodes are hashed with different prefixes, so that a
/// node cannot be passed off as a leaf.
public struct TreeHash: Hashable, Sendable {
  public static let byteCount = 32

  /// 32 of them.
  public let bytes: [UInt8]

  /// - Returns: `nil` when there are not 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  private init(_ hash: SHA256) { bytes = Array(hash.finalize()) }

  /// Of the tree without leaves: the hash of nothing.
  public static let empty = TreeHash(SHA256())

  /// Of the leaf whose bytes are those of all parts, one after the other.
  public static func leaf(_ parts: UnsafeRawBufferPointer...) -> TreeHash {
    var hash = SHA256()
    hash.update(data: [0x00])
    for part in parts { hash.update(bufferPointer: part) }
    return TreeHash(hash)
  }

  public static func leaf(_ bytes: [UInt8]) -> TreeHash {
    bytes.withUnsafeBytes { leaf($0) }
  }

  /// Of the node above two.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    var hash = SHA256()
    hash.update(data: [0x01])
    hash.update(data: left.bytes)
    hash.update(data: right.bytes)
    return TreeHash(hash)
  }
}

extension TreeHash: CustomStringConvertible {
  /// Base64, as in checkpoints.
  public var description: String { Base64.encode(bytes) }
}
