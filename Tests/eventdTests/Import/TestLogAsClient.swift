import EventdClient
import Events
import TestSupport
import Testing

@testable import eventd

/// The log as a client of the daemon sees it.
extension TestLog {
  func take(
    _ stream: String, _ expected: EventdClient.Expectation, _ events: [ProposedEvent]
  ) async throws(EventdError) -> Appended {
    let request: Append
    do {
      request = Append(
        stream: try StreamName(stream), expected: .init(expected),
        events: try events.map(NewEvent.init))
    } catch {
      throw .invalid("\(error)")
    }
    do throws(AppendError) {
      let receipt = try await log.append(request)
      guard let revision = receipt.revision, let position = receipt.position else {
        throw AppendError.closed
      }
      return Appended(revision: revision.rawValue, position: position.rawValue)
    } catch {
      switch error {
      case .refused(let refusal):
        throw .refused(
          code: refusal.code, message: refusal.message, source: refusal.source,
          allowed: refusal.allowed)
      case .revisionMismatch(let stream, _, let actual):
        throw .wrongRevision(stream: stream.text, actual: actual?.rawValue)
      default: throw .other(code: "\(error.code)", message: "\(error)")
      }
    }
  }

  func `import`(_ plan: ImportPlan) async -> ImportReport {
    await Importer(
      plan, headBefore: log.head.count - 1,
      append: { stream, expected, events throws(EventdError) in
        try await self.take(stream, expected, events)
      }
    ).run()
  }
}

extension ExpectedRevision {
  fileprivate init(_ expectation: EventdClient.Expectation) {
    switch expectation {
    case .any: self = .any
    case .noStream: self = .noStream
    case .exists: self = .exists
    case .revision(let revision): self = .exact(Revision(revision))
    }
  }
}

extension NewEvent {
  fileprivate init(_ event: ProposedEvent) throws {
    self.init(
      id: try #require(EventID(event.id)), type: try EventType(event.type),
      contentType: event.isJSON ? .json : .binary, data: event.data, metadata: event.metadata)
  }
}
