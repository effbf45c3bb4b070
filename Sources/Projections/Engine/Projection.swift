public import Events

/// A view of the log: rows in tables of its own, built by applying events in order.
///
/// `apply` is pure over the event and the rows: no clock, no randomness, no other view. So
/// building the view anew gives the same bytes as following the log did.
public protocol Projection: Sendable {
  /// Stable; names its file: `folio-board`.
  var name: String { get }
  /// Raise it when `apply` or the rows change: the view is then built anew, beside the old one.
  var version: UInt32 { get }
  /// Older versions whose rows the view's reader can still read: such a view is served, as far as it
  /// came, until the new one is built. None unless said otherwise.
  var readableVersions: Set<UInt32> { get }
  var tables: [String] { get }
  /// The categories of the streams that it reads; `nil` for all.
  var categories: Set<String>? { get }
  /// Whether an event can change the rows; decided by the event alone. `apply` gets no others. Those
  /// of `categories` unless said otherwise.
  func concerns(_ event: RecordedEvent) -> Bool

  /// Applies one event. Its writes and the new checkpoint are committed together.
  /// - Throws: `FollowerError.poison` when the event cannot be applied; the view then stops there.
  func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError)
}

extension Projection {
  public var readableVersions: Set<UInt32> { [] }

  public func concerns(_ event: RecordedEvent) -> Bool {
    categories?.contains(String(event.stream.category)) ?? true
  }
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

extension FollowerError {
  public static func poison(_ event: RecordedEvent, _ reason: String) -> FollowerError {
    .poison(position: event.position, stream: event.stream, reason: reason)
  }

  /// What a stored event says; one that cannot be read is poison.
  public static func reading<Event: DomainEvent>(
    _ event: RecordedEvent, as type: Event.Type = Event.self
  ) throws(FollowerError) -> Event {
    do throws(PayloadError) { return try Event(event) } catch {
      throw .poison(event, error.description)
    }
  }
}
