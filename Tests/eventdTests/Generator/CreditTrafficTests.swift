import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Takes generated steps as a daemon would whose clock follows them: by the rules of credits, with what
/// the daemon records itself in between.
private struct CreditWitness {
  private let rules: CreditRules
  private let deadlines: CreditDeadlines
  private var states: [StreamName: CreditState] = [:]
  private var waits: [StreamName: CreditWait] = [:]
  private var next: [StreamName: UInt64] = [:]
  private var holders: [String: StreamName] = [:]
  private(set) var events: [CreditEvent] = []
  /// What the daemon recorded, by rule.
  private(set) var fired: [String: Int] = [:]

  init() throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    rules = CreditRules(zone: zone)
    deadlines = CreditDeadlines(calendar: try .colombia(zone: zone))
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    try fire(in: stream, until: step.at)
    let count = next[stream, default: 0]
    try #require((step.expected == .noStream) == (count == 0))
    for event in step.events {
      try take(
        type: EventType(event.type), Array(event.data), at: step.at, in: stream, origin: .client)
    }
  }

  /// Everything of a stream that is due by then, in order.
  mutating func fire(in stream: StreamName, until moment: Timestamp) throws {
    while let wait = waits[stream],
      let timer = try deadlines.timers(of: wait).min(by: { $0.due < $1.due }), timer.due <= moment
    {
      for event in deadlines.fire(timer, of: wait, now: timer.due) {
        fired[timer.rule, default: 0] += 1
        try take(type: event.type, event.data, at: timer.due, in: stream, origin: .process)
      }
    }
  }

  var streams: [StreamName] { Array(states.keys) }

  private mutating func take(
    type: EventType, _ data: [UInt8], at moment: Timestamp, in stream: StreamName, origin: Origin
  ) throws {
    let recorded = RecordedEvent(
      position: Position(UInt64(events.count)), stream: stream,
      revision: Revision(next[stream, default: 0]), id: EventID(high: 0, low: 0), type: type,
      contentType: .json, origin: origin, recorded: moment, effective: moment, data: data,
      metadata: [])
    let facts = EventFacts(recorded)
    let event = try rules.decode(type: type, contentType: .json, data: data)
    var state = try states[stream] ?? rules.initialState(of: stream)
    try rules.check(event, facts, in: state, of: stream) { states[$0] }
    let keys = rules.keys(of: event, in: state)
    for key in keys.released { holders[key] = nil }
    for key in keys.taken {
      try #require(holders[key] == nil, "\(key)")
      holders[key] = stream
    }
    rules.apply(event, facts, to: &state)
    states[stream] = state
    waits[stream] = try deadlines.apply(recorded, to: waits[stream], policies: PolicyBook())
    next[stream, default: 0] += 1
    events.append(event)
  }
}

@Suite("Credit traffic")
struct CreditTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 120, days: Int = 500, start: LocalDate = monday
  ) -> CreditTraffic {
    CreditTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, and leaves deadlines to pass`(
    seed: UInt64
  ) throws {
    var witness = try CreditWitness()
    for step in Self.traffic(seed: seed) { try witness.take(step) }
    let end = CreditHours.moment(Self.monday.adding(days: 520), secondOfDay: 0)
    for stream in witness.streams { try witness.fire(in: stream, until: end) }
    for rule in ["promise-not-kept", "report-month-closed", "report-not-sent"] {
      #expect(witness.fired[rule, default: 0] > 0, "\(rule)")
    }
    // Every event that needs no claim, and no release of an adviser.
    var kinds: Set<String> = []
    for event in witness.events { kinds.insert(type(of: event.message).protoMessageName) }
    #expect(
      Set(CreditEvent.types).subtracting(kinds)
        == ["credit.v1.IdCancelled", "credit.v1.ClaimLinked", "credit.v1.AdviserReleased"])
  }

  @Test func `is the same for the same parameters, and has other ids for others`() {
    func ids(_ traffic: CreditTraffic) -> Set<String> {
      Set(traffic.flatMap(\.events).map(\.id))
    }
    let base = Self.traffic(cases: 20, days: 90)
    #expect(Array(base) == Array(Self.traffic(cases: 20, days: 90)))
    #expect(ids(base).count == base.flatMap(\.events).count)
    for other in [
      Self.traffic(seed: 43, cases: 20, days: 90), Self.traffic(cases: 21, days: 90),
      Self.traffic(cases: 20, days: 91),
      Self.traffic(cases: 20, days: 90, start: Self.monday.adding(days: 1)),
    ] {
      #expect(ids(other).isDisjoint(with: ids(base)))
    }
  }

  @Test func `is in order of time, and within its days`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let days = Set(steps.map { CreditHours.local($0.at).days(since: Self.monday) })
    #expect(days.allSatisfy { (0..<500).contains($0) })
    #expect(steps.filter { $0.expected == .noStream }.count == 121)
  }
}
