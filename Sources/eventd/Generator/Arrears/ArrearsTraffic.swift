import Events

/// Traffic of the arrears of company clients as a cooperative in Bolivia might bring it, in order
/// of time.
///
/// The same parameters give the same steps to the last byte, event ids among them. `cases` clients
/// are recorded within the first third of the days, each with one to three contracts; every month
/// they get proformas and invoices, and pay as their habit is. What would happen after the last day
/// is left out. Some commitments to pay are not kept, so that deadlines pass.
struct ArrearsTraffic: Sequence, Sendable {
  let seed: UInt64
  /// How many clients are recorded.
  let cases: Int
  /// Local date in Bolivia.
  let start: LocalDate
  let days: Int

  static let casesMax = 100_000
  static let daysMax = 3650

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
    private let traffic: ArrearsTraffic
    /// Of all parameters.
    private let seed: UInt64
    private let base: UInt64
    /// The day on which each client is recorded, in order.
    private let beginnings: [Int]
    private var day = 0
    private var begun = 0
    private var today: ArraySlice<TrafficStep> = []
    /// Steps of later days, by day.
    private var later: [Int: [TrafficStep]] = [:]

    init(_ traffic: ArrearsTraffic) {
      self.traffic = traffic
      var dice = SplitMix64(
        mixing: traffic.seed, UInt64(traffic.cases),
        UInt64(bitPattern: Int64(traffic.start.daysSinceEpoch)), UInt64(traffic.days), 0x6172_7265)
      beginnings = (0..<traffic.cases).map { _ in dice.below((traffic.days + 2) / 3) }.sorted()
      // Ten digits, as the NIT of a company has.
      base = 1_000_000_000 + UInt64(dice.below(900)) * 100_000
      seed = dice.next()
    }

    mutating func next() -> TrafficStep? {
      while today.isEmpty {
        guard day < traffic.days else { return nil }
        begin()
        today =
          (later.removeValue(forKey: day) ?? []).sorted {
            ($0.at, $0.stream) < ($1.at, $1.stream)
          }[...]
        day += 1
      }
      return today.popFirst()
    }

    private mutating func begin() {
      while begun < traffic.cases, beginnings[begun] == day {
        var script = ArrearsScript(
          client: begun, nit: base + UInt64(begun), seed: seed,
          from: traffic.start.adding(days: day), to: traffic.start.adding(days: traffic.days - 1))
        script.run()
        for step in script.steps {
          later[ArrearsHours.local(step.at).days(since: traffic.start), default: []].append(step)
        }
        begun += 1
      }
    }
  }
}

extension TrafficKind {
  static let arrears = TrafficKind(name: "arrears", plural: "clientes empresas", usual: 40) {
    ArrearsTraffic(seed: $0.seed, cases: $0.cases, start: $0.start, days: $0.days)
  }
}
