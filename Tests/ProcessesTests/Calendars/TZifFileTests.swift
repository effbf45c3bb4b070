import Events
import Foundation
import Processes
import Testing

/// RFC 9636, with files that keep its rules and files that break one of them.
@Suite("TZif files")
struct TZifFileTests {
  private func rules(_ builder: TZifBuilder) throws(TimeZoneError) -> TimeZoneRules {
    try TimeZoneRules(identifier: "Test", tzif: builder.bytes)
  }

  private func expect(_ defect: TZifDefect, _ builder: TZifBuilder) {
    #expect(throws: TimeZoneError.malformed(identifier: "Test", defect)) { try rules(builder) }
  }

  @Test(arguments: [0, UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")])
  func `are read in versions 1 to 4`(version: UInt8) throws {
    let zone = try rules(
      TZifBuilder(
        version: version, transitions: [(-1000, 1), (1000, 0)],
        types: [(-3600, 0, 0), (7200, 1, 2)], standardIndicators: [0, 1], utIndicators: [0, 1]))
    #expect(zone.utcOffsetSeconds(at: Timestamp(seconds: -1001)) == -3600)
    #expect(zone.utcOffsetSeconds(at: Timestamp(seconds: -1000)) == 7200)
    #expect(zone.utcOffsetSeconds(at: Timestamp(seconds: 999)) == 7200)
    #expect(zone.utcOffsetSeconds(at: Timestamp(seconds: 1000)) == -3600)
    #expect(zone.utcOffsetSeconds(at: Timestamp(seconds: 10_000_000_000)) == -3600)
  }

  @Test func `begin with local time type 0 and end with the rule`() throws {
    let zone = try rules(
      TZifBuilder(
        transitions: [(1000, 2), (2000, 1)], types: [(60, 0, 0), (120, 0, 0), (180, 0, 0)],
        footer: "AAA-1"))
    let offsets = [0, 999, 1000, 1999, 2000, 3000].map {
      zone.utcOffsetSeconds(at: Timestamp(seconds: $0))
    }
    #expect(offsets == [60, 60, 180, 180, 3600, 3600])
  }

  @Test func `are refused when a rule of the format is broken`() {
    expect(.version(1), TZifBuilder(version: 1))
    expect(.version(UInt8(ascii: "5")), TZifBuilder(version: UInt8(ascii: "5")))
    expect(.counts, TZifBuilder(types: []))
    expect(.counts, TZifBuilder(designations: []))
    expect(.counts, TZifBuilder(standardIndicators: [0, 0]))
    expect(.counts, TZifBuilder(utIndicators: [0, 0]))
    expect(.leapSeconds, TZifBuilder(leapSeconds: [(78_796_800, 1)]))
    expect(.localTimeType(index: 0), TZifBuilder(types: [(-90_000, 0, 0)]))
    expect(.localTimeType(index: 0), TZifBuilder(types: [(93_600, 0, 0)]))
    expect(.localTimeType(index: 0), TZifBuilder(types: [(.min, 0, 0)]))
    expect(.localTimeType(index: 1), TZifBuilder(types: [(0, 0, 0), (0, 2, 0)]))
    expect(.localTimeType(index: 1), TZifBuilder(types: [(0, 0, 0), (0, 0, 4)]))
    expect(.transition(index: 0), TZifBuilder(transitions: [(0, 1)]))
    expect(.transition(index: 1), TZifBuilder(transitions: [(0, 0), (0, 0)]))
    expect(.transition(index: 1), TZifBuilder(transitions: [(.max, 0), (.min, 0)]))
  }

  @Test func `are refused when they are something else`() throws {
    let real = try Fixture.bytes("zoneinfo/America/Mexico_City")
    func defect(_ bytes: [UInt8]) -> TZifDefect? {
      do throws(TimeZoneError) {
        _ = try TimeZoneRules(identifier: "Test", tzif: bytes)
      } catch {
        if case .malformed(_, let defect) = error { return defect }
      }
      return nil
    }
    #expect(defect([]) == .truncated(byteCount: 0, needed: 4))
    #expect(defect(Array("# tzdb data for America".utf8)) == .notTZif)
    #expect(defect(real + [10]) == .trailingBytes(1))
    #expect(defect(real.dropLast()) == .truncated(byteCount: real.count - 1, needed: 5))
    // A count of four thousand million asks for more bytes than there are, not for memory.
    let greedy = Array(real.prefix(32)) + [0xff, 0xff, 0xff, 0xff] + Array(real.dropFirst(36))
    guard case .truncated(real.count, _) = defect(greedy) else {
      Issue.record("\(String(describing: defect(greedy)))")
      return
    }
  }

  @Test(arguments: Fixture.zones)
  func `are refused when cut at any byte`(identifier: String) throws {
    let bytes = try Fixture.bytes("zoneinfo/\(identifier)")
    for count in bytes.indices {
      #expect(throws: TimeZoneError.self, "\(count) bytes") {
        try TimeZoneRules(identifier: identifier, tzif: Array(bytes.prefix(count)))
      }
    }
  }

  @Test(arguments: Fixture.zones)
  func `with flipped bits give an error or an answer`(identifier: String) throws {
    var random = SeededGenerator()
    let bytes = try Fixture.bytes("zoneinfo/\(identifier)")
    var refusals = 0
    for _ in 0..<1000 {
      var damaged = bytes
      // Half of them at the end, where the rule for later times is.
      let target = Bool.random(using: &random) ? bytes.indices : bytes.indices.suffix(30)
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        damaged[Int.random(in: target, using: &random)] ^=
          1 << Int.random(in: 0..<8, using: &random)
      }
      guard let zone = try? TimeZoneRules(identifier: identifier, tzif: damaged) else {
        refusals += 1
        continue
      }
      for _ in 0..<4 {
        let moment = Timestamp(microseconds: .random(in: .min ... .max, using: &random))
        _ = zone.localDateTime(at: moment)
        let day = LocalDate(daysSinceEpoch: .random(in: -40_000...80_000, using: &random))
        let start = zone.startOfDay(day)
        #expect(zone.localDate(at: start) >= day, "seed \(random.seed)")
      }
    }
    #expect((1..<1000).contains(refusals), "seed \(random.seed)")
  }
}

/// SplitMix64, printing its seed; the variable SEED repeats a run.
///
/// Source: Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators” (2014).
private struct SeededGenerator: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init() {
    let given = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
    seed = given ?? .random(in: .min ... .max)
    state = seed
    print("SEED=\(seed)")
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
