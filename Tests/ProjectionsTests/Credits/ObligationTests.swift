import Events
import Projections
import Schemas
import Testing

@Suite("Obligations") struct ObligationTests {
  @Test func `owes the capital from the disbursement, the rest from each due date`() throws {
    let accounts = try CreditAccounts.withCredit()
    #expect(accounts.owed(on: "2018-07-14") == [0, 0, 0, 0])
    #expect(accounts.owed(on: "2018-07-15") == [600_000, 0, 0, 0])
    #expect(accounts.owed(on: "2018-08-14") == [600_000, 0, 0, 0])
    #expect(accounts.owed(on: "2018-08-15") == [600_000, 20_000, 0, 5_000])
    #expect(accounts.owed(on: "2019-01-14") == [600_000, 100_000, 0, 25_000])
    #expect(accounts.owed(on: "2019-01-15") == [600_000, 120_000, 0, 30_000])
    #expect(accounts.owed(on: "2030-01-01") == [600_000, 120_000, 0, 30_000])
    #expect(accounts.obligations[0].outstanding(on: day("2018-08-15")) == pesos(625_000))
  }

  @Test(
    arguments: [
      ("2018-07-15", 0), ("2018-08-14", 0), ("2018-08-15", 0), ("2018-08-16", 1),
      ("2018-09-14", 30), ("2018-09-15", 31), ("2018-09-16", 32),
      // 359, 360 and 361 days after 2018-08-15.
      ("2019-08-09", 359), ("2019-08-10", 360), ("2019-08-11", 361),
    ])
  func `is past due from the day after the oldest unpaid instalment fell due`(
    _ date: String, _ days: Int
  ) throws {
    #expect(try CreditAccounts.withCredit().daysPastDue(on: date) == days)
  }

  @Test func `counts the days of a leap February`() throws {
    let accounts = try CreditAccounts.withCredit(
      Credits.granted(on: "2020-01-31", due: ["2020-02-29", "2020-03-31"]))
    #expect(accounts.daysPastDue(on: "2020-02-29") == 0)
    #expect(accounts.daysPastDue(on: "2020-03-01") == 1)
    #expect(accounts.daysPastDue(on: "2021-02-22") == 359)
    #expect(accounts.daysPastDue(on: "2021-02-23") == 360)
  }

  @Test func `is covered below 360 days, with a policy, while it is vigente and owes`() throws {
    var accounts = try CreditAccounts.withCredit()
    func isCovered(_ date: String) -> Bool {
      accounts.obligations[0].isCovered(on: day(date), daysPastDueBelow: 360)
    }
    #expect(!isCovered("2018-07-14"))
    #expect(isCovered("2018-07-15"))
    #expect(isCovered("2019-08-09"))
    #expect(!isCovered("2019-08-10"))
    try accounts.enter(Credits.writtenOff("c-1", on: "2019-03-01"), recorded: "2019-03-05")
    #expect(isCovered("2019-02-28"))
    #expect(!isCovered("2019-03-01"))

    let unsubscribed = try CreditAccounts.withCredit(Credits.granted(policy: ""))
    #expect(
      !unsubscribed.obligations[0].isCovered(on: day("2018-08-01"), daysPastDueBelow: 360))
  }

  @Test func `a part of an instalment does not make it paid`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 124_999, on: "2018-08-15"), recorded: "2018-08-15")
    #expect(accounts.daysPastDue(on: "2018-08-25") == 10)
    try accounts.enter(Credits.paid("p-2", 1, on: "2018-08-20"), recorded: "2018-08-20")
    #expect(accounts.daysPastDue(on: "2018-08-19") == 4)
    #expect(accounts.daysPastDue(on: "2018-08-25") == 0)
    #expect(accounts.obligations[0].oldestUnpaid(on: day("2018-08-25"))?.due == day("2018-09-15"))
    #expect(accounts.daysPastDue(on: "2018-09-25") == 10)
  }

  @Test func `what is added to the plan makes no instalment unpaid`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-15"), recorded: "2018-08-15")
    try accounts.enter(
      Credits.charged("m-1", .interesesDeMora, 3_000, on: "2018-08-20"), recorded: "2018-08-20")
    try accounts.enter(
      Credits.charged("g-1", .cargos, 7_000, on: "2018-08-20"), recorded: "2018-08-20")
    #expect(accounts.owed(on: "2018-08-20") == [500_000, 0, 3_000, 7_000])
    #expect(accounts.daysPastDue(on: "2018-08-30") == 0)
  }

  // What is true when, and what was known when.

  @Test func `shows a payment from its effective date, as far as it was known`() throws {
    var accounts = try CreditAccounts.withCredit()
    // Recorded on 10 October, effective since 20 August.
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-20"), recorded: "2018-10-10")
    let before: [Int64] = [600_000, 20_000, 0, 5_000]
    let after: [Int64] = [500_000, 0, 0, 0]
    #expect(accounts.owed(on: "2018-08-19") == before)
    #expect(accounts.owed(on: "2018-08-20") == after)
    #expect(accounts.owed(on: "2018-08-19", knownBy: "2018-10-10") == before)
    #expect(accounts.owed(on: "2018-08-20", knownBy: "2018-10-10") == after)
    #expect(accounts.owed(on: "2018-08-20", knownBy: "2018-10-09") == before)
    #expect(accounts.daysPastDue(on: "2018-09-14") == 0)
    #expect(accounts.daysPastDue(on: "2018-09-14", knownBy: "2018-10-09") == 30)
    #expect(accounts.daysPastDue(on: "2018-08-19") == 4)
  }

  @Test func `a reversal leaves nothing of what it takes back, on no day`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-20"), recorded: "2018-08-21")
    try accounts.enter(Credits.reversed("r-1", "p-1"), recorded: "2018-10-10")
    #expect(accounts.owed(on: "2018-08-20") == [600_000, 20_000, 0, 5_000])
    #expect(accounts.owed(on: "2018-08-20", knownBy: "2018-10-09") == [500_000, 0, 0, 0])
    #expect(accounts.daysPastDue(on: "2018-09-14") == 30)
    #expect(accounts.entry("p-1")?.isTakenBack == true)
  }

  @Test func `leaves room only for what is owed on every later day`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-20"), recorded: "2018-08-20")
    try accounts.enter(
      Credits.charged("m-1", .interesesDeMora, 3_000, on: "2018-09-01"), recorded: "2018-09-01")
    let obligation = accounts.obligations[0]
    // With effect from 1 August the later payment is already in the way; interest to come may be paid
    // before it is due, but not default interest before it was charged.
    let room = obligation.room(from: day("2018-08-01"))
    #expect(room.capital == pesos(500_000))
    #expect(room.interest == pesos(100_000))
    #expect(room.charges == pesos(25_000))
    #expect(room.defaultInterest == pesos(0))
    #expect(obligation.room(from: day("2018-09-01")).defaultInterest == pesos(3_000))
  }
}
