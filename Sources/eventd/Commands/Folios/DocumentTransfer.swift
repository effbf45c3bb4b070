import EventdClient
import Events
import FoundationEssentials
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// Brings a content into its stream, and gets it out of it.
struct DocumentTransfer: Sendable {
  let eventd: EventdConnection

  struct Outcome: Sendable {
    let sha256: String
    /// `false` when the content was there before.
    let isNew: Bool
  }

  /// Uploads `bytes`; goes on where an upload of the same content was interrupted.
  ///
  /// - Parameter progress: gets the bytes that are there.
  /// - Throws: `EventdError.refused` by the rules of contents. Where somebody else sent other bytes
  ///   under this digest, their upload is ended first, so that the next attempt begins anew.
  func put(
    _ bytes: [UInt8], mediaType: String, by actor: FolioActor,
    progress: @Sendable (_ done: Int) -> Void = { _ in }
  ) async throws -> Outcome {
    let sha256 = Self.sha256(bytes)
    var there = try await content(sha256)
    if there?.status == .complete { return Outcome(sha256: sha256, isNew: false) }
    if let under = there, under.status == .pending, under.sizeBytes != UInt64(bytes.count) {
      try await fail(sha256, .abandoned, by: actor)
      there = nil
    }
    if there?.status != .pending {
      let begun = DocumentUploadBegun.with {
        $0.actor = actor
        $0.sizeBytes = UInt64(bytes.count)
        $0.mediaType = mediaType
      }
      try await append(begun, sha256)
      there = nil
    }
    var index = there?.chunks ?? 0
    var sent = Int(there?.receivedBytes ?? 0)
    while sent < bytes.count {
      let end = min(sent + DocumentRules.chunkBytesMax, bytes.count)
      let chunk = DocumentChunkAdded.with {
        $0.index = index
        $0.content = Data(bytes[sent..<end])
      }
      try await append(chunk, sha256)
      sent = end
      index += 1
      progress(sent)
    }
    do {
      try await append(DocumentUploadCompleted.with { $0.actor = actor }, sha256)
    } catch {
      if case EventdError.refused("document.other-content", _, _, _) = error {
        try await fail(sha256, .otherContent, by: actor)
      }
      throw error
    }
    return Outcome(sha256: sha256, isNew: true)
  }

  /// The content, checked against its digest.
  ///
  /// - Throws: `EventdError.notFound` when there is none, or it is not complete;
  ///   `EventdError.invalid` when what is stored has another digest, which no rule lets happen.
  func get(_ digest: DocumentDigest) async throws -> [UInt8] {
    guard let content = try await content(digest.text), content.status == .complete else {
      throw EventdError.notFound("the content \(digest.text) is not there, or not complete yet")
    }
    let gathered = Locked<[UInt8]>([])
    try await eventd.read(
      .init(stream: digest.stream.text, from: content.begunRevision)
    ) { event in
      if event.type == DocumentChunkAdded.protoMessageName {
        let chunk =
          event.isJSON
          ? try DocumentChunkAdded(jsonUTF8Bytes: event.data)
          : try DocumentChunkAdded(serializedBytes: event.data)
        gathered.withLock { $0 += chunk.content }
      }
      return event.type != DocumentUploadCompleted.protoMessageName
    }
    let bytes = gathered.withLock { $0 }
    guard Self.sha256(bytes) == digest.text else {
      throw EventdError.invalid("what is stored under \(digest.text) has another digest")
    }
    return bytes
  }

  static func sha256(_ bytes: [UInt8]) -> String {
    var digest = ContentDigest()
    digest.add(bytes)
    return digest.text
  }

  private func content(_ sha256: String) async throws -> DocumentContent? {
    do {
      let request = DocumentRequest.with {
        $0.at.waitFor = .max
        $0.sha256 = sha256
      }
      return try await eventd.document(request).content
    } catch let error {
      if case .notFound = error { return nil }
      throw error
    }
  }

  private func fail(
    _ sha256: String, _ reason: DocumentFailureReason, by actor: FolioActor
  ) async throws {
    let failed = DocumentUploadFailed.with {
      $0.actor = actor
      $0.reason = reason
    }
    try await append(failed, sha256)
  }

  private func append(_ message: some Message, _ sha256: String) async throws {
    let event = ProposedEvent(message, id: RandomID.make().description, isJSON: false)
    _ = try await eventd.append([event], to: "document-" + sha256)
  }
}

extension ProposedEvent {
  /// A message as an event of now: its type is the message's name.
  init<M: Message>(_ message: M, id: String, isJSON: Bool = true) {
    do {
      self.init(
        id: id, type: M.protoMessageName, isJSON: isJSON,
        data: isJSON ? try message.jsonUTF8Bytes() : try message.serializedBytes())
    } catch {
      preconditionFailure("\(M.protoMessageName) cannot be written: \(error)")
    }
  }
}
