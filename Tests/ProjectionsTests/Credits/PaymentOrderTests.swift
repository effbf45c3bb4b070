import Events
import Projections
import Schemas
import Testing

@Suite("Order of application") struct PaymentOrderTests {
  /// F-1 on 20 September: two instalments due, default interest and a charge.
  private func inArrears() throws -> CreditAccounts {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(
      Credits.charged("m-1", .interesesDeMora, 3_000, on: "2018-09-10"), recorded: "2018-09-10")
    try accounts.enter(
      Credits.charged("g-1", .cargos, 7_000, on: "2018-09-10"), recorded: "2018-09-10")
    return accounts
  }

  @Test(
    arguments: [
      // Charges of the plan and those added, default interest, interest, then capital.
      (10_000, [0, 0, 0, 10_000]),
      (17_000, [0, 0, 0, 17_000]),
      (17_001, [0, 0, 1, 17_000]),
      (20_000, [0, 0, 3_000, 17_000]),
      (20_001, [0, 1, 3_000, 17_000]),
      (60_000, [0, 40_000, 3_000, 17_000]),
      (60_001, [1, 40_000, 3_000, 17_000]),
      (260_000, [200_000, 40_000, 3_000, 17_000]),
      // What is due is paid: the instalment of 15 October, then that of 15 November.
      (260_001, [200_000, 40_000, 3_000, 17_001]),
      (265_000, [200_000, 40_000, 3_000, 22_000]),
      (265_001, [200_000, 40_001, 3_000, 22_000]),
      (385_000, [300_000, 60_000, 3_000, 22_000]),
      (385_001, [300_000, 60_000, 3_000, 22_001]),
      (760_000, [600_000, 120_000, 3_000, 37_000]),
    ] as [(Int64, [Int64])])
  func `pays what is due by concept, then the instalments to come`(
    _ amount: Int64, _ expected: [Int64]
  ) throws {
    let accounts = try inArrears()
    let (applied, left) = PaymentOrder.apply(
      pesos(amount), to: accounts.obligations[0], on: day("2018-09-20"))
    #expect(CreditConcept.all.map { applied[$0].minorUnits / 100 } == expected)
    #expect(left.isZero)
  }

  @Test func `leaves what nothing is owed for`() throws {
    let accounts = try inArrears()
    let (applied, left) = PaymentOrder.apply(
      pesos(760_001), to: accounts.obligations[0], on: day("2018-09-20"))
    #expect(applied.total == pesos(760_000))
    #expect(left == pesos(1))
  }

  @Test func `whoever pays an instalment before it is due is not past due`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-12"), recorded: "2018-08-12")
    #expect(accounts.owed(on: "2018-08-12") == [500_000, -20_000, 0, -5_000])
    #expect(accounts.owed(on: "2018-08-15") == [500_000, 0, 0, 0])
    #expect(accounts.daysPastDue(on: "2018-09-15") == 0)
    #expect(accounts.daysPastDue(on: "2018-09-16") == 1)
  }

  @Test func `a payment with effect in the past takes nothing that a later one has taken`()
    throws
  {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-08-20"), recorded: "2018-08-20")
    try accounts.enter(Credits.paid("p-2", 125_000, on: "2018-08-16"), recorded: "2018-09-01")
    #expect(accounts.owed(on: "2018-08-20") == [400_000, -20_000, 0, -5_000])
    #expect(accounts.daysPastDue(on: "2018-10-15") == 0)
    #expect(accounts.daysPastDue(on: "2018-10-16") == 1)
    for date in ["2018-08-16", "2018-08-20", "2019-01-15"] {
      #expect(accounts.owed(on: date)[0] >= 0)
    }
  }

  @Test func `explicit concepts are taken as they are`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(
      Credits.paid("p-1", 300_000, on: "2018-08-20", [.capital: 300_000]), recorded: "2018-08-20")
    #expect(accounts.owed(on: "2018-08-20") == [300_000, 20_000, 0, 5_000])
    // The capital of three instalments is paid; the first still lacks interest and charges.
    #expect(accounts.daysPastDue(on: "2018-08-20") == 5)
    try accounts.enter(Credits.paid("p-2", 25_000, on: "2018-08-20"), recorded: "2018-08-20")
    #expect(accounts.daysPastDue(on: "2018-09-15") == 0)
    #expect(accounts.owed(on: "2018-08-20") == [300_000, 0, 0, 0])
  }

  @Test func `cannot be by order when more is paid than is owed`() throws {
    var accounts = try CreditAccounts.withCredit()
    #expect(throws: CreditFault.exceeds(invoice: "F-1", by: pesos(1))) {
      try accounts.enter(Credits.paid("p-1", 750_001, on: "2018-08-20"), recorded: "2018-08-20")
    }
  }
}
