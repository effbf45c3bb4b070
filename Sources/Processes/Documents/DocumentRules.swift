public import Events
public import Projections
import Schemas

/// The rules of document contents: what may be appended to `document-` and a SHA-256, and why not.
///
/// **Source:** folios page, “Other actions” (name, size, media type, SHA-256, upload status). How the
/// content is kept is (a).
public struct DocumentRules: DomainRules {
  private let zone: TimeZoneRules

  /// The largest chunk, in bytes.
  public static let chunkBytesMax = 1 << 20

  /// - Parameter zone: America/Mexico_City, in which days are counted (a).
  public init(zone: TimeZoneRules) { self.zone = zone }

  public func begin(_ stream: StreamName) throws(DocumentRefusal) -> DocumentUpload {
    guard let digest = DocumentDigest(stream: stream) else {
      throw .notADocumentStream(stream)
    }
    return DocumentUpload(digest: digest)
  }

  public func admit(
    _ event: DocumentEvent, _ facts: EventFacts, in upload: DocumentUpload, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(DocumentRefusal) {
    if facts.effective > facts.recorded { throw .notYet(facts.effective) }
    guard facts.origin == .client else { throw .fromDaemon }
    switch (event, upload.phase) {
    case (_, .complete): throw .completeAlready(upload.digest)
    case (.uploadBegun, .underWay(let progress)): throw .underWay(next: progress.nextIndex)
    case (.uploadBegun(let event), .notBegun), (.uploadBegun(let event), .failed):
      try check(event, facts, elsewhere)
    case (_, .notBegun), (_, .failed): throw .notBegun
    case (.chunkAdded(let event), .underWay(let progress)): try Self.check(event, in: progress)
    case (.uploadCompleted(let event), .underWay(let progress)):
      try Self.check(event.actor)
      try Self.checkWhole(progress, of: upload.digest)
    case (.uploadFailed(let event), .underWay):
      try Self.check(event.actor)
      guard [.otherContent, .abandoned].contains(event.reason) else { throw .reasonMissing }
      if SecretText.isLikely(in: event.remark) { throw .secretInText }
    }
  }

  private func check(
    _ event: DocumentUploadBegun, _ facts: EventFacts, _ elsewhere: Elsewhere
  ) throws(DocumentRefusal) {
    try Self.check(event.actor)
    guard event.mediaType.isMediaType else { throw .notAMediaType(event.mediaType) }
    let policies = DocumentFigures.sizeMax.book(elsewhere)
    let bytesMax = DocumentFigures.sizeMax(policies, on: zone.localDate(at: facts.recorded))
    if event.sizeBytes == 0 { throw .empty }
    guard event.sizeBytes <= bytesMax else {
      throw .tooLarge(bytes: event.sizeBytes, bytesMax: bytesMax)
    }
  }

  private static func check(
    _ event: DocumentChunkAdded, in progress: DocumentUpload.Progress
  ) throws(DocumentRefusal) {
    guard event.index == progress.nextIndex else {
      throw .otherChunk(event.index, next: progress.nextIndex)
    }
    let bytes = event.content.count
    guard (1...chunkBytesMax).contains(bytes) else { throw .chunkSize(bytes: bytes) }
    let left = progress.sizeBytes - progress.receivedBytes
    guard UInt64(bytes) <= left else { throw .moreThanAnnounced(bytes: bytes, left: left) }
  }

  private static func checkWhole(
    _ progress: DocumentUpload.Progress, of digest: DocumentDigest
  ) throws(DocumentRefusal) {
    guard progress.isWhole else {
      throw .incomplete(received: progress.receivedBytes, of: progress.sizeBytes)
    }
    let found = progress.content.text
    guard found == digest.text else { throw .otherContent(found, wanted: digest) }
  }

  /// Any person of the folios may bring a document (a).
  private static func check(_ actor: FolioActor) throws(DocumentRefusal) {
    do throws(FolioRefusal) { try FolioActors.checkPerson(actor) } catch {
      throw .actor(error)
    }
  }

  public func apply(_ event: DocumentEvent, _ facts: EventFacts, to upload: inout DocumentUpload) {
    switch (event, upload.phase) {
    case (.uploadBegun(let event), _):
      upload.phase = .underWay(DocumentUpload.Progress(sizeBytes: event.sizeBytes))
    case (.chunkAdded(let event), .underWay(var progress)):
      progress.receivedBytes += UInt64(event.content.count)
      progress.nextIndex += 1
      progress.content.add(event.content)
      upload.phase = .underWay(progress)
    case (.uploadCompleted, .underWay(let progress)):
      upload.phase = .complete(sizeBytes: progress.sizeBytes)
    case (.uploadFailed, _): upload.phase = .failed
    default: break
    }
  }
}
