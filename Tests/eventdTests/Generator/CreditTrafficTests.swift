import EventdClient
import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Credit traffic")
struct CreditTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 120, days: Int = 500, start: LocalDate = monday
  ) -> CreditTraffic {
    CreditTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept, and leaves deadlines to pass`(
    seed: UInt64
  ) throws {
    var witness = try DeadlineWitness.rayco()
    for step in Self.traffic(seed: seed) { try witness.take(step) }
    try witness.fire(until: CreditHours.moment(Self.monday.adding(days: 520), secondOfDay: 0))
    for rule in ["promise-not-kept", "report-month-closed", "report-not-sent"] {
      #expect(witness.fired[rule, default: 0] > 0, "\(rule)")
    }
    // Every event that needs no claim, and no release of an adviser.
    #expect(
      Set(CreditEvent.types).subtracting(witness.kinds)
        == ["credit.v1.IdCancelled", "credit.v1.ClaimLinked", "credit.v1.AdviserReleased"])
  }

  @Test func `is the same for the same parameters, and has other ids for others`() {
    func ids(_ traffic: CreditTraffic) -> Set<String> {
      Set(traffic.flatMap(\.events).map(\.id))
    }
    let base = Self.traffic(cases: 20, days: 90)
    #expect(Array(base) == Array(Self.traffic(cases: 20, days: 90)))
    #expect(ids(base).count == base.flatMap(\.events).count)
    for other in [
      Self.traffic(seed: 43, cases: 20, days: 90), Self.traffic(cases: 21, days: 90),
      Self.traffic(cases: 20, days: 91),
      Self.traffic(cases: 20, days: 90, start: Self.monday.adding(days: 1)),
    ] {
      #expect(ids(other).isDisjoint(with: ids(base)))
    }
  }

  @Test func `is in order of time, and within its days`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let days = Set(steps.map { CreditHours.local($0.at).days(since: Self.monday) })
    #expect(days.allSatisfy { (0..<500).contains($0) })
    #expect(steps.filter { $0.expected == .noStream }.count == 121)
  }
}
