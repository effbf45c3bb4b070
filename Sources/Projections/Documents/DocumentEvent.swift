public import Events
public import Schemas

/// An event of a document's content. The messages are described in
/// `schemas/document/v1/document.proto`.
public enum DocumentEvent: DomainEvent {
  case uploadBegun(DocumentUploadBegun)
  case chunkAdded(DocumentChunkAdded)
  case uploadCompleted(DocumentUploadCompleted)
  case uploadFailed(DocumentUploadFailed)

  /// The category of the streams, `document-` and the SHA-256 of the content.
  public static let category = "document"

  public static let table = PayloadTable<DocumentEvent>(
    .of(DocumentUploadBegun.self, DocumentEvent.uploadBegun),
    .of(DocumentChunkAdded.self, DocumentEvent.chunkAdded),
    .of(DocumentUploadCompleted.self, DocumentEvent.uploadCompleted),
    .of(DocumentUploadFailed.self, DocumentEvent.uploadFailed))
}

/// The SHA-256 that names a content: 64 hexadecimal digits in lower case.
public struct DocumentDigest: Hashable, Sendable {
  public let text: String

  public init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy("0123456789abcdef".utf8.contains) else {
      return nil
    }
    self.text = text
  }

  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("document-") else { return nil }
    self.init(String(stream.text.dropFirst(9)))
  }

  public var stream: StreamName {
    do { return try StreamName("document-" + text) } catch { preconditionFailure("\(error)") }
  }
}
