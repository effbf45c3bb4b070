import EventdClient
import Events
import Processes
import Projections
import Schemas
import Testing

@testable import eventd

@Suite("Account traffic")
struct AccountTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 40, days: Int = 60, start: LocalDate = monday
  ) -> AccountTraffic {
    AccountTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  /// Takes generated steps as the daemon would, and its deadlines as they fall due in between.
  private struct Witness {
    let rules: AccountRules
    let deadlines: AccountDeadlines
    var states: [String: AccountState] = [:]
    var waits: [String: AccountWait] = [:]
    var revisions: [String: UInt64] = [:]
    var keys: Set<String> = []
    var types: [String: Int] = [:]
    var passed: [String: Int] = [:]

    init() throws {
      let zone = try SystemTimeZones.load("America/Bogota")
      rules = AccountRules(zone: zone)
      deadlines = AccountDeadlines(calendar: try .colombia(zone: zone))
    }

    mutating func take(_ step: TrafficStep) throws {
      try #require(step.expected == (states[step.stream] == nil ? .noStream : .exists))
      for event in step.events {
        try take(
          type: event.type, event.isJSON ? .json : .binary, event.data, at: step.at, step.stream,
          .client)
        types[event.type, default: 0] += 1
      }
      try fireWhatIsDue(step.at, step.stream)
    }

    private mutating func fireWhatIsDue(_ now: Timestamp, _ stream: String) throws {
      while let wait = waits[stream],
        let timer = try deadlines.timers(of: wait).filter({ $0.due <= now })
          .min(by: { $0.due < $1.due })
      {
        for event in deadlines.fire(timer, of: wait, now: now) {
          try take(
            type: event.type.text, event.contentType, event.data, at: now, stream, .process)
        }
        passed[String(timer.rule.prefix { $0 != " " }), default: 0] += 1
      }
    }

    private mutating func take(
      type: String, _ contentType: ContentType, _ data: [UInt8], at moment: Timestamp,
      _ stream: String, _ origin: Origin
    ) throws {
      let name = try StreamName(stream)
      let recorded = RecordedEvent(
        position: Position(0), stream: name, revision: Revision(revisions[stream, default: 0]),
        id: EventID(high: 0, low: 0), type: try EventType(type), contentType: contentType,
        origin: origin, recorded: moment, effective: moment, data: data, metadata: [])
      let event = try rules.decode(type: recorded.type, contentType: contentType, data: data)
      var state = try states[stream] ?? rules.initialState(of: name)
      try rules.check(event, EventFacts(recorded), in: state, of: name) { _ in nil }
      for key in rules.keys(of: event, in: state).taken {
        try #require(keys.insert(key).inserted, "\(key) twice")
      }
      rules.apply(event, EventFacts(recorded), to: &state)
      states[stream] = state
      waits[stream] = try deadlines.apply(recorded, to: waits[stream], policies: PolicyBook())
      revisions[stream, default: 0] += 1
    }
  }

  @Test(arguments: [1, 7, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, with the daemon's own in between`(
    seed: UInt64
  ) throws {
    var witness = try Witness()
    for step in Self.traffic(seed: seed, cases: 60, days: 90) { try witness.take(step) }
    #expect(witness.states.count == 60)
  }

  @Test func `uses every event, every way and every end, and lets quotes and payments be late`()
    throws
  {
    var witness = try Witness()
    for step in Self.traffic(cases: 250, days: 150) { try witness.take(step) }
    let used = Set(witness.types.keys)
    #expect(Set(AccountEvent.types).subtracting(used) == ["account.v1.DeadlinePassed"])
    #expect(witness.passed["quote-week", default: 0] > 10)
    #expect(witness.passed["payment-term", default: 0] > 10)
    let standings = witness.states.values.compactMap(\.standing)
    let situations = Dictionary(grouping: standings, by: \.situation).mapValues(\.count)
    for situation: AccountSituation in [.prospect, .contracted, .live, .closed] {
      #expect(situations[situation, default: 0] > 5, "\(situation)")
    }
    #expect(standings.contains { $0.service.leftOut == ["S7"] })
    #expect(standings.contains { $0.service.taken.contains("S7") })
    #expect(standings.contains { $0.quotes.contains(where: \.refused) && $0.isContracted })
    #expect(standings.contains { $0.amendments.contains { $0.path.end == .done } })
    #expect(standings.contains { $0.invoices.count > 2 })
  }

  @Test func `is the same for the same parameters, and another one when any differs`() {
    #expect(Array(Self.traffic()) == Array(Self.traffic()))
    func ids(_ traffic: AccountTraffic) -> Set<String> {
      Set(traffic.flatMap(\.events).map(\.id))
    }
    let base = ids(Self.traffic())
    for other in [
      Self.traffic(seed: 43), Self.traffic(cases: 41), Self.traffic(days: 61),
      Self.traffic(start: Self.monday.adding(days: 1)),
    ] {
      #expect(ids(other).isDisjoint(with: base))
    }
  }

  @Test func `is in order of time, within its days and working hours, and has no id twice`() {
    let steps = Array(Self.traffic(cases: 120, days: 60))
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    for step in steps {
      let date = AccountHours.date(of: step.at)
      #expect((0..<60).contains(date.days(since: Self.monday)))
      #expect(date.isoWeekday <= 6)
    }
    let ids = steps.flatMap(\.events).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `works from half past eight in Bogotá`() throws {
    let steps = Self.traffic(cases: 200, days: 40).filter {
      AccountHours.date(of: $0.at).isoWeekday <= 5
    }
    let seconds = steps.map { step in
      Int(step.at.seconds - AccountHours.moment(AccountHours.date(of: step.at)).seconds)
    }
    #expect(try #require(seconds.min()) >= 8 * 3600 + 1800)
    #expect(try #require(seconds.max()) < 18 * 3600 + 1860)
  }

  @Test func `opens as many accounts as asked for, numbered in order`() {
    let opened = Self.traffic(cases: 25).filter { $0.expected == .noStream }.map(\.stream)
    #expect(opened == (1...25).map { AccountNumber($0)!.stream.text })
    #expect(Array(Self.traffic(cases: 0)).isEmpty)
  }

  @Test func `refuses parameters that make no traffic`() async {
    await #expect(processExitsWith: .failure) {
      _ = AccountTraffic(
        seed: 1, cases: 1, start: LocalDate(daysSinceEpoch: 19_000), days: 5)
    }
    await #expect(processExitsWith: .failure) {
      // A Sunday alone.
      _ = AccountTraffic(
        seed: 1, cases: 1, start: LocalDate(daysSinceEpoch: 20_457), days: 1)
    }
  }
}
