import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// Traffic of post-sale requests as some weeks of a telecom cooperative in Bolivia might bring it, in
/// order of time: all twelve procedures with all their ways, suspensions with their reconnections,
/// visits, withdrawals, damages that a quality call brought to light.
///
/// The same parameters give the same steps to the last byte, event ids among them; any other parameter
/// gives other ids. `cases` requests are received within the days; some lead to another one. What would
/// happen after the last day is left out. Some requests are left alone and some are slow, so that time
/// limits pass.
struct OrderTraffic: Sequence, Sendable {
  let seed: UInt64
  let cases: Int
  /// Local date in Bolivia.
  let start: LocalDate
  let days: Int

  /// Traps where `start` is before 2023, and where requests have only a Sunday to be received on.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition(
      (0...TrafficKind.casesMax).contains(cases),
      "0 to \(TrafficKind.casesMax) requests, not \(cases)")
    precondition(
      (1...TrafficKind.daysMax).contains(days), "1 to \(TrafficKind.daysMax) days, not \(days)")
    precondition(
      start.components.year >= OfficeHours.firstYear,
      "the traffic begins in \(OfficeHours.firstYear) or later, not on \(start)")
    precondition(
      cases == 0 || days > 1 || OfficeHours.share(of: start) > 0, "\(start) is a Sunday")
    self.seed = seed
    self.cases = cases
    self.start = start
    self.days = days
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let traffic: OrderTraffic
    private let cast: OrderCast
    /// Of all parameters.
    private let seed: UInt64
    /// How many requests are received on each day.
    private let receipts: [Int]
    private var day = 0
    private var received: UInt64 = 0
    /// The number of the next request.
    private var number: UInt64 = 1
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: OrderTraffic) {
      self.traffic = traffic
      cast = OrderCast(seed: traffic.seed)
      var dice = SplitMix64(
        mixing: traffic.seed, 0x6f72_6465, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days))
      let weights = (0..<traffic.days).map { day in
        (day, weight: OfficeHours.share(of: traffic.start.adding(days: day)))
      }
      var receipts = [Int](repeating: 0, count: traffic.days)
      for _ in 0..<traffic.cases { receipts[dice.pick(weighted: weights)] += 1 }
      self.receipts = receipts
      seed = dice.next()
      if traffic.cases > 0 { keep(beginning(&dice)) }
    }

    /// The Responsable starts the monthly round.
    private func beginning(_ dice: inout SplitMix64) -> TrafficStep {
      let at = OrderHours.moment(traffic.start).adding(seconds: 7 * 3600)
      var started = OrderIndicatorsStarted()
      started.actor = cast.responsable
      started.firstMonth = "\(YearMonth(traffic.start))"
      return TrafficStep(
        at: at, stream: IndicatorEvent.stream.text, expected: .noStream,
        events: [ProposedEvent(started, id: dice.eventID(), at: at)])
    }

    /// Complexity of one day: that of sorting its steps.
    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        receive()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func receive() {
      let date = traffic.start.adding(days: day)
      var dice = SplitMix64(mixing: seed, UInt64(day))
      let moments = (0..<receipts[day]).map { _ in OrderHours.anyMoment(on: date, &dice) }
      for moment in moments.sorted() {
        received += 1
        var course = OrderCourse(
          cast: cast, next: number, at: moment,
          until: OrderHours.moment(traffic.start.adding(days: traffic.days)),
          dice: SplitMix64(mixing: seed, 0x7265_7175, received))
        course.run()
        number = course.next
        for step in course.steps { keep(step) }
      }
    }

    private mutating func keep(_ step: TrafficStep) {
      let day = OrderHours.date(of: step.at).days(since: traffic.start)
      if day < traffic.days { later[day, default: []].append(step) }
    }
  }
}

extension TrafficKind {
  static let orders = TrafficKind(name: "orders", plural: "solicitudes de post-venta", usual: 120) {
    OrderTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }
}
