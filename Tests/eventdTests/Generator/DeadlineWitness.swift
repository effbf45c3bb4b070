import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Takes generated steps of several procedures as a daemon would whose clock follows them: by their
/// rules, and with what the daemon records itself as soon as it is due.
struct DeadlineWitness {
  private var parts: [any GovernedStreams]
  private var recorded: UInt64 = 0
  /// How often each rule of a deadline fired.
  private(set) var fired: [String: Int] = [:]
  /// Every event that was taken, the daemon's among them.
  private(set) var events: [RecordedEvent] = []

  /// Claims and credits.
  static func rayco() throws -> DeadlineWitness {
    let zone = try SystemTimeZones.load("America/Bogota")
    let calendar = try BusinessCalendar.colombia(zone: zone)
    return DeadlineWitness(parts: [
      StreamsOf(rules: ClaimRules(zone: zone), manager: ClaimDeadlines(calendar: calendar)),
      StreamsOf(rules: CreditRules(zone: zone), manager: CreditDeadlines(calendar: calendar)),
    ])
  }

  private init(parts: [any GovernedStreams]) { self.parts = parts }

  /// The types of all events taken.
  var kinds: Set<String> { Set(events.map(\.type.text)) }

  func events(ofType type: String) -> [RecordedEvent] { events.filter { $0.type.text == type } }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    let part = try index(of: stream)
    try fire(in: part, until: step.at, only: stream)
    let count = parts[part].next(stream).rawValue
    try #require((step.expected == .noStream) == (count == 0), "\(step.stream)")
    for event in step.events {
      try take(
        type: EventType(event.type), Array(event.data), at: step.at, in: stream, origin: .client)
    }
  }

  /// Everything that is due by then, in every stream.
  mutating func fire(until moment: Timestamp) throws {
    for part in parts.indices { try fire(in: part, until: moment, only: nil) }
  }

  private mutating func fire(in part: Int, until moment: Timestamp, only: StreamName?) throws {
    while let due = try parts[part].due(until: moment, only) {
      fired[due.rule, default: 0] += 1
      for event in due.events {
        try take(type: event.type, event.data, at: due.at, in: due.stream, origin: .process)
      }
    }
  }

  private func index(of stream: StreamName) throws -> Int {
    try #require(parts.firstIndex { $0.category == String(stream.category) }, "\(stream)")
  }

  private mutating func take(
    type: EventType, _ data: [UInt8], at moment: Timestamp, in stream: StreamName, origin: Origin
  ) throws {
    let part = try index(of: stream)
    let event = RecordedEvent(
      position: Position(recorded), stream: stream, revision: parts[part].next(stream),
      id: EventID(high: 0, low: recorded), type: type, contentType: .json, origin: origin,
      recorded: moment, effective: moment, data: data, metadata: [])
    let before = parts
    do {
      try parts[part].admit(event) { other in
        before.first { $0.category == String(other.category) }?.state(other)
      }
    } catch {
      Issue.record(
        "\(stream) \(type) at \(moment): \(error)\n\(String(decoding: data, as: UTF8.self))")
      throw error
    }
    recorded += 1
    events.append(event)
  }
}

/// What is due in a stream, and what the daemon appends there.
private struct DueEvents {
  let rule: String
  let at: Timestamp
  let stream: StreamName
  let events: [ProcessEvent]
}

/// The streams of one procedure with its process manager.
private protocol GovernedStreams {
  var category: String { get }
  func next(_ stream: StreamName) -> Revision
  func state(_ stream: StreamName) -> (any Sendable)?
  func due(until moment: Timestamp, _ only: StreamName?) throws -> DueEvents?
  mutating func admit(_ event: RecordedEvent, elsewhere: Elsewhere) throws
}

private struct StreamsOf<P: Procedure, M: ProcessManager>: GovernedStreams {
  let rules: P
  let manager: M
  private var folded: [StreamName: (state: P.State, next: Revision)] = [:]
  private var instances: [StreamName: M.Instance] = [:]
  private var holders: [String: StreamName] = [:]
  private var lastRecorded: [StreamName: Timestamp] = [:]

  init(rules: P, manager: M) {
    self.rules = rules
    self.manager = manager
  }

  var category: String { rules.category }

  func next(_ stream: StreamName) -> Revision { folded[stream]?.next ?? Revision(0) }

  func state(_ stream: StreamName) -> (any Sendable)? { folded[stream]?.state }

  func due(until moment: Timestamp, _ only: StreamName?) throws -> DueEvents? {
    for stream in only.map({ [$0] }) ?? Array(instances.keys) {
      guard let instance = instances[stream],
        let timer = try manager.timers(of: instance).min(by: { $0.due < $1.due }),
        timer.due <= moment
      else { continue }
      // What was due before it was known fires when it is.
      let at = max(timer.due, lastRecorded[stream] ?? timer.due)
      return DueEvents(
        rule: timer.rule, at: at, stream: stream,
        events: manager.fire(timer, of: instance, now: at))
    }
    return nil
  }

  mutating func admit(_ event: RecordedEvent, elsewhere: Elsewhere) throws {
    var state = try folded[event.stream]?.state ?? rules.initialState(of: event.stream)
    let decoded = try rules.decode(
      type: event.type, contentType: event.contentType, data: event.data)
    let facts = EventFacts(event)
    try rules.check(decoded, facts, in: state, of: event.stream, elsewhere: elsewhere)
    let keys = rules.keys(of: decoded, in: state)
    for key in keys.released { holders[key] = nil }
    for key in keys.taken {
      try #require(holders.updateValue(event.stream, forKey: key) == nil, "\(key)")
    }
    rules.apply(decoded, facts, to: &state)
    folded[event.stream] = (state, event.revision.next)
    instances[event.stream] = try manager.apply(
      event, to: instances[event.stream], policies: PolicyBook())
    lastRecorded[event.stream] = event.recorded
  }
}
