import EventdClient
import Events
import Projections
import Schemas
import Testing

@testable import eventd

@Suite("Access traffic")
struct AccessTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 300, days: Int = 30, start: LocalDate = monday
  ) -> AccessTraffic {
    AccessTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  @Test(arguments: [1, 7, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept`(seed: UInt64) throws {
    var witness = try TrafficWitness()
    for step in Self.traffic(seed: seed) { try witness.take(step) }
    for type in AccessEvent.types where type != "access.v1.PasswordLinkExpired" {
      #expect(witness.others[type, default: 0] > 0, "\(type)")
    }
    // Some requests stay incomplete, some addresses are nobody's, some links are left alone.
    #expect(witness.others["access.v1.Requested"]! > witness.others["access.v1.Granted"]!)
    #expect(
      witness.others["access.v1.PasswordAsked"]! > witness.others["access.v1.PasswordLinkMailed"]!)
    #expect(
      witness.others["access.v1.PasswordLinkMailed"]!
        > witness.others["access.v1.PasswordLinkOpened"]!)
    #expect(
      witness.others["access.v1.PasswordLinkOpened"]! > witness.others["access.v1.PasswordChanged"]!
    )
  }

  @Test func `is the same for the same parameters, and another one for others`() {
    #expect(Array(Self.traffic()) == Array(Self.traffic()))
    func ids(_ traffic: AccessTraffic) -> Set<String> { Set(traffic.flatMap(\.events).map(\.id)) }
    let base = ids(Self.traffic())
    for other in [
      Self.traffic(seed: 43), Self.traffic(cases: 301), Self.traffic(days: 31),
      Self.traffic(start: Self.monday.adding(days: 1)),
    ] {
      #expect(ids(other).isDisjoint(with: base))
      #expect(Set(other.map(\.stream)).isDisjoint(with: Set(Self.traffic().map(\.stream))))
    }
  }

  @Test func `is in order of time, within its days, and has no id twice`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    #expect(
      steps.allSatisfy {
        (0..<30).contains(OfficeHours.local($0.at).date.days(since: Self.monday))
      })
    let ids = steps.flatMap(\.events).map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(steps.map(\.stream)).count == 300)
  }

  @Test func `of no cases is empty`() {
    #expect(Array(Self.traffic(cases: 0)).isEmpty)
  }
}
