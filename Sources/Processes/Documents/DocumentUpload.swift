public import Projections

/// What the rules know of a content's stream.
public struct DocumentUpload: Equatable, Sendable {
  public let digest: DocumentDigest
  public internal(set) var phase: Phase = .notBegun

  public enum Phase: Equatable, Sendable {
    case notBegun
    case underWay(Progress)
    /// Of this size, and never anything else.
    case complete(sizeBytes: UInt64)
    case failed
  }

  /// An upload that was begun and is not over.
  public struct Progress: Equatable, Sendable {
    public let sizeBytes: UInt64
    public internal(set) var receivedBytes: UInt64 = 0
    /// The index of the chunk that comes next.
    public internal(set) var nextIndex: UInt32 = 0
    /// Of the chunks so far.
    var content = ContentDigest()

    /// Whether nothing but the word is missing.
    public var isWhole: Bool { receivedBytes == sizeBytes }

    init(sizeBytes: UInt64) { self.sizeBytes = sizeBytes }
  }
}
