import EventdClient
import Events
import Processes
import Projections
import Schemas
import Testing

@testable import eventd

/// Takes generated steps as a daemon would whose clock follows them: by the rules of post-sale, with
/// what the daemon records itself in between.
private struct OrderWitness {
  private let rules: OrderRules
  private let escalations: OrderEscalations
  private(set) var states: [StreamName: OrderState] = [:]
  private var waits: [StreamName: OrderWait] = [:]
  private var due: [StreamName: Timestamp] = [:]
  /// Not later than any of `due`.
  private var earliest = Timestamp(microseconds: .max)
  private var next: [StreamName: UInt64] = [:]
  private var holders: [String: StreamName] = [:]
  private(set) var types: [String: Int] = [:]
  /// `A3 complete`
  private(set) var taken: Set<String> = []
  /// What the daemon recorded, by rule.
  private(set) var fired: [String: Int] = [:]

  init() throws {
    let zone = try SystemTimeZones.load("America/La_Paz")
    rules = OrderRules(zone: zone)
    escalations = OrderEscalations(calendar: try .bolivia(zone: zone))
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    types[step.events[0].type, default: 0] += 1
    if stream == IndicatorEvent.stream { return }
    try fire(until: step.at)
    try #require((step.expected == .noStream) == (next[stream, default: 0] == 0))
    for event in step.events {
      try take(
        type: EventType(event.type), event.isJSON ? .json : .binary, event.data, at: step.at,
        in: stream, origin: .client)
    }
  }

  /// Everything that is due by then.
  mutating func fire(until moment: Timestamp) throws {
    while earliest <= moment {
      let streams = due.filter { $0.value <= moment }.keys.sorted { $0.text < $1.text }
      for stream in streams {
        guard let wait = waits[stream],
          let timer = try escalations.timers(of: wait).min(by: { $0.due < $1.due }),
          timer.due <= moment
        else { continue }
        fired[timer.rule, default: 0] += 1
        let events = escalations.fire(timer, of: wait, now: timer.due)
        try #require(!events.isEmpty, "\(stream) \(timer.rule)")
        for event in events {
          try take(
            type: event.type, event.contentType, event.data, at: timer.due, in: stream,
            origin: .process)
        }
      }
      earliest = due.values.min() ?? Timestamp(microseconds: .max)
    }
  }

  private mutating func take(
    type: EventType, _ contentType: ContentType, _ data: [UInt8], at moment: Timestamp,
    in stream: StreamName, origin: Origin
  ) throws {
    let recorded = RecordedEvent(
      position: Position(0), stream: stream, revision: Revision(next[stream, default: 0]),
      id: EventID(high: 0, low: 0), type: type, contentType: contentType, origin: origin,
      recorded: moment, effective: moment, data: data, metadata: [])
    let facts = EventFacts(recorded)
    let event = try rules.decode(type: type, contentType: contentType, data: data)
    var state = try states[stream] ?? rules.initialState(of: stream)
    try rules.check(event, facts, in: state, of: stream) { states[$0] }
    let keys = rules.keys(of: event, in: state)
    for key in keys.released { holders[key] = nil }
    for key in keys.taken {
      try #require(holders[key] == nil, "\(key)")
      holders[key] = stream
    }
    if case .stepTaken(let step) = event { taken.insert("\(step.step) \(step.outcome)") }
    rules.apply(event, facts, to: &state)
    states[stream] = state
    waits[stream] = try escalations.apply(recorded, to: waits[stream], policies: PolicyBook())
    due[stream] = try waits[stream].flatMap { try escalations.timers(of: $0).map(\.due).min() }
    if let next = due[stream] { earliest = min(earliest, next) }
    next[stream, default: 0] += 1
  }
}

@Suite("Order traffic")
struct OrderTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 60, days: Int = 40, start: LocalDate = monday
  ) -> OrderTraffic {
    OrderTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 7, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, with the daemon's own in between`(
    seed: UInt64
  ) throws {
    var witness = try OrderWitness()
    for step in Self.traffic(seed: seed, cases: 250, days: 200) { try witness.take(step) }
    try witness.fire(until: OrderHours.moment(Self.monday.adding(days: 400)))
    #expect(witness.states.count >= 250)
  }

  @Test func `goes all ways of all twelve procedures, and lets every time limit pass`() throws {
    var witness = try OrderWitness()
    for step in Self.traffic(cases: 1500, days: 250) { try witness.take(step) }
    try witness.fire(until: OrderHours.moment(Self.monday.adding(days: 450)))
    let ways = OrderProcedures.all.flatMap { _, path in
      path.steps.flatMap { step in step.outcomes.map { "\(step.id) \($0.name)" } }
    }
    #expect(Set(ways).subtracting(witness.taken) == [])
    for rule in [
      "attention-warning", "attention-limit", "cable-tv-reconnection", "damage-same-day",
      "week-check", "suspension-months", "suspension-end",
    ] {
      #expect(witness.fired[rule, default: 0] > 0, "\(rule)")
    }
    #expect(
      Set(OrderEvent.types).subtracting(witness.types.keys)
        == ["order.v1.DeadlinePassed", "order.v1.ServiceReconnected"])
    let orders = witness.states.values.compactMap(\.order)
    let kinds = Dictionary(grouping: orders, by: \.procedure)
    for (procedure, _) in OrderProcedures.all {
      let own = kinds[procedure] ?? []
      #expect(own.contains { $0.step == nil } && own.contains { $0.step != nil }, "\(procedure)")
    }
    #expect(orders.contains { $0.received.linkedTo != 0 })
    #expect(orders.contains { !$0.damages.isEmpty })
  }

  @Test func `is the same for the same parameters, and another one when any differs`() {
    #expect(Array(Self.traffic()) == Array(Self.traffic()))
    func ids(_ traffic: OrderTraffic) -> Set<String> {
      Set(traffic.flatMap(\.events).map(\.id))
    }
    let base = ids(Self.traffic())
    for other in [
      Self.traffic(seed: 43), Self.traffic(cases: 61), Self.traffic(days: 41),
      Self.traffic(start: Self.monday.adding(days: 1)),
    ] {
      #expect(ids(other).isDisjoint(with: base))
    }
  }

  @Test func `is in order of time, within its days, and has no id twice`() {
    let steps = Array(Self.traffic(cases: 200, days: 60))
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    for step in steps {
      let date = OrderHours.date(of: step.at)
      #expect((0..<60).contains(date.days(since: Self.monday)))
    }
    let ids = steps.flatMap(\.events).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `begins with the monthly round, and receives at least as many as asked for`() {
    let steps = Array(Self.traffic(cases: 25))
    #expect(steps.first?.stream == "indicators-comteco")
    let streams = steps.filter { $0.expected == .noStream }.dropFirst().map(\.stream)
    #expect(streams.count >= 25)
    #expect(Set(streams).count == streams.count)
    #expect(streams.contains("order-00000001"))
    #expect(Array(Self.traffic(cases: 0)).isEmpty)
  }

  @Test func `refuses parameters that make no traffic`() async {
    await #expect(processExitsWith: .failure) {
      _ = OrderTraffic(seed: 1, cases: 1, start: LocalDate(daysSinceEpoch: 19_000), days: 5)
    }
    await #expect(processExitsWith: .failure) {
      // A Sunday alone.
      _ = OrderTraffic(seed: 1, cases: 1, start: LocalDate(daysSinceEpoch: 20_457), days: 1)
    }
  }
}
