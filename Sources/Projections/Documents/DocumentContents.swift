public import Events
import Schemas
import SwiftProtobuf

/// How far the content of each document is uploaded. The content itself stays in the log. Read it with
/// `DocumentContentsReader`.
///
/// It follows the streams of the category `document` and no others.
///
/// Source: folios page, "Other actions" (upload status).
public struct DocumentContents: Projection {
  public let name = "document-contents"
  public let version: UInt32 = 1
  public let tables = ["contents"]
  public let categories: Set<String>? = [DocumentEvent.category]

  public init() {}

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    guard let digest = DocumentDigest(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a SHA-256")
    }
    let change = try FollowerError.reading(event, as: DocumentEvent.self)
    let table = environment.table("contents")
    do throws(LMDBError) {
      let key = Key(digest.text)
      var content =
        try rows.get(table, key).map { Row.message($0) as DocumentContent }
        ?? DocumentContent.with { $0.sha256 = digest.text }
      content.apply(change, event)
      try rows.put(table, key, Row.bytes(content))
    } catch {
      throw .failure(error)
    }
  }
}

extension DocumentContent {
  /// Never fails: what is stored has happened.
  fileprivate mutating func apply(_ change: DocumentEvent, _ event: RecordedEvent) {
    switch change {
    case .uploadBegun(let upload):
      let attempts = attempts
      self = .with {
        $0.sha256 = sha256
        $0.status = .pending
        $0.sizeBytes = upload.sizeBytes
        $0.mediaType = upload.mediaType
        $0.begun = .init(event.recorded)
        $0.begunRevision = event.revision.rawValue
        $0.attempts = attempts + 1
      }
    case .chunkAdded(let chunk):
      chunks += 1
      receivedBytes += UInt64(chunk.content.count)
    case .uploadCompleted:
      status = .complete
      ended = .init(event.recorded)
    case .uploadFailed(let upload):
      status = .failed
      ended = .init(event.recorded)
      failure = upload.reason
      remark = upload.remark
    }
  }
}
