import EventdClient
import Events
import Projections
import Schemas
import SwiftProtobuf

/// Traffic of premiums as the collections of an insurer in Peru might bring it, in order of time.
///
/// The same parameters give the same steps to the last byte, event ids among them. `cases` clients take
/// out policies within the days, each one or two; what would happen after the last day is left out.
/// Payments are often recorded days after they were made, some do not hold, and some cuotas are never
/// paid, so that due dates pass.
struct PremiumTraffic: Sequence, Sendable {
  let seed: UInt64
  /// How many clients there are.
  let cases: Int
  /// Local date in Peru.
  let start: LocalDate
  let days: Int

  static let casesMax = TrafficKind.casesMax
  static let daysMax = TrafficKind.daysMax

  /// Traps outside the bounds.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition((0...Self.casesMax).contains(cases), "0 to \(Self.casesMax), not \(cases)")
    precondition((1...Self.daysMax).contains(days), "1 to \(Self.daysMax) days, not \(days)")
    self.seed = seed
    self.cases = cases
    self.start = start
    self.days = days
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let traffic: PremiumTraffic
    /// Of all parameters.
    private let seed: UInt64
    private let base: Int
    /// The day on which each client takes out its policies, in order.
    private let beginnings: [Int]
    private var day = 0
    private var begun = 0
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: PremiumTraffic) {
      self.traffic = traffic
      var dice = SplitMix64(
        mixing: traffic.seed, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days), 0x7072_656d)
      beginnings = (0..<traffic.cases).map { _ in dice.below(traffic.days) }.sorted()
      base = dice.below(40) * PremiumTraffic.casesMax
      seed = dice.next()
    }

    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        beginClients()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func beginClients() {
      while begun < traffic.cases, beginnings[begun] == day {
        var script = PremiumScript(
          serial: base + begun, seed: seed, from: traffic.start.adding(days: day),
          to: traffic.start.adding(days: traffic.days - 1))
        script.run()
        for step in script.steps {
          let day = PremiumHours.local(step.at).days(since: traffic.start)
          if (0..<traffic.days).contains(day) { later[day, default: []].append(step) }
        }
        begun += 1
      }
    }
  }
}

extension TrafficKind {
  static let premiums = TrafficKind(
    name: "premiums", plural: "clientes de corredores", usual: 60
  ) {
    PremiumTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }
}

/// When people work in Peru: from 8 to 18, Monday to Saturday.
///
/// **Source:** IANA tz database: America/Lima is at −05:00 all year since 1994.
enum PremiumHours {
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
