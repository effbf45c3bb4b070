import Events
import Projections
import Schemas

/// Traffic of accounts as some weeks of an assistance company might bring it, in order of time: from
/// the prospect to a live account that is invoiced, with all that the tables allow.
///
/// The same parameters give the same steps to the last byte, event ids among them; any other
/// parameter gives other ids. Steps are made day by day as they are asked for; what is kept are the
/// steps of accounts that are under way.
///
/// `cases` accounts are opened within the days. What would happen after the last day is left out, so
/// that accounts are found at every step. Some steps are left alone, some quotes and payments are
/// late; deadlines pass there.
struct AccountTraffic: Sequence, Sendable {
  let seed: UInt64
  let cases: Int
  /// Local date in Bogotá.
  let start: LocalDate
  let days: Int

  /// Traps where `start` is before 2023, where the numbers of the accounts leave their range, and where
  /// accounts have only a Sunday to be opened on.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition(
      (0...TrafficKind.casesMax).contains(cases),
      "0 to \(TrafficKind.casesMax) accounts, not \(cases)")
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
    private let traffic: AccountTraffic
    private let cast: AccountCast
    /// Of all parameters.
    private let seed: UInt64
    /// How many accounts are opened on each day.
    private let openings: [Int]
    private var day = 0
    private var opened: UInt64 = 0
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: AccountTraffic) {
      self.traffic = traffic
      cast = AccountCast(seed: traffic.seed)
      var dice = SplitMix64(
        mixing: traffic.seed, 0x6163_636f, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days))
      let weights = (0..<traffic.days).map { day in
        (day, weight: OfficeHours.share(of: traffic.start.adding(days: day)))
      }
      var openings = [Int](repeating: 0, count: traffic.days)
      for _ in 0..<traffic.cases { openings[dice.pick(weighted: weights)] += 1 }
      self.openings = openings
      seed = dice.next()
    }

    /// Complexity of one day: that of sorting its steps.
    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        openAccounts()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func openAccounts() {
      let date = traffic.start.adding(days: day)
      var dice = SplitMix64(mixing: seed, UInt64(day))
      let moments = (0..<openings[day]).map { _ in AccountHours.anyMoment(on: date, &dice) }
      for moment in moments.sorted() {
        opened += 1
        guard let number = AccountNumber(opened) else {
          preconditionFailure("the account \(opened) has no number")
        }
        var course = AccountCourse(
          number, cast: cast, at: moment, dice: SplitMix64(mixing: seed, 0x6163, opened))
        course.run(until: AccountHours.moment(traffic.start.adding(days: traffic.days)))
        for step in course.script.steps {
          let day = AccountHours.date(of: step.at).days(since: traffic.start)
          if day < traffic.days { later[day, default: []].append(step) }
        }
      }
    }
  }
}
