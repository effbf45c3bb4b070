public import Events

/// A view of the log: rows in tables of its own, built by applying events in order.
///
/// `apply` is pure over the event and the rows: no clock, no randomness, no other view. So
/// building the view anew gives the same bytes as following the log did.
public protocol Projection: Sendable {
  /// Stable; names its file: `folio-board`.
  var name: String { get }
  /// Raise it when `apply` or the rows change: the view is then built anew at the next start.
  var version: UInt32 { get }
  var tables: [String] { get }
  /// The categories of the streams that it reads; `nil` for all. `apply` gets no other events.
  var categories: Set<String>? { get }

  /// Applies one event. Its writes and the new checkpoint are committed together.
  /// - Throws: `FollowerError.poison` when the event cannot be applied; the view then stops there.
  func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError)
}

/// Why something that follows the log could not go on.
public enum FollowerError: Error, Equatable, Sendable, LMDBFailing {
  case failure(LMDBError)
  /// Reading the log failed.
  case log(ReadError)
  /// The log takes no more appends, so that a process cannot go on.
  case notWriting
  /// An event that the follower cannot apply, and why.
  case poison(position: Position, stream: StreamName, reason: String)
}

extension FollowerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .failure(let error): "its tables could not be used: \(error)"
    case .log(let error): error.description
    case .notWriting: "the log takes no more appends; restart the daemon"
    case .poison(let position, let stream, let reason):
      "the event at position \(position) of \(stream) cannot be applied: \(reason)"
    }
  }
}
