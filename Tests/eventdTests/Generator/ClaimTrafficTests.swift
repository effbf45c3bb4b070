import EventdClient
import Events
import Processes
import Projections
import Schemas
import Testing

@testable import eventd

@Suite("Claim traffic")
struct ClaimTrafficTests {
  private static let monday = LocalDate(daysSinceEpoch: 20_458)

  private static func traffic(
    seed: UInt64 = 42, cases: Int = 300, days: Int = 500, start: LocalDate = monday
  ) -> ClaimTraffic {
    ClaimTraffic(seed: seed, cases: cases, start: start, days: days)
  }

  /// The traffic taken by the rules, with what the daemon did, and a month more.
  private static func taken(_ traffic: ClaimTraffic) throws -> DeadlineWitness {
    var witness = try DeadlineWitness.rayco()
    for step in traffic { try witness.take(step) }
    let end = traffic.start.adding(days: traffic.days + 30)
    try witness.fire(until: CreditHours.moment(end, secondOfDay: 0))
    return witness
  }

  @Test(arguments: [1, 42, 20_260_105, UInt64.max])
  func `takes only steps that the rules accept`(seed: UInt64) throws {
    let witness = try Self.taken(Self.traffic(seed: seed))
    #expect(witness.events.count > 3_000)
  }

  @Test func `has every event of a claim, and the deadlines of prescription and pools pass`() throws
  {
    let witness = try Self.taken(Self.traffic())
    #expect(witness.kinds.isSuperset(of: ClaimEvent.types))
    for rule in ClaimFigures.warnings.map(\.name) + ["prescription-reached", "pool-month"] {
      #expect(witness.fired[rule, default: 0] > 0, "\(rule)")
    }
  }

  @Test func `has every cause and answer, every decision, and every way to end`() throws {
    let witness = try Self.taken(Self.traffic())
    let events = try witness.events.filter { $0.stream.category == "claim" }.map {
      ($0.stream, try ClaimEvent($0))
    }
    var progress: [StreamName: ClaimProgress] = [:]
    var causes: Set<ClaimCause> = []
    var decisions: Set<ClaimDecision> = []
    var reasons: Set<ClaimReason> = []
    var answers: Set<ClaimAnswer> = []
    for (stream, event) in events {
      progress[stream, default: ClaimProgress()].apply(event)
      switch event {
      case .causeDetected(let event): causes.insert(event.cause)
      case .coverageDetermined(let event):
        decisions.formUnion(event.findings.map(\.decision))
        reasons.formUnion(event.findings.flatMap(\.reasons))
      case .insurerAnswered(let event): answers.insert(event.answer)
      default: break
      }
    }
    #expect(causes == Set(ClaimCause.all))
    #expect(decisions == [.covered, .doubtful, .notCovered])
    #expect(answers == [.pays, .refuses, .moreDocuments])
    #expect(
      reasons.isSuperset(of: [.prescribed, .arrearsTooLong, .writtenOff, .noPolicy, .notTheHolder]))
    #expect(
      Set(progress.values.map(\.ending)).isSuperset(
        of: [.endedNotCovered, .endedPaidOff, .endedUpToDate, .endedRefused]))
    // Some are left alone, at several milestones.
    #expect(Set(progress.values.map(\.milestone)).count > 6)
  }

  /// Both insurers are found only where the two meet.
  @Test func `goes to MAPFRE for what occurred before 1 July 2018`() throws {
    let start = try #require(LocalDate("2018-05-01"))
    let witness = try Self.taken(Self.traffic(cases: 200, days: 300, start: start))
    var insurers: Set<ClaimInsurer> = []
    for event in witness.events(ofType: "claim.v1.SubmittedToInsurer") {
      if case .submittedToInsurer(let event) = try ClaimEvent(event) {
        insurers.insert(event.insurer)
      }
    }
    #expect(insurers == [.mapfre, .laEquidad])
  }

  @Test func `is the same for the same parameters, and has other ids for others`() {
    func ids(_ traffic: ClaimTraffic) -> Set<String> {
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

  @Test func `is in order of time, within its days, and opens as many claims as it says`() {
    let steps = Array(Self.traffic())
    for (earlier, later) in zip(steps, steps.dropFirst()) { #expect(earlier.at <= later.at) }
    let days = Set(steps.map { CreditHours.local($0.at).days(since: Self.monday) })
    #expect(days.allSatisfy { (0..<500).contains($0) })
    let opened = steps.filter { $0.expected == .noStream }.map(\.stream)
    #expect(opened.count { $0.hasPrefix("credit-") } == 300)
    #expect(opened.count { $0.hasPrefix("claim-") } >= 298)
  }
}
