import Events
import Projections

/// Traffic of insurance claims as a retailer in Colombia might bring it, in order of time: from the
/// call in which a death, an incapacity or a dismissal is learned of to what the insurer paid or the
/// letter of its refusal.
///
/// The same parameters give the same steps to the last byte, event ids among them. `cases` claims are
/// opened within the days, each with a client of its own whose credits are recorded first; what would
/// happen after the last day is left out. Some claims are left alone on the way, and some are never
/// made, so that they prescribe. The months of pools are the daemon's to apply.
struct ClaimTraffic: Sequence, Sendable {
  let seed: UInt64
  /// How many claims are opened.
  let cases: Int
  /// Local date in Colombia.
  let start: LocalDate
  let days: Int

  /// Traps outside the bounds of `TrafficKind`.
  init(seed: UInt64, cases: Int, start: LocalDate, days: Int) {
    precondition(
      (0...TrafficKind.casesMax).contains(cases),
      "0 to \(TrafficKind.casesMax) claims, not \(cases)")
    precondition(
      (1...TrafficKind.daysMax).contains(days), "1 to \(TrafficKind.daysMax) days, not \(days)")
    self.seed = seed
    self.cases = cases
    self.start = start
    self.days = days
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let traffic: ClaimTraffic
    /// Of all parameters.
    private let seed: UInt64
    /// The cédula before the first.
    private let base: UInt64
    /// The day on which each claim is opened, in order.
    private let openings: [Int]
    private var day = 0
    private var opened = 0
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: ClaimTraffic) {
      self.traffic = traffic
      var dice = SplitMix64(
        mixing: traffic.seed, 0x636c_6169, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days))
      openings = (0..<traffic.cases).map { _ in dice.below(traffic.days) }.sorted()
      // Eight digits, as the cédulas of the older; those of the traffic of credits have ten.
      base = 20_000_000 + UInt64(dice.below(600)) * 100_000
      seed = dice.next()
    }

    /// Complexity of one day: that of sorting its steps.
    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        openClaims()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func openClaims() {
      while opened < traffic.cases, openings[opened] == day {
        opened += 1
        guard let number = ClaimNumber(UInt64(opened)) else {
          preconditionFailure("the claim \(opened) has no number")
        }
        var script = ClaimScript(
          number, cedula: base + number.rawValue, from: traffic.start.adding(days: day),
          to: traffic.start.adding(days: traffic.days - 1),
          dice: SplitMix64(mixing: seed, number.rawValue))
        script.run()
        for step in script.steps {
          let day = CreditHours.local(step.at).days(since: traffic.start)
          if (0..<traffic.days).contains(day) { later[day, default: []].append(step) }
        }
      }
    }
  }
}

extension TrafficKind {
  static let claims = TrafficKind(name: "claims", plural: "reclamaciones", usual: 40) {
    ClaimTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }
}
