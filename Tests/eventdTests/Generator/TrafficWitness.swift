import EventdClient
import Events
import Processes
import Projections
import Schemas
import Testing

@testable import eventd

/// Takes generated steps as the daemon would: by the rules of folios, and only while no time limit
/// of the folio has passed.
struct TrafficWitness {
  private let rules: FolioRules
  private let escalations: FolioEscalations
  private var states: [StreamName: FolioState] = [:]
  private var waits: [StreamName: FolioWait] = [:]
  private var next: [StreamName: UInt64] = [:]
  private(set) var events: [FolioEvent] = []

  init() throws {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    rules = FolioRules(zone: zone)
    escalations = FolioEscalations(calendar: try .mexico(zone: zone))
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    let count = next[stream, default: 0]
    try #require(step.expected == (count == 0 ? .noStream : .revision(count - 1)))
    if let due = try deadline(of: stream) { try #require(step.at < due, "\(stream) at \(step.at)") }
    for event in step.events { try take(event, at: step.at, in: stream) }
  }

  private mutating func take(
    _ proposed: ProposedEvent, at moment: Timestamp, in stream: StreamName
  ) throws {
    let recorded = RecordedEvent(
      position: Position(UInt64(events.count)), stream: stream,
      revision: Revision(next[stream, default: 0]),
      id: try #require(EventID(proposed.id)), type: try EventType(proposed.type),
      contentType: proposed.isJSON ? .json : .binary, origin: .client, recorded: moment,
      effective: moment, data: proposed.data, metadata: proposed.metadata)
    let facts = EventFacts(recorded)
    let event = try rules.decode(
      type: recorded.type, contentType: recorded.contentType, data: recorded.data)
    var state = try states[stream] ?? rules.initialState(of: stream)
    try rules.check(event, facts, in: state, of: stream) { states[$0] }
    rules.apply(event, facts, to: &state)
    states[stream] = state
    waits[stream] = try escalations.apply(recorded, to: waits[stream], policies: PolicyBook())
    next[stream, default: 0] += 1
    events.append(event)
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
