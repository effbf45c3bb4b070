import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Streams of one or more procedures as the log's writer keeps them: each event is decoded, checked
/// and applied in order, keys count once, and a refused event leaves nothing behind.
struct ProcedureScenario: Sendable {
  private var streams: [any GovernedScenario]
  /// The time at which the next event is recorded.
  var now: Timestamp
  /// What was admitted, as the log would hold it.
  private(set) var recorded: [RecordedEvent] = []
  private var holders: [String: StreamName] = [:]

  /// - Parameter procedures: one a category; `PolicyRules()` among them where figures are adopted.
  init(_ procedures: any Procedure..., at now: String) throws {
    func scenario(_ procedure: some Procedure) -> any GovernedScenario {
      StreamsOfProcedure(procedure: procedure)
    }
    streams = procedures.map { scenario($0) }
    self.now = try #require(Timestamp(rfc3339: now))
  }

  /// Given: an event that must be admitted.
  mutating func given(
    _ event: any Message, in stream: String, effective: Timestamp? = nil, origin: Origin = .client
  ) throws {
    if let refusal = try when(event, in: stream, effective: effective, origin: origin) {
      throw refusal
    }
  }

  /// When: an event that wants to follow. One minute passes with each that is admitted.
  ///
  /// - Returns: the refusal; `nil` when it was admitted.
  mutating func when(
    _ event: any Message, in stream: String, effective: Timestamp? = nil,
    origin: Origin = .client, as contentType: ContentType = .json
  ) throws -> Refusal? {
    let data: [UInt8] =
      switch contentType {
      case .json: Array(try event.jsonString().utf8)
      case .binary: try event.serializedBytes()
      }
    return try when(
      type: EventType(Swift.type(of: event).protoMessageName), contentType, data, in: stream,
      effective: effective, origin: origin)
  }

  mutating func when(
    type: EventType, _ contentType: ContentType, _ data: [UInt8], in stream: String,
    effective: Timestamp? = nil, origin: Origin = .client
  ) throws -> Refusal? {
    let name = try StreamName(stream)
    let index = try #require(
      streams.firstIndex { $0.category == String(name.category) }, "\(stream) is not governed")
    let revision = streams[index].next(in: name)
    let event = RecordedEvent(
      position: Position(UInt64(recorded.count)), stream: name, revision: revision,
      id: EventID(high: 0, low: UInt64(recorded.count)),
      type: type, contentType: contentType,
      origin: origin, recorded: now, effective: effective ?? now, data: data, metadata: [])
    var others = streams
    do throws(Refusal) {
      try others[index].admit(event, &holders) { [streams] other in
        streams.first { $0.category == String(other.category) }?.state(of: other)
      }
    } catch {
      return error
    }
    streams = others
    recorded.append(event)
    now = now.adding(seconds: 60)
    return nil
  }

  /// The folded state of a stream; `nil` before its first event.
  func state<State>(of stream: String, as: State.Type = State.self) throws -> State? {
    let name = try StreamName(stream)
    return streams.first { $0.category == String(name.category) }?.state(of: name) as? State
  }
}

private protocol GovernedScenario: Sendable {
  var category: String { get }
  func next(in stream: StreamName) -> Revision
  func state(of stream: StreamName) -> (any Sendable)?
  mutating func admit(
    _ event: RecordedEvent, _ holders: inout [String: StreamName], elsewhere: Elsewhere
  ) throws(Refusal)
}

private struct StreamsOfProcedure<P: Procedure>: GovernedScenario {
  let procedure: P
  var folded: [StreamName: (state: P.State, next: Revision)] = [:]

  var category: String { procedure.category }

  func next(in stream: StreamName) -> Revision { folded[stream]?.next ?? Revision(0) }

  func state(of stream: StreamName) -> (any Sendable)? { folded[stream]?.state }

  mutating func admit(
    _ event: RecordedEvent, _ holders: inout [String: StreamName], elsewhere: Elsewhere
  ) throws(Refusal) {
    var state: P.State
    if let known = folded[event.stream] {
      state = known.state
    } else {
      state = try procedure.initialState(of: event.stream)
    }
    let decoded = try procedure.decode(
      type: event.type, contentType: event.contentType, data: event.data)
    try procedure.check(
      decoded, EventFacts(event), in: state, of: event.stream, elsewhere: elsewhere)
    let keys = procedure.keys(of: decoded, in: state)
    var after = holders
    for key in keys.released { after["\(category) \(key)"] = nil }
    for key in keys.taken {
      if let holder = after["\(category) \(key)"] {
        throw procedure.refusal(ofTaken: key, heldBy: holder)
      }
      after["\(category) \(key)"] = event.stream
    }
    holders = after
    procedure.apply(decoded, EventFacts(event), to: &state)
    folded[event.stream] = (state, event.revision.next)
  }
}
