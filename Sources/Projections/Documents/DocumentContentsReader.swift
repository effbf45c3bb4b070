public import Events
public import Schemas

/// Reads how far contents are uploaded. Any thread.
public struct DocumentContentsReader: Sendable {
  private let store: FollowerStore
  private let contents: Table

  /// - Parameter store: that of a follower of `DocumentContents`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    contents = store.environment.table("contents")
  }

  /// `nil` when no upload was ever begun.
  public func content(_ digest: DocumentDigest) throws(LMDBError) -> DocumentContent? {
    try store.environment.read { transaction throws(LMDBError) in
      try transaction.get(contents, Key(digest.text)).map(Row.message)
    }
  }

  /// The upload of a document as its folio's page shows it: pending until there is something; failed
  /// also where the content turned out to have another size than the document says.
  public func status(sha256: String, sizeBytes: UInt64) throws(LMDBError) -> UploadStatus {
    guard let digest = DocumentDigest(sha256), let content = try content(digest) else {
      return .pending
    }
    return content.status == .complete && content.sizeBytes != sizeBytes ? .failed : content.status
  }
}
