import Events

/// A small pseudo-random generator: the same seed gives the same numbers on every machine and with
/// every toolchain, which the standard library's `random(using:)` does not promise.
///
/// **Source:** Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators” (2014), in the
/// constants of Vigna's `splitmix64.c`.
struct SplitMix64: Equatable, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A seed that depends on every one of `parts` and on their order.
  init(mixing parts: UInt64...) {
    state = 0
    for part in parts {
      state ^= part
      state = next()
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// 0 ..< `bound`. For the bounds of the generator, far below 2³², the bias cannot be noticed.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing is below \(bound)")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  /// Each choice as often as its weight says.
  mutating func pick<T>(weighted choices: [(T, weight: Int)]) -> T {
    var left = below(choices.reduce(0) { $0 + $1.weight })
    for (choice, weight) in choices {
      if left < weight { return choice }
      left -= weight
    }
    preconditionFailure("the weights do not add up")
  }

  /// Lower-case hexadecimal, 16 digits for each word.
  mutating func hex(words: Int) -> String {
    (0..<words).map { _ in
      let digits = String(next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// **Source:** RFC 9562 section 5.4 (UUID version 4) for the six fixed bits.
  mutating func eventID() -> EventID {
    EventID(
      high: next() & ~0xf000 | 0x4000,
      low: next() & (UInt64.max >> 2) | 1 << 63)
  }
}
