import Events
import Projections
import Schemas
import Testing

@Suite("Closing obligations") struct CreditClosingTests {
  /// The holder died on 20 September with two instalments unpaid; the insurer's payment of the capital
  /// is recorded on 3 December with effect from that day, and the rest is condoned.
  private func paidByInsurer() throws -> CreditAccounts {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(
      Credits.paid("p-1", 600_000, on: "2018-09-20", [.capital: 600_000]),
      recorded: "2018-12-03")
    try accounts.enter(
      Credits.condoned("c-1", [.intereses: 40_000, .cargos: 10_000], on: "2018-09-20"),
      recorded: "2018-12-03")
    return accounts
  }

  @Test func `a write-down closes with effect from the payment, and later interest lapses`()
    throws
  {
    var accounts = try paidByInsurer()
    // The instalments of October and November have fallen due meanwhile.
    #expect(accounts.owed(on: "2018-12-03") == [0, 40_000, 0, 10_000])
    try accounts.enter(Credits.writtenDown("b-1", payment: "p-1"), recorded: "2018-12-04")

    for date in ["2018-09-20", "2018-10-15", "2018-12-03", "2019-01-15", "2030-01-01"] {
      #expect(accounts.owed(on: date) == [0, 0, 0, 0], "\(date)")
      #expect(accounts.daysPastDue(on: date) == 0)
      #expect(accounts.obligations[0].state(on: day(date)) == .paidOff)
    }
    #expect(accounts.obligations[0].state(on: day("2018-09-19")) == .current)
    #expect(accounts.owed(on: "2018-09-19") == [600_000, 40_000, 0, 10_000])
    #expect(accounts.daysPastDue(on: "2018-09-19") == 35)
    #expect(accounts.obligations[0].state == .paidOff)
    #expect(accounts.current(on: day("2018-09-19")).count == 1)
    #expect(accounts.current(on: day("2018-09-20")).isEmpty)
  }

  @Test func `before it was recorded nobody knew`() throws {
    var accounts = try paidByInsurer()
    try accounts.enter(Credits.writtenDown("b-1", payment: "p-1"), recorded: "2018-12-04")
    let obligation = accounts.obligations[0]
    #expect(
      obligation.state(on: day("2018-10-01"), knownBy: noon("2018-12-03")) == .current)
    #expect(accounts.owed(on: "2018-12-02", knownBy: "2018-12-02") == [600_000, 80_000, 0, 20_000])
    #expect(accounts.daysPastDue(on: "2018-12-02", knownBy: "2018-12-02") == 109)
  }

  @Test func `a write-down that is taken back owes what lapsed again`() throws {
    var accounts = try paidByInsurer()
    try accounts.enter(Credits.writtenDown("b-1", payment: "p-1"), recorded: "2018-12-04")
    try accounts.enter(Credits.reversed("r-1", "b-1"), recorded: "2018-12-05")
    #expect(accounts.owed(on: "2018-12-03") == [0, 40_000, 0, 10_000])
    #expect(accounts.obligations[0].state == .current)
    #expect(
      accounts.obligations[0].state(on: day("2018-12-03"), knownBy: noon("2018-12-04"))
        == .paidOff)
  }

  @Test func `a paz y salvo before the last instalments lets their interest lapse`() throws {
    var accounts = try CreditAccounts.withCredit()
    // On 1 September the first instalment, and the capital of all others.
    try accounts.enter(Credits.paid("p-1", 125_000, on: "2018-09-01"), recorded: "2018-09-01")
    try accounts.enter(
      Credits.paid("p-2", 500_000, on: "2018-09-01", [.capital: 500_000]), recorded: "2018-09-01")
    try accounts.enter(Credits.cleared("z-1", on: "2018-09-01"), recorded: "2018-09-02")
    #expect(accounts.owed(on: "2018-09-01") == [0, 0, 0, 0])
    #expect(accounts.owed(on: "2019-01-15") == [0, 0, 0, 0])
  }

  @Test func `interest that was paid in advance does not lapse`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.paid("p-1", 750_000, on: "2018-08-01"), recorded: "2018-08-01")
    #expect(accounts.owed(on: "2018-08-01") == [0, -120_000, 0, -30_000])
    try accounts.enter(Credits.cleared("z-1", on: "2018-08-01"), recorded: "2018-08-01")
    #expect(accounts.obligations[0].movements.contains { $0.kind == .lapse } == false)
    #expect(accounts.owed(on: "2019-01-15") == [0, 0, 0, 0])
  }

  @Test func `a paz y salvo after a write-down is a document only`() throws {
    var accounts = try paidByInsurer()
    try accounts.enter(Credits.writtenDown("b-1", payment: "p-1"), recorded: "2018-12-04")
    let movements = accounts.obligations[0].movements.count
    try accounts.enter(Credits.cleared("z-1", on: "2018-12-10"), recorded: "2018-12-10")
    #expect(accounts.obligations[0].movements.count == movements)
    #expect(accounts.obligations[0].state(on: day("2018-09-20")) == .paidOff)
    #expect(accounts.entry("z-1")?.kind == .clearance)
  }

  @Test func `what is castigada is still owed, until it is paid off`() throws {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.writtenOff("c-1", on: "2019-09-01"), recorded: "2019-09-02")
    #expect(accounts.obligations[0].state(on: day("2019-08-31")) == .current)
    #expect(accounts.obligations[0].state(on: day("2019-09-01")) == .writtenOff)
    #expect(accounts.owed(on: "2019-09-02") == [600_000, 120_000, 0, 30_000])
    #expect(accounts.daysPastDue(on: "2019-09-02") == 383)
    try accounts.enter(Credits.paid("p-1", 750_000, on: "2019-09-10"), recorded: "2019-09-10")
    try accounts.enter(Credits.cleared("z-1", on: "2019-09-10"), recorded: "2019-09-10")
    #expect(accounts.obligations[0].state == .paidOff)
  }

  @Test func `a credit that was granted by mistake is gone, and its invoice can be granted`()
    throws
  {
    var accounts = try CreditAccounts.withCredit()
    try accounts.enter(Credits.reversed("r-1", "otorgado-F-1"), recorded: "2018-07-20")
    #expect(accounts.owed(on: "2018-09-01") == [0, 0, 0, 0])
    #expect(!accounts.obligations[0].exists(on: day("2018-07-15")))
    #expect(accounts.obligations[0].exists(on: day("2018-07-15"), knownBy: noon("2018-07-19")))
    #expect(accounts.obligation("F-1") == nil)
    #expect(accounts.current(on: day("2018-09-01")).isEmpty)

    try accounts.enter(
      Credits.granted(capital: 50_000), recorded: "2018-07-21")
    #expect(accounts.obligation("F-1")?.outstanding(on: day("2018-07-21")) == pesos(300_000))
    #expect(accounts.owed(on: "2018-09-01") == [0, 0, 0, 0])
  }
}
