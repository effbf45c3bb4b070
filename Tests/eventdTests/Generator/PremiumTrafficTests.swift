import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

/// Takes generated steps as a daemon would whose clock follows them: by the rules of premiums, with what
/// the daemon records itself in between.
private struct PremiumWitness {
  private let rules: PremiumRules
  private let deadlines: PremiumDeadlines
  private(set) var states: [StreamName: PremiumState] = [:]
  private var waits: [StreamName: PremiumWait] = [:]
  private var next: [StreamName: UInt64] = [:]
  private var holders: [String: StreamName] = [:]
  /// With the local day of recording.
  private(set) var events: [(event: PremiumEvent, day: LocalDate)] = []
  /// How many due dates have passed.
  private(set) var fired = 0

  init() throws {
    let zone = try SystemTimeZones.load("America/Lima")
    rules = PremiumRules(zone: zone)
    deadlines = PremiumDeadlines(calendar: try .peru(zone: zone))
  }

  mutating func take(_ step: TrafficStep) throws {
    let stream = try StreamName(step.stream)
    try fire(in: stream, until: step.at)
    try #require((step.expected == .noStream) == (next[stream, default: 0] == 0))
    for event in step.events {
      let effective = try #require(Self.effective(event))
      try #require(effective <= step.at)
      try take(
        type: EventType(event.type), event.data, at: step.at, effective, in: stream,
        origin: .client)
    }
  }

  /// Everything of a stream that is due by then, in order.
  mutating func fire(in stream: StreamName, until moment: Timestamp) throws {
    while let wait = waits[stream],
      let timer = try deadlines.timers(of: wait).min(by: { $0.due < $1.due }), timer.due <= moment
    {
      let now = max(timer.due, events.isEmpty ? timer.due : lastRecorded)
      for event in deadlines.fire(timer, of: wait, now: now) {
        fired += 1
        try take(type: event.type, event.data, at: now, now, in: stream, origin: .process)
      }
    }
  }

  private var lastRecorded = Timestamp(seconds: 0)

  private mutating func take(
    type: EventType, _ data: [UInt8], at moment: Timestamp, _ effective: Timestamp,
    in stream: StreamName, origin: Origin
  ) throws {
    let recorded = RecordedEvent(
      position: Position(UInt64(events.count)), stream: stream,
      revision: Revision(next[stream, default: 0]), id: EventID(high: 0, low: 0), type: type,
      contentType: .json, origin: origin, recorded: moment, effective: effective, data: data,
      metadata: [])
    let facts = EventFacts(recorded)
    let event = try rules.decode(type: type, contentType: .json, data: data)
    var state = try states[stream] ?? rules.initialState(of: stream)
    try rules.check(event, facts, in: state, of: stream) { _ in nil }
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
    lastRecorded = moment
    events.append((event, PremiumHours.local(moment)))
  }

  /// The time that the metadata say.
  private static func effective(_ event: ProposedEvent) -> Timestamp? {
    let text = String(decoding: event.metadata, as: UTF8.self)
    return Timestamp(rfc3339: text.dropFirst(#"{"time":""#.count).dropLast(2))
  }
}

@Suite("Premium traffic")
struct PremiumTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 150, days: Int = 300, start: LocalDate = monday
  ) -> PremiumTraffic {
    PremiumTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 7, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, and uses every event`(seed: UInt64) throws {
    var witness = try PremiumWitness()
    for step in Self.traffic(seed: seed) { try witness.take(step) }
    #expect(witness.fired > 20)
    var kinds: Set<String> = []
    for (event, _) in witness.events { kinds.insert(event.name) }
    #expect(Set(PremiumEvent.types).subtracting(kinds) == [])
  }

  @Test func `has every line, both currencies, every status, and payments of several documents`()
    throws
  {
    var witness = try PremiumWitness()
    for step in Self.traffic() { try witness.take(step) }
    let states = witness.states.values
    #expect(Set(states.flatMap(\.policies.values)) == Set(PremiumLine.all))
    let debts = states.flatMap(\.debts)
    #expect(Set(debts.map(\.value.amount.currency)) == [.pen, .usd])
    #expect(Set(debts.map(\.key.kind)) == [.cuota, .liquidacion])
    let owed = debts.filter { $0.value.standing == .owed }
    #expect(owed.filter(\.value.isOverdue).count > 10)
    #expect(owed.filter { !$0.value.isOverdue }.count > 10)
    #expect(debts.filter { $0.value.standing == .annulled }.count > 10)
    #expect(debts.filter { $0.value.receipt != nil }.count > 100)
    #expect(states.flatMap(\.payments.values).contains { $0.documents.count == 2 })
  }

  @Test func `records payments late, takes some back, and uses a reference again`() throws {
    var witness = try PremiumWitness()
    for step in Self.traffic() { try witness.take(step) }
    var late = 0
    var references: [String: Int] = [:]
    for (event, day) in witness.events {
      guard case .paymentRecorded(let payment) = event else { continue }
      if try #require(LocalDate(payment.paidOn)) < day { late += 1 }
      references[payment.bankReference, default: 0] += 1
    }
    #expect(late > 50)
    #expect(references.values.contains { $0 > 1 })
  }

  @Test func `is the same for the same parameters, and has other ids for others`() {
    func ids(_ traffic: PremiumTraffic) -> Set<String> {
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

  @Test(arguments: [1, 7, 300])
  func `is in order of time, within its days, and begins as many clients as asked for`(days: Int) {
    let steps = Array(Self.traffic(days: days))
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let seen = Set(steps.map { PremiumHours.local($0.at).days(since: Self.monday) })
    #expect(seen.allSatisfy { (0..<days).contains($0) })
    #expect(steps.filter { $0.expected == .noStream }.count == 150)
  }

  @Test func `refuses parameters that make no traffic`() async {
    await #expect(processExitsWith: .failure) { _ = Self.traffic(cases: -1) }
    await #expect(processExitsWith: .failure) { _ = Self.traffic(days: 0) }
  }
}

extension PremiumEvent {
  fileprivate var name: String {
    switch self {
    case .policyAssigned: PremiumPolicyAssigned.protoMessageName
    case .cuotaIssued: PremiumCuotaIssued.protoMessageName
    case .cuotaAmended: PremiumCuotaAmended.protoMessageName
    case .settlementIssued: PremiumSettlementIssued.protoMessageName
    case .documentAnnulled: PremiumDocumentAnnulled.protoMessageName
    case .paymentRecorded: PremiumPaymentRecorded.protoMessageName
    case .paymentReversed: PremiumPaymentReversed.protoMessageName
    case .receiptIssued: PremiumReceiptIssued.protoMessageName
    case .deadlinePassed: PremiumDeadlinePassed.protoMessageName
    }
  }
}
