import Events
import Schemas
import SwiftProtobuf

/// How a failed append looks on the wire: as the status of an `Append`, and as the error of one
/// answer of a `BatchAppend`. Texts, trailers and types are those that existing clients look at.
extension AppendError {
  /// - Note: `revisionMismatch` is answered inside an `AppendResp` instead.
  var status: RPCStatus {
    switch self {
    case .revisionMismatch(let stream, let expected, let actual):
      RPCStatus(
        .failedPrecondition,
        "Append failed due to WrongExpectedVersion. Stream: \(stream), "
          + "Expected version: \(expected.wireNumber), "
          + "Actual version: \(actual.map { String($0.rawValue) } ?? "-1")",
        trailers: ["exception": "wrong-expected-version"])
    case .refused(let refusal):
      RPCStatus(
        .failedPrecondition, description,
        binaryTrailers: ["eventd-refusal-bin": refusal.message().bytes])
    case .eventTooLarge(_, _, let bytesMax), .appendTooLarge(_, let bytesMax):
      RPCStatus(
        .invalidArgument, description,
        trailers: [
          "exception": "maximum-append-size-exceeded", "maximum-append-size": "\(bytesMax)",
        ])
    case .tooManyEvents: RPCStatus(.invalidArgument, description)
    case .reservedStream:
      RPCStatus(.permissionDenied, description, trailers: ["exception": "access-denied"])
    case .busy, .noRoom, .full: RPCStatus(.resourceExhausted, description)
    case .outcomeUnknown: RPCStatus(.unknown, description)
    case .failure: RPCStatus(.internal, description)
    case .corrupt: RPCStatus(.dataLoss, description)
    case .closed: RPCStatus(.unavailable, description)
    }
  }

  /// A client that knows one detail only takes the last.
  fileprivate var batchDetails: [Google_Protobuf_Any] {
    switch self {
    case .revisionMismatch(_, let expected, let actual):
      [.packing(EventStore_Client_WrongExpectedVersion(expected, actual))]
    case .refused(let refusal):
      [.packing(refusal.message()), .packing(EventStore_Client_BadRequest(description))]
    case .eventTooLarge(_, _, let bytesMax), .appendTooLarge(_, let bytesMax):
      [
        .packing(
          EventStore_Client_MaximumAppendSizeExceeded.with { $0.maxAppendSize = UInt32(bytesMax) })
      ]
    case .tooManyEvents: [.packing(EventStore_Client_BadRequest(description))]
    case .reservedStream: [.packing(EventStore_Client_AccessDenied())]
    // In this protocol a time-out is the answer after which a client asks again.
    case .busy, .noRoom, .full, .outcomeUnknown: [.packing(EventStore_Client_Timeout())]
    case .failure, .corrupt, .closed: [.packing(EventStore_Client_Unknown())]
    }
  }

}

/// Why one append of a batch was not made. The others of the call go on.
struct BatchFailure: Error {
  let error: Google_Rpc_Status

  init(_ error: AppendError) { self.init(error.status, details: error.batchDetails) }

  /// The append itself cannot be read.
  init(_ status: RPCStatus) {
    self.init(status, details: [.packing(EventStore_Client_BadRequest(status.message))])
  }

  /// The policy does not let the caller append there.
  init(denied refusal: Refusal) {
    self.init(
      RPCStatus(denied: refusal),
      details: [.packing(refusal.message()), .packing(EventStore_Client_AccessDenied())])
  }

  private init(_ status: RPCStatus, details: [Google_Protobuf_Any]) {
    error = .with {
      $0.code = Int32(status.code.rawValue)
      $0.message = status.message
      $0.details = details
    }
  }
}

extension RPCStatus {
  /// The policy says no.
  init(denied refusal: Refusal) {
    self.init(
      .permissionDenied, refusal.description, trailers: ["exception": "access-denied"],
      binaryTrailers: ["eventd-refusal-bin": refusal.message().bytes])
  }
}

extension EventStore_Client_BadRequest {
  fileprivate init(_ message: String) {
    self.init()
    self.message = message
  }
}

extension Refusal {
  func message() -> RuleRefused {
    RuleRefused.with {
      $0.code = code
      $0.message = message
      $0.source = source
      $0.allowed = allowed
    }
  }
}

extension ExpectedRevision {
  /// The numbers that this protocol's texts use.
  fileprivate var wireNumber: Int64 {
    switch self {
    case .any: -2
    case .noStream: -1
    case .exists: -4
    case .exact(let revision): Int64(clamping: revision.rawValue)
    }
  }
}

extension EventStore_Client_WrongExpectedVersion {
  fileprivate init(_ expected: ExpectedRevision, _ actual: Revision?) {
    self.init()
    currentStreamRevisionOption =
      actual.map { .currentStreamRevision($0.rawValue) } ?? .currentNoStream(.init())
    expectedStreamPositionOption =
      switch expected {
      case .any: .expectedAny(.init())
      case .noStream: .expectedNoStream(.init())
      case .exists: .expectedStreamExists(.init())
      case .exact(let revision): .expectedStreamPosition(revision.rawValue)
      }
  }
}

extension Message {
  /// The encoded message. Every message that the daemon builds can be encoded.
  var bytes: [UInt8] {
    do { return try serializedBytes() } catch { preconditionFailure("\(Self.self): \(error)") }
  }
}

extension Google_Protobuf_Any {
  fileprivate static func packing(_ message: some Message) -> Google_Protobuf_Any {
    do { return try Google_Protobuf_Any(message: message) } catch {
      preconditionFailure("\(error)")
    }
  }
}
