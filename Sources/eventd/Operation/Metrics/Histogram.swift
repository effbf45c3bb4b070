/// How often something took how long, in buckets that each count what is at most their bound.
struct Histogram: Equatable, Sendable {
  /// For seconds, from half a millisecond, which a fast disk takes, to ten seconds.
  static let durationBounds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  let bounds: [Double]
  /// One a bound, and one for what is above all of them; not added up.
  private(set) var counts: [UInt64]
  private(set) var sum = 0.0

  /// - Parameter bounds: ascending.
  init(bounds: [Double] = durationBounds) {
    self.bounds = bounds
    counts = [UInt64](repeating: 0, count: bounds.count + 1)
  }

  var count: UInt64 { counts.reduce(0, +) }

  mutating func observe(_ value: Double) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }

  mutating func observe(nanoseconds: UInt64) { observe(Double(nanoseconds) / 1e9) }

  /// How many were at most each bound, the last one being infinity.
  var cumulative: [(bound: Double, count: UInt64)] {
    var sum: UInt64 = 0
    return zip(bounds + [.infinity], counts).map { bound, count in
      sum += count
      return (bound, sum)
    }
  }
}
