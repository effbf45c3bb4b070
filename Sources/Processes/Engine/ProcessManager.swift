public import Events
import Projections
public import SwiftProtobuf

/// A process manager: watches the streams of one category, and acts when time has passed, or as soon
/// as something has happened.
///
/// Pure: the state follows from the events alone, the timers from the state alone, and `now` is
/// a value. The engine keeps the state, orders the timers and appends what `fire` returns.
public protocol ProcessManager: Sendable {
  /// What it knows of one stream.
  associatedtype Instance: Message & Sendable

  /// Stable; names its file: `folio-escalations`.
  var name: String { get }
  /// Raise it when state or timers change: everything is then derived anew at the next start.
  var version: UInt32 { get }
  /// The category of its streams, e.g. `folio`.
  var category: String { get }
  /// All categories whose events can change its instances; its own unless said otherwise.
  var categories: Set<String> { get }
  /// The stream of the instance that an event belongs to; its own unless said otherwise. An instance
  /// begins with an event of its own stream.
  func instance(of event: RecordedEvent) -> StreamName
  /// The streams whose adopted figures it uses, e.g. `policy-folio`.
  var policyStreams: Set<StreamName> { get }

  /// The state after an event of a stream of its category. `nil`: nothing more to watch.
  /// - Parameter policies: what was adopted before the event in `policyStreams`.
  func apply(
    _ event: RecordedEvent, to instance: Instance?, policies: PolicyBook
  ) throws(ProcessError) -> Instance?

  /// The deadlines that this state waits for; worked out anew after every event.
  func timers(of instance: Instance) throws(ProcessError) -> [DueTimer]

  /// What to append, to the instance's stream or to another one, now that the timer is due. Never called before
  /// `timer.due`, nor before every event in the log was applied.
  func fire(_ timer: DueTimer, of instance: Instance, now: Timestamp) -> [ProcessEvent]

  /// What `fire` would do, in words, for people who look ahead.
  func describe(
    _ timer: DueTimer, of instance: Instance, in stream: StreamName
  ) -> TimerOutlook
}

extension ProcessManager {
  public var categories: Set<String> { [category] }

  public func instance(of event: RecordedEvent) -> StreamName { event.stream }
}

/// A deadline: which rule, and when.
public struct DueTimer: Hashable, Sendable {
  /// Stable name of the rule, e.g. `alta-de-tramite-not-moved`.
  public let rule: String
  public let due: Timestamp

  /// The due time of what is to be done because something has happened: before any time, so that it
  /// is done as soon as the event was applied. Nobody waits for it, so it is no deadline.
  public static let atOnce = Timestamp(microseconds: .min + 1)

  public init(rule: String, due: Timestamp) {
    self.rule = rule
    self.due = due
  }
}

/// An event that a process wants to append. The engine gives it its id, worked out from what
/// caused it, so that the same cause never appends twice.
public struct ProcessEvent: Equatable, Sendable {
  public let type: EventType
  public let contentType: ContentType
  public let data: [UInt8]
  /// Where it goes; `nil`: to the instance's own stream, as long as nothing else has come there. To
  /// another stream it goes whatever has come there, and its rules say whether it may. The events of
  /// one timer go to one stream. One that goes elsewhere has to come back to the instance, by
  /// `categories` and `instance(of:)`, or its timer fires for ever.
  public let stream: StreamName?

  public init(
    type: EventType, contentType: ContentType, data: [UInt8], in stream: StreamName? = nil
  ) {
    self.type = type
    self.contentType = contentType
    self.data = data
    self.stream = stream
  }

  /// The message as proto3 JSON, under its full name.
  public init(_ message: some Message, in stream: StreamName? = nil) {
    do {
      self.init(
        type: try EventType(Swift.type(of: message).protoMessageName), contentType: .json,
        data: Array(try message.jsonString().utf8), in: stream)
    } catch {
      preconditionFailure("an event of a process cannot be written: \(error)")
    }
  }
}

/// Why a process could not take an event into account.
public enum ProcessError: Error, Equatable, Sendable {
  /// The payload of a stored event cannot be read.
  case undecodable(String)
  /// A due time cannot be worked out, e.g. beyond the years that the calendar covers.
  case noDueTime(String)
}

extension ProcessError {
  /// What a stored event says; one that cannot be read is named by stream and revision.
  static func reading<Event: DomainEvent>(
    _ event: RecordedEvent, as type: Event.Type
  ) throws(ProcessError) -> Event {
    do throws(PayloadError) { return try Event(event) } catch {
      throw .undecodable("\(event.stream) revision \(event.revision): \(error)")
    }
  }
}

extension ProcessError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .undecodable(let reason): "the event cannot be read: \(reason)"
    case .noDueTime(let reason): "the deadline cannot be worked out: \(reason)"
    }
  }
}
