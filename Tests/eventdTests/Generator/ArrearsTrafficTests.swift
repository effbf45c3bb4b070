import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Takes generated steps as a daemon would whose clock follows them: by the rules of arrears, with
/// the commitments that it finds not kept in between.
private struct ArrearsWitness {
  private let rules: ArrearsRules
  private let deadlines: ArrearsDeadlines
  private var states: [StreamName: ArrearsState] = [:]
  private var waits: [StreamName: ArrearsWait] = [:]
  private var next: [StreamName: UInt64] = [:]
  private var holders: [String: StreamName] = [:]
  private(set) var events: [ArrearsEvent] = []
  /// How many commitments were not kept.
  private(set) var broken = 0

  init() throws {
    let zone = try SystemTimeZones.load("America/La_Paz")
    rules = ArrearsRules(zone: zone)
    deadlines = ArrearsDeadlines(calendar: try .bolivia(zone: zone))
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    try fire(in: stream, until: step.at)
    try #require((step.expected == .noStream) == (next[stream, default: 0] == 0))
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
      for event in deadlines.fire(timer, of: wait, now: moment) {
        broken += 1
        try take(type: event.type, event.data, at: moment, in: stream, origin: .process)
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

@Suite("Arrears traffic")
struct ArrearsTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 60, days: Int = 365, start: LocalDate = monday
  ) -> ArrearsTraffic {
    ArrearsTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, and leaves commitments to be broken`(
    seed: UInt64
  ) throws {
    var witness = try ArrearsWitness()
    for step in Self.traffic(seed: seed) { try witness.take(step) }
    let end = ArrearsHours.moment(Self.monday.adding(days: 400), secondOfDay: 0)
    for stream in witness.streams { try witness.fire(in: stream, until: end) }
    #expect(witness.broken > 0)
    var kinds: Set<String> = []
    var ways: Set<ArrearsPaymentWay> = []
    var channels: Set<ArrearsChannel> = []
    for event in witness.events {
      kinds.insert(Self.kind(of: event))
      if case .paymentRecorded(let payment) = event { ways.insert(payment.way) }
      if case .proformaSent(let sent) = event { channels.insert(sent.channel) }
    }
    #expect(kinds.count == ArrearsEvent.types.count, "\(kinds.sorted())")
    #expect(ways == Set(ArrearsPaymentWay.all))
    #expect(channels == [.correo, .whatsapp, .fisico])
    // Kept commitments too.
    let made = witness.events.count {
      if case .commitmentMade = $0 { true } else { false }
    }
    #expect(made > witness.broken)
  }

  /// The name of its case.
  private static func kind(of event: ArrearsEvent) -> String {
    Mirror(reflecting: event).children.first?.label ?? ""
  }

  @Test func `is the same for the same parameters, and has other ids for others`() {
    func ids(_ traffic: ArrearsTraffic) -> Set<String> {
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

  @Test func `is in order of time, within its days and on weekdays`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let days = Set(steps.map { ArrearsHours.local($0.at) })
    #expect(days.allSatisfy { (0..<365).contains($0.days(since: Self.monday)) })
    #expect(days.allSatisfy { $0.isoWeekday <= 5 })
    #expect(steps.filter { $0.expected == .noStream }.count == 60)
  }

  @Test(arguments: [(0, 30), (1, 1), (5, 30)])
  func `may be as small as it is asked to be`(cases: Int, days: Int) throws {
    var witness = try ArrearsWitness()
    for step in Self.traffic(cases: cases, days: days) { try witness.take(step) }
    #expect(witness.streams.count == cases)
  }
}
