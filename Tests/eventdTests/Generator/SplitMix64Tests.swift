import Events
import Testing

@testable import eventd

@Suite("SplitMix64")
struct SplitMix64Tests {
  /// **Source:** the first outputs of Vigna's `splitmix64.c` for the seed 1234567.
  @Test func `gives the published numbers`() {
    var dice = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in dice.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `depends on every part that was mixed in, and on their order`() {
    let seeds = [
      SplitMix64(mixing: 1, 2), SplitMix64(mixing: 2, 1), SplitMix64(mixing: 1, 2, 0),
      SplitMix64(mixing: 1, 3),
    ]
    var first: Set<UInt64> = []
    for var dice in seeds { first.insert(dice.next()) }
    #expect(first.count == seeds.count)
  }

  @Test func `stays below the bound and reaches all of it`() {
    var dice = SplitMix64(seed: 9)
    #expect(Set((0..<1000).map { _ in dice.below(7) }) == Set(0..<7))
    #expect(Set((0..<1000).map { _ in dice.number(in: -2...2) }) == Set(-2...2))
  }

  @Test func `never picks what has no weight`() {
    var dice = SplitMix64(seed: 3)
    let picked = (0..<500).map { _ in
      dice.pick(weighted: [("never", weight: 0), ("seldom", weight: 1), ("often", weight: 9)])
    }
    #expect(Set(picked) == ["seldom", "often"])
    #expect(picked.count { $0 == "often" } > 400)
  }

  /// **Source:** RFC 9562 section 5.4.
  @Test func `makes event ids of version 4`() {
    var dice = SplitMix64(seed: 5)
    for _ in 0..<100 {
      let text = Array(dice.eventID().description)
      #expect(text[14] == "4")
      #expect("89ab".contains(text[19]))
    }
  }
}
