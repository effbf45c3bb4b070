import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Takes generated steps as the daemon would: by the rules of folios and what goes with them, and only
/// while no time limit of the folio has passed. Notices are queued at once.
struct TrafficWitness {
  private var streams: [any WitnessedStreams]
  private let escalations: FolioEscalations
  private let notices: FolioNotices
  private var waits: [StreamName: FolioWait] = [:]
  private var watches: [StreamName: NoticeWatch] = [:]
  private var holders: [String: StreamName] = [:]
  private var recorded: UInt64 = 0
  /// Of folios.
  private(set) var events: [FolioEvent] = []
  /// Of everything else, by type.
  private(set) var others: [String: Int] = [:]

  init() throws {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    func streams(_ procedure: some Procedure) -> any WitnessedStreams {
      StreamsOf(procedure: procedure)
    }
    self.streams = [
      streams(FolioRules(zone: zone)), streams(NoticeRules()), streams(DocumentRules(zone: zone)),
      streams(AccessRules(zone: zone)),
    ]
    escalations = FolioEscalations(calendar: try .mexico(zone: zone))
    notices = FolioNotices(zone: zone)
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    let next = try index(of: stream).next(stream).rawValue
    if step.expected != .any {
      try #require(step.expected == (next == 0 ? .noStream : .revision(next - 1)), "\(step)")
    }
    if let due = try deadline(of: stream) { try #require(step.at < due, "\(stream) at \(step.at)") }
    for event in step.events {
      try take(
        type: EventType(event.type), event.isJSON ? .json : .binary, event.data, id: event.id,
        at: step.at, in: stream, origin: .client)
    }
    try queueNotices(of: stream, at: step.at)
  }

  private mutating func take(
    type: EventType, _ contentType: ContentType, _ data: [UInt8], id: String, at moment: Timestamp,
    in stream: StreamName, origin: Origin
  ) throws {
    let position = try #require(streams.firstIndex { $0.category == String(stream.category) })
    let event = RecordedEvent(
      position: Position(recorded), stream: stream, revision: streams[position].next(stream),
      id: try #require(EventID(id)), type: type, contentType: contentType, origin: origin,
      recorded: moment, effective: moment, data: data, metadata: [])
    let before = streams
    try streams[position].admit(event, &holders) { other in
      before.first { $0.category == String(other.category) }?.state(other)
    }
    recorded += 1
    if stream.category == FolioEvent.category {
      waits[stream] = try escalations.apply(event, to: waits[stream], policies: PolicyBook())
      events.append(try FolioEvent(event))
    } else {
      others[type.text, default: 0] += 1
    }
    let watched = notices.instance(of: event)
    if notices.categories.contains(String(stream.category)) {
      watches[watched] = try notices.apply(event, to: watches[watched], policies: PolicyBook())
    }
  }

  private mutating func queueNotices(of stream: StreamName, at moment: Timestamp) throws {
    while let watch = watches[stream], let timer = notices.timers(of: watch).first {
      for event in notices.fire(timer, of: watch, now: moment) {
        try take(
          type: event.type, event.contentType, event.data,
          id: EventID(high: 0, low: recorded).description, at: moment,
          in: try #require(event.stream), origin: .process)
      }
    }
  }

  private func index(of stream: StreamName) throws -> any WitnessedStreams {
    try #require(streams.first { $0.category == String(stream.category) }, "\(stream)")
  }

  private func deadline(of stream: StreamName) throws -> Timestamp? {
    guard let wait = waits[stream] else { return nil }
    return try escalations.timers(of: wait).map(\.due).min()
  }

  /// The folios that the daemon moves if it is `moment`, by the stage they are in.
  func overdue(at moment: Timestamp) throws -> [FolioStage: Int] {
    var stages: [FolioStage: Int] = [:]
    for (stream, wait) in waits {
      if let due = try deadline(of: stream), due <= moment { stages[wait.stage, default: 0] += 1 }
    }
    return stages
  }
}

/// The streams of one procedure, as the log's writer keeps them.
private protocol WitnessedStreams {
  var category: String { get }
  func next(_ stream: StreamName) -> Revision
  func state(_ stream: StreamName) -> (any Sendable)?
  mutating func admit(
    _ event: RecordedEvent, _ holders: inout [String: StreamName], elsewhere: Elsewhere
  ) throws
}

private struct StreamsOf<P: Procedure>: WitnessedStreams {
  let procedure: P
  private var folded: [StreamName: (state: P.State, next: Revision)] = [:]

  init(procedure: P) { self.procedure = procedure }

  var category: String { procedure.category }

  func next(_ stream: StreamName) -> Revision { folded[stream]?.next ?? Revision(0) }

  func state(_ stream: StreamName) -> (any Sendable)? { folded[stream]?.state }

  mutating func admit(
    _ event: RecordedEvent, _ holders: inout [String: StreamName], elsewhere: Elsewhere
  ) throws {
    var state = try folded[event.stream]?.state ?? procedure.initialState(of: event.stream)
    let decoded = try procedure.decode(
      type: event.type, contentType: event.contentType, data: event.data)
    let facts = EventFacts(event)
    try procedure.check(decoded, facts, in: state, of: event.stream, elsewhere: elsewhere)
    for key in procedure.keys(of: decoded, in: state).taken {
      let holder = holders.updateValue(event.stream, forKey: "\(category) \(key)")
      try #require(holder == nil, "\(key) of \(event.stream)")
    }
    procedure.apply(decoded, facts, to: &state)
    folded[event.stream] = (state, event.revision.next)
  }
}
