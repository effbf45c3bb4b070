import Events
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// The pool of an unemployment claim, and the payment of a death.
///
/// **Source:** receivables page, “Bolsa”; claims page, milestones 8a and 8b.
@Suite("Credits that an insurer pays") struct CreditClaimAccountsTests {
  private static let dues = ["2018-10-15", "2018-11-15", "2018-12-15"]

  private func pooled() throws -> CreditAccounts {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 250_000, on: "2018-09-15"), recorded: "2018-09-15")
    try accounts.enter(ClaimMoney.opened(months: 3), revision: 12, recorded: "2018-10-10")
    return accounts
  }

  @Test func `a pool waits, and leaves what is owed as it is`() throws {
    let accounts = try pooled()
    #expect(accounts.owed(on: "2018-10-10") == [400_000, 0, 0, 0])
    #expect(accounts.obligations[0].waiting.map { "\($0.due)" } == Self.dues)
    #expect(accounts.pool(on: day("2018-10-15")) == pesos(375_000))
    #expect(accounts.payment(ofClaim: "claim-00000417")?.kind == .pool)
  }

  @Test func `each month is applied with effect from its due date`() throws {
    var accounts = try pooled()
    for (index, due) in Self.dues.enumerated() {
      #expect(accounts.daysPastDue(on: due) == 0)
      try accounts.enter(
        ClaimMoney.month(UInt32(index + 1), on: due), revision: 13 + UInt64(index), recorded: due)
      let left = Int64(400_000 - 100_000 * (index + 1))
      #expect(accounts.owed(on: due) == [left, 0, 0, 0])
      #expect(accounts.pool(on: day(due)) == pesos(375_000 - 125_000 * Int64(index + 1)))
    }
    #expect(accounts.obligations[0].waiting.isEmpty)
    #expect(accounts.daysPastDue(on: "2019-01-15") == 0)
    #expect(accounts.daysPastDue(on: "2019-01-16") == 1)
  }

  @Test func `a month that waits makes its instalment paid only once it is applied`() throws {
    var accounts = try pooled()
    #expect(accounts.daysPastDue(on: "2018-10-17") == 2)
    try accounts.enter(ClaimMoney.month(1, on: "2018-10-15"), revision: 13, recorded: "2018-10-17")
    #expect(accounts.daysPastDue(on: "2018-10-17") == 0)
    #expect(accounts.daysPastDue(on: "2018-10-17", knownBy: "2018-10-16") == 2)
  }

  @Test func `a month pays its own instalment, though an older one is unpaid`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(ClaimMoney.opened(months: 1), revision: 12, recorded: "2018-10-10")
    try accounts.enter(ClaimMoney.month(1, on: "2018-10-15"), revision: 13, recorded: "2018-10-15")
    #expect(accounts.obligations[0].oldestUnpaid(on: day("2018-10-15"))?.due == day("2018-08-15"))
    try accounts.enter(Credits.paid("p-1", 250_000, on: "2018-10-20"), recorded: "2018-10-20")
    #expect(accounts.obligations[0].oldestUnpaid(on: day("2018-10-20"))?.due == day("2018-11-15"))
  }

  @Test func `others cannot pay what waits, and pay the instalments after it`() throws {
    let accounts = try pooled()
    let obligation = accounts.obligations[0]
    #expect(obligation.room(from: day("2018-10-10")).total == pesos(125_000))
    let (applied, left) = PaymentOrder.apply(
      pesos(125_000), to: obligation, on: day("2018-10-10"))
    #expect(left.isZero)
    #expect(
      applied
        == ConceptAmounts(capital: pesos(100_000), interest: pesos(20_000), charges: pesos(5_000)))
  }

  @Test func `the last of the month pays the instalment of a shorter month`() throws {
    var accounts = try CreditAccounts.withCredit(
      Credits.granted(
        on: "2018-12-15", due: ["2018-12-31", "2019-01-31", "2019-02-28", "2019-03-31"]))
    try accounts.enter(
      ClaimMoney.opened(months: 3, first: "2019-01-31"), revision: 12, recorded: "2019-01-10")
    #expect(
      accounts.obligations[0].waiting.map { "\($0.due)" }
        == ["2019-01-31", "2019-02-28", "2019-03-31"])
  }

  @Test func `a pool that is taken back leaves nothing, and its months neither`() throws {
    var accounts = try pooled()
    try accounts.enter(ClaimMoney.month(1, on: "2018-10-15"), revision: 13, recorded: "2018-10-15")
    let reversal = CreditClaimEvent.applicationReversed(.with { $0.reverses = 12 })
    try accounts.enter(reversal, revision: 14, recorded: "2018-10-20")
    #expect(accounts.owed(on: "2018-10-20") == [400_000, 20_000, 0, 5_000])
    #expect(accounts.pool(on: day("2019-01-15")).isZero)
    #expect(accounts.obligations[0].waiting.isEmpty)
    #expect(accounts.payment(ofClaim: "claim-00000417") == nil)
    // It can be opened again.
    try accounts.enter(ClaimMoney.opened(months: 2), revision: 15, recorded: "2018-10-21")
    #expect(accounts.pool(on: day("2018-10-21")) == pesos(250_000))
  }

  @Test func `a death's payment closes with effect from the day of occurrence`() throws {
    var accounts = try CreditAccounts.withCredit()
    let applied = CreditClaimEvent.paymentApplied(
      .with {
        $0.clientID = "1098765432"
        $0.effectiveOn = "2018-09-20"
        $0.applications = [
          ClaimMoney.application(
            [.capital: 600_000, .interest: 10_000],
            condoned: [.interest: 30_000, .charges: 10_000])
        ]
      })
    try accounts.enter(applied, revision: 12, recorded: "2018-12-03")
    #expect(accounts.owed(on: "2018-09-19") == [600_000, 40_000, 0, 10_000])
    #expect(accounts.owed(on: "2018-09-20") == [0, 0, 0, 0])
    #expect(accounts.owed(on: "2018-12-03") == [0, 40_000, 0, 10_000])
    let down = CreditEvent.writtenDown(
      .with {
        $0.id = "b-1"
        $0.invoice = "F-1"
        $0.claim = "claim-00000417"
      })
    try accounts.enter(down, recorded: "2018-12-04")
    #expect(accounts.owed(on: "2018-12-03") == [0, 0, 0, 0])
    #expect(accounts.obligations[0].state(on: day("2018-09-20")) == .paidOff)
  }

  @Test func `credits that are not kept here are passed over`() throws {
    var accounts = try CreditAccounts.withCredit()
    let other = ClaimMoney.application([.capital: 1_000], of: "F-99")
    let moved = try accounts.enter(
      ClaimMoney.opened(months: 2, other), revision: 12, recorded: "2018-10-10")
    #expect(moved.isEmpty)
    #expect(accounts.pool(on: day("2019-01-15")).isZero)
    let month = try accounts.enter(
      ClaimMoney.month(1, on: "2018-10-15", other), revision: 13, recorded: "2018-10-15")
    #expect(month.isEmpty)
  }
}
