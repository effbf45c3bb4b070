/// The rules of one business procedure, as the writer asks them before each commit. Pure: no
/// clock, no I/O, the same answer for the same arguments.
///
/// A procedure governs the streams of one category (`folio-…`). For each event of an append the
/// writer calls `decode`, `check` and `apply`; for events that are stored already only `decode`
/// and `apply`.
public protocol Procedure: Sendable {
  /// What the rules need to know of a stream.
  associatedtype State: Sendable
  associatedtype Event

  /// The part of the stream name before the first `-`.
  var category: String { get }

  /// The state of a stream without events.
  /// - Throws: `Refusal` when this cannot be the name of a stream of the category.
  func initialState(of stream: StreamName) throws(Refusal) -> State

  /// Reads the payload strictly.
  func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Event

  /// Whether `event` may follow.
  func check(
    _ event: Event, _ facts: EventFacts, in state: State, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal)

  /// The keys that an event, which `check` has passed, takes or gives back. No two events hold
  /// one key, in whatever stream of the category; so a payment counts once.
  func keys(of event: Event, in state: State) -> KeyChanges

  /// What to answer when another event holds a key that `event` wants.
  func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal

  /// The state after `event`. Never fails: what is stored has happened.
  func apply(_ event: Event, _ facts: EventFacts, to state: inout State)
}

/// The state of another governed stream, of any procedure: cast it to that procedure's state. `nil`
/// when the stream has no events or nothing governs it. Includes what the same commit wrote.
public typealias Elsewhere = (StreamName) -> (any Sendable)?

extension Procedure {
  public func keys(of event: Event, in state: State) -> KeyChanges { KeyChanges() }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    Refusal(
      code: "\(category).key-taken", message: "“\(key)” counts once, and \(stream) has it already",
      source: "the rules of \(category)")
  }
}

/// Keys that an event takes, and keys that it gives back so that another may take them, as the
/// reversal of a payment does.
public struct KeyChanges: Equatable, Sendable {
  public var taken: [String]
  public var released: [String]

  public init(taken: [String] = [], released: [String] = []) {
    self.taken = taken
    self.released = released
  }
}

/// What a rule may know of an event besides its payload.
public struct EventFacts: Equatable, Sendable {
  /// Where it is, or will be, in the log: what orders the events of several streams.
  public let position: Position
  public let revision: Revision
  public let recorded: Timestamp
  public let effective: Timestamp
  public let origin: Origin

  public init(
    position: Position, revision: Revision, recorded: Timestamp, effective: Timestamp,
    origin: Origin
  ) {
    self.position = position
    self.revision = revision
    self.recorded = recorded
    self.effective = effective
    self.origin = origin
  }

  public init(_ event: RecordedEvent) {
    self.init(
      position: event.position, revision: event.revision, recorded: event.recorded,
      effective: event.effective, origin: event.origin)
  }
}

/// A rule said no: which one, where it is written, and what would be allowed.
public struct Refusal: Error, Equatable, Sendable {
  /// Stable, for programs: `folio.move-not-allowed`.
  public let code: String
  /// What is wrong and what to do, for people.
  public let message: String
  /// Where the rule is written.
  public let source: String
  /// What would be allowed here instead, where that is a list.
  public let allowed: [String]

  public init(code: String, message: String, source: String, allowed: [String] = []) {
    self.code = code
    self.message = message
    self.source = source
    self.allowed = allowed
  }
}

extension Refusal: CustomStringConvertible {
  public var description: String {
    let allowed = allowed.isEmpty ? "" : "; allowed here: \(allowed.joined(separator: ", "))"
    return "[\(code)] \(message)\(allowed) (source: \(source))"
  }
}
