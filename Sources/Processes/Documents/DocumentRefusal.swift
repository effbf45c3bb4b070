public import Events
public import Projections

/// Why an event may not follow in the stream of a document's content. Nothing was written.
public enum DocumentRefusal: Error, Equatable, Sendable {
  case notADocumentStream(StreamName)
  case unreadable(PayloadError)
  /// The event says that it became true at a time that has not come.
  case notYet(Timestamp)
  case fromDaemon
  /// As a folio would refuse them.
  case actor(FolioRefusal)
  case notAMediaType(String)
  case empty
  case tooLarge(bytes: UInt64, bytesMax: UInt64)
  case notBegun
  case underWay(next: UInt32)
  case completeAlready(DocumentDigest)
  case otherChunk(UInt32, next: UInt32)
  case chunkSize(bytes: Int)
  case moreThanAnnounced(bytes: Int, left: UInt64)
  case incomplete(received: UInt64, of: UInt64)
  case otherContent(String, wanted: DocumentDigest)
  case reasonMissing
  case secretInText
}

extension DocumentRefusal: DomainRefusal {
  /// Stable, for programs; never used again for another rule.
  public var code: String {
    switch self {
    case .notADocumentStream: "document.not-a-document-stream"
    case .unreadable: "document.unreadable"
    case .notYet: "document.not-yet"
    case .fromDaemon: "document.from-daemon"
    case .actor(let refusal): "document." + refusal.code.drop { $0 != "." }.dropFirst()
    case .notAMediaType: "document.not-a-media-type"
    case .empty: "document.empty"
    case .tooLarge: "document.too-large"
    case .notBegun: "document.not-begun"
    case .underWay: "document.under-way"
    case .completeAlready: "document.complete-already"
    case .otherChunk: "document.other-chunk"
    case .chunkSize: "document.chunk-size"
    case .moreThanAnnounced: "document.more-than-announced"
    case .incomplete: "document.incomplete"
    case .otherContent: "document.other-content"
    case .reasonMissing: "document.reason-missing"
    case .secretInText: "document.secret-in-text"
    }
  }

  public var message: String {
    switch self {
    case .notADocumentStream(let stream):
      "\(stream) is no document: name the stream document- and the SHA-256 of the content in lower"
        + " case"
    case .unreadable(let error): "\(error)"
    case .notYet(let time):
      "the event became true at \(time), which has not come; give a time that has, or none"
    case .fromDaemon: "documents are uploaded by clients"
    case .actor(let refusal): refusal.message
    case .notAMediaType(let text):
      "“\(text)” is no media type; give type and subtype, e.g. application/pdf"
    case .empty: "the document has no bytes; give one that has a content"
    case .tooLarge(let bytes, let bytesMax):
      "the document has \(bytes) bytes; at most \(bytesMax) are taken: make it smaller, or adopt"
        + " another figure"
    case .notBegun: "no upload is under way; begin with document.v1.UploadBegun"
    case .underWay(let next):
      "an upload is under way; go on with the chunk \(next), or end it with document.v1.UploadFailed"
    case .completeAlready(let digest):
      "the content \(digest.text.prefix(12))… is there already and never changes; nothing is left to"
        + " do"
    case .otherChunk(let index, let next):
      "the chunk \(index) came when \(next) was next; send that one"
    case .chunkSize(let bytes):
      "the chunk has \(bytes) bytes; a chunk has 1 to \(DocumentRules.chunkBytesMax)"
    case .moreThanAnnounced(let bytes, let left):
      "the chunk has \(bytes) bytes, but only \(left) were left of what was announced; end this"
        + " upload and begin another"
    case .incomplete(let received, let size):
      "\(received) of \(size) bytes are there; send the others first"
    case .otherContent(let found, let digest):
      "what was sent has the SHA-256 \(found), not \(digest.text); end this upload with"
        + " document.v1.UploadFailed and send the right content"
    case .reasonMissing: "reason is not given; say why the upload failed"
    case .secretInText:
      "remark looks as if a password or a token were in it; those are never stored: leave it out"
    }
  }

  public var source: String {
    switch self {
    case .tooLarge: DocumentFigures.sizeMax.source
    case .actor(let refusal): refusal.source
    default: "schemas/document/v1/document.proto"
    }
  }

  public var allowed: [String] {
    switch self {
    case .unreadable(.unknownType(_, let known)): known
    case .tooLarge(_, let bytesMax): ["\(bytesMax)"]
    case .otherChunk(_, let next), .underWay(let next): ["\(next)"]
    default: []
    }
  }
}

extension DocumentRefusal: CustomStringConvertible {
  public var description: String { refusal.description }
}
