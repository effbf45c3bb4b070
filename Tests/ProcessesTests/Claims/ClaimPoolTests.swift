import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: payments that wait in a pool")
struct ClaimPoolTests {
  private static func waiting(_ cause: ClaimCause = .unemployment) throws -> ClaimScenario {
    try ClaimScenario(cause, at: .paymentApplied)
  }

  @Test(arguments: [
    // First due date, due day, the third due date; nil: refused.
    ("2019-04-05", UInt32(5), "2019-06-05"), ("2019-04-01", 1, "2019-06-01"),
    ("2019-05-31", 31, "2019-07-31"), ("2019-04-30", 31, "2019-06-30"),
    ("2019-04-30", 30, "2019-06-30"), ("2019-12-31", 31, "2020-02-29"),
    ("2020-12-30", 30, "2021-02-28"), ("2020-12-29", 29, "2021-02-28"),
    ("2019-04-04", 5, nil), ("2019-05-30", 31, nil), ("2019-04-05", 0, nil),
    ("2019-04-30", 32, nil),
  ])
  func `each month is due on its day, or on the last of a month that has no such day`(
    first: String, dueDay: UInt32, third: String?
  ) throws {
    let pool = ClaimPoolOpened.pooled(months: 6, first: first, dueDay: dueDay)
    var scenario = try Self.waiting()
    let code = try scenario.when(pool)
    guard let third else {
      #expect(["claim.not-the-due-day", "claim.fields-missing"].contains(code))
      return
    }
    #expect(code == nil)
    #expect(pool.dueDate(ofMonth: 1).map { "\($0)" } == first)
    #expect(pool.dueDate(ofMonth: 3).map { "\($0)" } == third)
  }

  @Test func `a pool that has no dates has no due dates`() {
    #expect(ClaimPoolOpened.pooled(first: "x").dueDate(ofMonth: 1) == nil)
    #expect(ClaimPoolOpened.pooled(first: "9999-12-05").dueDate(ofMonth: 2) == nil)
    #expect(ClaimPoolOpened.pooled().dueDate(ofMonth: 0) == nil)
  }

  @Test func `it holds the months that the cover pays, or fewer`() throws {
    for (months, code) in [(1, nil), (6, nil), (7, "claim.pool-too-long")] {
      var scenario = try Self.waiting()
      let pool = ClaimPoolOpened.pooled(months: months).changed {
        if months == 7 { $0.months[0].applications[0].concepts[0].paid.units += 2 }
      }
      #expect(try scenario.when(pool) == code)
    }
    // 45 days of temporary incapacity pay one.
    var temporary = try Self.waiting(.temporaryIncapacity)
    #expect(try temporary.when(ClaimPoolOpened.pooled(months: 2)) == "claim.pool-too-long")
    #expect(try temporary.when(ClaimPoolOpened.pooled(months: 1)) == nil)
  }

  @Test func `its months come to the transfer, and name certified obligations`() throws {
    var scenario = try Self.waiting()
    let right = ClaimPoolOpened.pooled(months: 3)
    let wrong: [((inout ClaimPoolOpened) -> Void, String)] = [
      ({ $0.months[2].applications[0].concepts[0].paid = .cop(899_999) }, "claim.sum-differs"),
      ({ $0.months[2].applications[0].concepts[0].paid = .cop(900_001) }, "claim.sum-differs"),
      ({ $0.months[2].applications = [] }, "claim.fields-missing"),
      ({ $0.months = [] }, "claim.fields-missing"),
      ({ $0.months[0].applications[0].invoice = "F-1" }, "claim.invoice-not-certified"),
      ({ $0.clientID = "1" }, "claim.other-client"),
      ({ $0.bankReference = "" }, "claim.other-bank-reference"),
      ({ $0.arrears = .unspecified }, "claim.fields-missing"),
      ({ $0.clearInformed() }, "claim.fields-missing"),
      ({ $0.firstDueOn = "" }, "claim.fields-missing"),
      (
        {
          $0.firstDueOn = "2019-03-05"
          $0.dueDay = 5
        }, "claim.dates-out-of-order"
      ),
    ]
    for (change, code) in wrong { #expect(try scenario.when(right.changed(change)) == code) }
    #expect(try scenario.when(right) == nil)
    #expect(try scenario.milestone == .pool)
  }

  /// A pool of three months, due on 5 April, 5 May and 5 June 2019.
  private static func pool() throws -> (ClaimScenario, ClaimPoolOpened) {
    var scenario = try waiting()
    let pool = ClaimPoolOpened.pooled(months: 3)
    try scenario.given(pool)
    return (scenario, pool)
  }

  @Test
  func `the daemon applies the months in order, none before its day, and closes with the last`()
    throws
  {
    var (scenario, pool) = try Self.pool()
    scenario.log.now = .at("2019-04-05T04:59:59Z")
    #expect(
      try scenario.when(ClaimPoolMonthApplied.month(1, of: pool), origin: .process)
        == "claim.deadline-not-by-rule")
    scenario.log.now = .at("2019-04-05T05:00:00Z")
    #expect(
      try scenario.when(ClaimPoolMonthApplied.month(2, of: pool), origin: .process)
        == "claim.deadline-not-by-rule")
    #expect(
      try scenario.when(ClaimPoolMonthApplied.month(1, of: pool), origin: .process) == nil)
    #expect(
      try scenario.when(ClaimPoolMonthApplied.month(1, of: pool), origin: .process)
        == "claim.deadline-not-by-rule")
    scenario.log.now = .at("2019-07-01T05:00:00Z")
    try scenario.given(ClaimPoolMonthApplied.month(2, of: pool), origin: .process)
    #expect(try scenario.milestone == .pool)
    try scenario.given(ClaimPoolMonthApplied.month(3, of: pool), origin: .process)
    #expect(try scenario.claim?.progress.ending == .endedUpToDate)
  }

  @Test func `a month is applied as the pool was opened`() throws {
    var (scenario, pool) = try Self.pool()
    scenario.log.now = .at("2019-04-05T05:00:00Z")
    let right = ClaimPoolMonthApplied.month(1, of: pool)
    let wrong: [(inout ClaimPoolMonthApplied) -> Void] = [
      { $0.months = 2 }, { $0.clientID = "1" }, { $0.bankReference = "BCO-1" },
      { $0.effectiveOn = "2019-04-06" }, { $0.effectiveOn = "" },
      { $0.applications[0].concepts[0].paid = .cop(1) },
    ]
    for change in wrong {
      #expect(
        try scenario.when(right.changed(change), origin: .process)
          == "claim.deadline-not-by-rule")
    }
    #expect(try scenario.when(right) == "claim.system-role-reserved")
    #expect(
      try scenario.when(right.changed { $0.actor = .person(.writeDowns) })
        == "claim.only-by-daemon")
    #expect(
      try scenario.when(right.changed { $0.actor = .person(.writeDowns) }, origin: .process)
        == "claim.daemon-as-person")
    #expect(
      try scenario.when(ClaimNoteAdded.note().changed { $0.actor = .daemon }, origin: .process)
        == "claim.never-by-daemon")
  }

  @Test func `early collections call in every month that the cover pays`() throws {
    var (scenario, _) = try Self.pool()
    #expect(try scenario.when(ClaimEmploymentChecked.checked(month: 0)) == "claim.no-such-month")
    #expect(try scenario.when(ClaimEmploymentChecked.checked(month: 4)) == "claim.no-such-month")
    #expect(
      try scenario.when(ClaimEmploymentChecked.checked(by: .assignedAdviser))
        == "claim.other-actor")
    #expect(
      try scenario.when(ClaimEmploymentChecked.checked().changed { $0.clearEmployed() })
        == "claim.fields-missing")
    for month in [UInt32(1), 2, 3] {
      #expect(try scenario.when(ClaimEmploymentChecked.checked(month: month)) == nil)
    }
  }

  @Test func `a pool is reversed with the months that were applied`() throws {
    var (scenario, pool) = try Self.pool()
    let revision = try #require(try scenario.claim?.application?.revision.rawValue)
    scenario.log.now = .at("2019-04-05T05:00:00Z")
    try scenario.given(ClaimPoolMonthApplied.month(1, of: pool), origin: .process)
    try scenario.given(ClaimApplicationReversed.reversed(revision))
    #expect(try scenario.milestone == .paymentApplied)
    #expect(
      try scenario.when(ClaimPoolMonthApplied.month(2, of: pool), origin: .process)
        == "claim.milestone-not-open")
    try scenario.given(ClaimPoolOpened.pooled(months: 2))
    #expect(try scenario.claim?.application?.monthsApplied == 0)
  }
}
