import EventdClient
import Events
import Testing

@testable import eventd

@Suite("Mixed traffic")
struct MixedTrafficTests {
  private func step(_ second: Int64, _ stream: String) -> TrafficStep {
    TrafficStep(at: Timestamp(seconds: second), stream: stream, expected: .any, events: [])
  }

  @Test func `is in order of time, and of the parts where times are equal`() {
    let mixed = MixedTraffic(parts: [
      [step(1, "a"), step(4, "a"), step(4, "b")], [] as [TrafficStep],
      [step(0, "c"), step(4, "c"), step(9, "c")],
    ])
    #expect(
      mixed.map { "\($0.at.seconds)\($0.stream)" } == ["0c", "1a", "4a", "4b", "4c", "9c"])
    #expect(Array(MixedTraffic(parts: [])).isEmpty)
  }

  @Test func `has every step of every kind, in order of time`() throws {
    let start = try #require(LocalDate("2026-01-05"))
    let parts = TrafficKind.all.map {
      $0.make(.init(seed: 5, cases: 12, start: start, days: 10))
    }
    let mixed = Array(MixedTraffic(parts: parts))
    #expect(mixed.map(\.at) == mixed.map(\.at).sorted())
    #expect(mixed.count == parts.reduce(0) { $0 + Array($1).count })
    for kind in TrafficKind.all {
      let part = kind.make(.init(seed: 5, cases: 12, start: start, days: 10))
      #expect(!Array(part).isEmpty, "\(kind.name)")
    }
  }
}
