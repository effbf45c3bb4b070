import FoundationEssentials
import GRPCCore
import Schemas
import SwiftProtobuf

extension EventdConnection {
  /// Appends the events to the stream, all or none. When this returns, they are durable.
  ///
  /// Safe to call again with the same ids when an answer was lost: the answer is then the first
  /// one again.
  ///
  /// - Throws: `EventdError`; nothing was written, except after `.unavailable` and `.other`, where it
  ///   is not known: append again with the same ids.
  public func append(
    _ events: [ProposedEvent], to stream: String, expecting expectation: Expectation = .any
  ) async throws(EventdError) -> Appended {
    let answer = try await pipeline.send(
      EventStore_Client_Streams_BatchAppendReq.with { request in
        request.options = .init(stream, expectation)
        request.proposedMessages = events.map { .init($0) }
        request.isFinal = true
      })
    switch answer.result {
    case .success(let success):
      return Appended(
        revision: success.currentRevision, position: success.position.commitPosition)
    case .error(let status): throw EventdError(status, stream: stream)
    case nil: throw .other(code: "internal", message: "the daemon's answer is empty")
    }
  }
}

extension EventStore_Client_Streams_BatchAppendReq.Options {
  fileprivate init(_ stream: String, _ expectation: Expectation) {
    self.init()
    streamIdentifier = .with { $0.streamName = Data(stream.utf8) }
    expectedStreamPosition =
      switch expectation {
      case .any: .any(.init())
      case .noStream: .noStream(.init())
      case .exists: .streamExists(.init())
      case .revision(let revision): .streamPosition(revision)
      }
  }
}

extension EventStore_Client_Streams_BatchAppendReq.ProposedMessage {
  fileprivate init(_ event: ProposedEvent) {
    self.init()
    id = .with { $0.string = event.id }
    metadata = [
      "type": event.type,
      "content-type": event.isJSON ? "application/json" : "application/octet-stream",
    ]
    customMetadata = Data(event.metadata)
    data = Data(event.data)
  }
}

extension EventdError {
  /// The error of one answer of a batch: its first detail says what it is.
  fileprivate init(_ status: Google_Rpc_Status, stream: String) {
    for detail in status.details {
      if let refused = try? RuleRefused(unpackingAny: detail) {
        self = .refused(
          code: refused.code, message: refused.message, source: refused.source,
          allowed: refused.allowed)
        return
      }
      if let wrong = try? EventStore_Client_WrongExpectedVersion(unpackingAny: detail) {
        var actual: UInt64?
        if case .currentStreamRevision(let revision) = wrong.currentStreamRevisionOption {
          actual = revision
        }
        self = .wrongRevision(stream: stream, actual: actual)
        return
      }
    }
    self.init(code: Int(status.code), status.message)
  }

  /// Any error that a call throws.
  init(_ error: any Error) {
    switch error {
    case let error as EventdError: self = error
    case let error as RPCError: self.init(code: error.code.rawValue, error.message)
    default: self = .other(code: "unknown", message: "\(error)")
    }
  }

  /// - Parameter code: of gRPC.
  private init(code: Int, _ message: String) {
    switch Status.Code(rawValue: code) {
    case .notFound: self = .notFound(message)
    case .permissionDenied: self = .notPermitted(message)
    case .invalidArgument, .unimplemented, .failedPrecondition: self = .invalid(message)
    case .resourceExhausted: self = .busy(message)
    case .unavailable: self = .unavailable(message)
    case .dataLoss: self = .damaged(message)
    case let code: self = .other(code: code.map { "\($0)" } ?? "unknown", message: message)
    }
  }
}
