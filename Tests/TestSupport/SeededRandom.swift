import Foundation

/// Random numbers that a printed seed gives again. Source: SplitMix64, Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators" (2014).
public struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// A new seed, or that of the environment variable `SEED`; printed, so that a run can be repeated.
  public static func printed() -> SeededRandom {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: .min ... .max)
    print("seed \(seed); run it again with SEED=\(seed)")
    return SeededRandom(seed: seed)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
