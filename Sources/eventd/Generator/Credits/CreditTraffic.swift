import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// Traffic of credits and their collection as a retailer in Colombia might bring it, in order of time.
///
/// The same parameters give the same steps to the last byte, event ids among them. `cases` clients are
/// registered within the days, each with one obligation or two; what would happen after the last day is
/// left out. Some promises are not kept, and now and then a report is sent late, so that deadlines pass.
struct CreditTraffic: Sequence, Sendable {
  let seed: UInt64
  /// How many clients are registered.
  let cases: Int
  /// Local date in Colombia.
  let start: LocalDate
  let days: Int

  /// Traps outside the bounds of `TrafficKind`.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition(
      (0...TrafficKind.casesMax).contains(cases),
      "0 to \(TrafficKind.casesMax) clients, not \(cases)")
    precondition(
      (1...TrafficKind.daysMax).contains(days), "1 to \(TrafficKind.daysMax) days, not \(days)")
    self.seed = seed
    self.cases = cases
    self.start = start
    self.days = days
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let traffic: CreditTraffic
    /// Of all parameters.
    private let seed: UInt64
    private let base: UInt64
    /// The day on which each client is registered, in order.
    private let registrations: [Int]
    private var day = 0
    private var registered = 0
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: CreditTraffic) {
      self.traffic = traffic
      var dice = SplitMix64(
        mixing: traffic.seed, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days), 0x6372_6564)
      registrations = (0..<traffic.cases).map { _ in dice.below(traffic.days) }.sorted()
      // Ten digits, as cédulas given out since 2000 have.
      base = 1_000_000_000 + UInt64(dice.below(900)) * 100_000
      seed = dice.next()
      for step in CreditReportScript(traffic, seed: seed).steps { keep(step) }
    }

    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        registerClients()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func registerClients() {
      while registered < traffic.cases, registrations[registered] == day {
        var script = CreditScript(
          client: registered, cedula: base + UInt64(registered), seed: seed,
          from: traffic.start.adding(days: day), to: traffic.start.adding(days: traffic.days - 1))
        script.run()
        for step in script.steps { keep(step) }
        registered += 1
      }
    }

    private mutating func keep(_ step: TrafficStep) {
      let day = CreditHours.local(step.at).days(since: traffic.start)
      if (0..<traffic.days).contains(day) { later[day, default: []].append(step) }
    }
  }
}

/// When people work in Colombia: from 8 to 18, Monday to Saturday.
///
/// **Source:** IANA tz database: America/Bogota is at −05:00 all year since 1993.
enum CreditHours {
  static func moment(_ date: LocalDate, secondOfDay: Int) -> Timestamp {
    Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) + 5 * 3600)
  }

  static func local(_ moment: Timestamp) -> LocalDate {
    LocalDate(daysSinceEpoch: Int((moment.seconds - 5 * 3600) / 86_400))
  }

  static func anyMoment(on date: LocalDate, _ dice: inout SplitMix64) -> Timestamp {
    moment(date, secondOfDay: dice.number(in: 8 * 3600...18 * 3600))
  }

  /// Not a Sunday.
  static func workday(_ date: LocalDate) -> LocalDate {
    date.isoWeekday == 7 ? date.adding(days: 1) : date
  }
}

/// The monthly report to the insurer: sent on one of the first days of the next month, now and then
/// late, and the last one not at all.
struct CreditReportScript {
  private(set) var steps: [TrafficStep] = []

  init(_ traffic: CreditTraffic, seed: UInt64) {
    var dice = SplitMix64(mixing: seed, 0x696e_666f)
    let central = CreditCast.central
    let first = YearMonth(traffic.start)
    var start = CreditReportingStarted()
    start.actor = central
    start.firstMonth = "\(first)"
    let beginning = CreditHours.moment(traffic.start, secondOfDay: 7 * 3600)
    steps.append(Self.step(start, at: beginning, .noStream, &dice))
    let last = traffic.start.adding(days: traffic.days - 1)
    var month = first
    while month.next.days.upperBound <= last {
      let day = dice.chance(percent: 15) ? 20 : dice.number(in: 2...5)
      let date = CreditHours.workday(month.next.days.lowerBound.adding(days: day))
      var sent = CreditReportSent()
      sent.actor = central
      sent.month = "\(month)"
      sent.insurer = "LA EQUIDAD"
      sent.obligations = UInt32(dice.number(in: 50...90))
      sent.total = Money(minorUnits: Int64(dice.number(in: 40...90)) * 100_000_000, .cop).wire
      steps.append(
        Self.step(sent, at: CreditHours.anyMoment(on: date, &dice), .exists, &dice))
      month = month.next
    }
  }

  private static func step(
    _ message: some Message, at moment: Timestamp, _ expected: Expectation,
    _ dice: inout SplitMix64
  ) -> TrafficStep {
    TrafficStep(
      at: moment, stream: CreditEvent.reportStream.text, expected: expected,
      events: [ProposedEvent(message, id: dice.eventID(), at: moment)])
  }
}
