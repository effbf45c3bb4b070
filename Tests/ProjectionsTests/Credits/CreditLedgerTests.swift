import Events
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log and the ledger of credits that follows it.
private struct LedgerFixture {
  let log: TestLog
  let follower: Follower
  let reader: LedgerReader

  init() async throws {
    log = try TestLog(clock: ManualClock("2018-07-15T12:00:00Z"))
    follower = try Follower(
      LedgerProjection(CreditBookkeeper()), path: TemporaryDirectory.path + "/credits.mdb",
      log: log.log)
    reader = LedgerReader(follower.store, CreditChart.chart)
  }

  mutating func enter(_ message: any Message, recorded: String) async throws {
    log.clock.set(noon(recorded))
    try await log.append("credit-1098765432", message)
    try follower.catchUp()
  }

  mutating func enter(claim message: any Message, recorded: String) async throws {
    log.clock.set(noon(recorded))
    try await log.append(ClaimMoney.stream.text, message)
    try follower.catchUp()
  }

  /// Of F-1, in pesos: capital, interest, default interest, charges.
  func owed(on date: String, knownBy known: String? = nil) throws -> [Int64] {
    let moment = LedgerMoment(effective: day(date), recorded: known.map { noon($0) })
    return try CreditConcept.all.map { concept in
      let account = CreditChart.receivable(concept)
      return try reader.balance(
        of: account, .cop, .document("F-1", of: "1098765432"), at: moment
      ).balance.net(on: account.normalSide).minorUnits / 100
    }
  }

  func balance(_ account: LedgerAccount, on date: String) throws -> Int64 {
    try reader.balance(of: account, .cop, at: LedgerMoment(effective: day(date))).balance
      .net(on: account.normalSide).minorUnits / 100
  }
}

extension CreditEvent {
  /// The message in it.
  fileprivate var message: any Message {
    switch self {
    case .clientRegistered(let event): event
    case .granted(let event): event
    case .paid(let event): event
    case .charged(let event): event
    case .condoned(let event): event
    case .writtenOff(let event): event
    case .writtenDown(let event): event
    case .cleared(let event): event
    case .reversed(let event): event
    default: preconditionFailure("\(self) moves nothing")
    }
  }
}

@Suite("Ledger of credits", .temporaryDirectory) struct CreditLedgerTests {
  private func fixture() async throws -> LedgerFixture {
    var fixture = try await LedgerFixture()
    try await fixture.enter(Credits.registered().message, recorded: "2018-07-15")
    try await fixture.enter(Credits.granted().message, recorded: "2018-07-15")
    return fixture
  }

  @Test func `books the credit on its disbursement, and each instalment on its due date`()
    async throws
  {
    let fixture = try await fixture()
    #expect(try fixture.owed(on: "2018-07-14") == [0, 0, 0, 0])
    #expect(try fixture.owed(on: "2018-07-15") == [600_000, 0, 0, 0])
    #expect(try fixture.owed(on: "2018-08-14") == [600_000, 0, 0, 0])
    #expect(try fixture.owed(on: "2018-08-15") == [600_000, 20_000, 0, 5_000])
    #expect(try fixture.owed(on: "2019-01-15") == [600_000, 120_000, 0, 30_000])
    #expect(try fixture.balance(CreditChart.granted, on: "2019-01-15") == 600_000)
    #expect(try fixture.balance(CreditChart.earnedInterest, on: "2018-09-15") == 40_000)
    #expect(try fixture.balance(CreditChart.earnedCharges, on: "2018-09-15") == 10_000)
  }

  @Test func `books a payment by concept, from its effective date and as it was known`()
    async throws
  {
    var fixture = try await fixture()
    try await fixture.enter(
      Credits.paid("p-1", 125_000, on: "2018-08-20").message, recorded: "2018-10-10")
    #expect(try fixture.owed(on: "2018-08-19") == [600_000, 20_000, 0, 5_000])
    #expect(try fixture.owed(on: "2018-08-20") == [500_000, 0, 0, 0])
    #expect(
      try fixture.owed(on: "2018-08-20", knownBy: "2018-10-09") == [600_000, 20_000, 0, 5_000])
    #expect(try fixture.balance(CreditChart.receipts, on: "2018-08-20") == 125_000)
  }

  @Test func `books charges, condonations and what lapses`() async throws {
    var fixture = try await fixture()
    for event in [
      Credits.charged("m-1", .interesesDeMora, 3_000, on: "2018-09-01"),
      Credits.paid("p-1", 600_000, on: "2018-09-20", [.capital: 600_000]),
      Credits.condoned(
        "c-1", [.intereses: 40_000, .interesesDeMora: 3_000, .cargos: 10_000], on: "2018-09-20"),
      Credits.writtenDown("b-1", payment: "p-1"),
    ] {
      try await fixture.enter(event.message, recorded: "2018-12-03")
    }
    #expect(try fixture.owed(on: "2018-09-19") == [600_000, 40_000, 3_000, 10_000])
    #expect(try fixture.owed(on: "2018-09-20") == [0, 0, 0, 0])
    #expect(try fixture.owed(on: "2019-01-15") == [0, 0, 0, 0])
    #expect(try fixture.balance(CreditChart.condoned, on: "2019-01-15") == 53_000)
    #expect(try fixture.balance(CreditChart.earnedInterest, on: "2019-01-15") == 40_000)
    #expect(try fixture.balance(CreditChart.earnedDefaultInterest, on: "2019-01-15") == 3_000)
  }

  @Test func `takes back what is reversed, with every entry of it`() async throws {
    var fixture = try await fixture()
    try await fixture.enter(
      Credits.paid("p-1", 125_000, on: "2018-08-20").message, recorded: "2018-08-20")
    try await fixture.enter(Credits.reversed("r-1", "p-1").message, recorded: "2018-09-01")
    #expect(try fixture.owed(on: "2018-08-20") == [600_000, 20_000, 0, 5_000])
    try await fixture.enter(
      Credits.reversed("r-2", "otorgado-F-1").message, recorded: "2018-09-02")
    for date in ["2018-07-15", "2018-08-20", "2019-01-15"] {
      #expect(try fixture.owed(on: date) == [0, 0, 0, 0])
    }
    for account in CreditChart.chart.accounts {
      #expect(try fixture.balance(account, on: "2019-01-15") == 0, "\(account.name)")
    }
    let last = try #require(try fixture.reader.journal(limit: 100).entries.last)
    #expect(last.reverses != nil)
  }

  @Test func `reads what insurers pay from the claim, and nothing of it twice`() async throws {
    var fixture = try await fixture()
    let detected = ClaimCauseDetected.with {
      $0.number = 417
      $0.client.id = "1098765432"
    }
    let transfer = ClaimTransferConfirmed.with {
      $0.bankReference = "SEG-1"
      $0.amount = pesos(250_000).wire
      $0.transferredOn = "2018-10-08"
    }
    guard case .poolOpened(let pool) = ClaimMoney.opened(months: 2),
      case .poolMonthApplied(let month) = ClaimMoney.month(1, on: "2018-10-15")
    else { preconditionFailure() }
    try await fixture.enter(claim: detected, recorded: "2018-09-20")
    try await fixture.enter(claim: transfer, recorded: "2018-10-09")
    #expect(try fixture.balance(CreditChart.receipts, on: "2018-10-08") == 250_000)
    #expect(try fixture.balance(CreditChart.insurers, on: "2018-10-08") == -250_000)
    try await fixture.enter(claim: pool, recorded: "2018-10-10")
    #expect(try fixture.balance(CreditChart.insurers, on: "2018-10-10") == 0)
    #expect(try fixture.balance(CreditChart.pool, on: "2018-10-10") == 250_000)
    #expect(try fixture.owed(on: "2018-10-15") == [600_000, 60_000, 0, 15_000])
    try await fixture.enter(claim: month, recorded: "2018-10-15")
    #expect(try fixture.balance(CreditChart.pool, on: "2018-10-15") == 125_000)
    #expect(try fixture.owed(on: "2018-10-15") == [500_000, 40_000, 0, 10_000])

    let reversal = ClaimApplicationReversed.with { $0.reverses = 2 }
    try await fixture.enter(claim: reversal, recorded: "2018-10-20")
    #expect(try fixture.owed(on: "2018-10-20") == [600_000, 60_000, 0, 15_000])
    #expect(try fixture.balance(CreditChart.pool, on: "2018-10-20") == 0)
    let undone = ClaimTransferReversed.with { $0.bankReference = "SEG-1" }
    try await fixture.enter(claim: undone, recorded: "2018-10-21")
    #expect(try fixture.balance(CreditChart.receipts, on: "2018-10-21") == 0)
    #expect(try fixture.balance(CreditChart.insurers, on: "2018-10-21") == 0)
  }

  @Test func `a claim of somebody without credits here moves nothing`() async throws {
    var fixture = try await LedgerFixture()
    let detected = ClaimCauseDetected.with { $0.client.id = "52987654" }
    let transfer = ClaimTransferConfirmed.with {
      $0.bankReference = "SEG-1"
      $0.amount = pesos(250_000).wire
      $0.transferredOn = "2018-10-08"
    }
    try await fixture.enter(claim: detected, recorded: "2018-09-20")
    try await fixture.enter(claim: transfer, recorded: "2018-10-09")
    try await fixture.enter(
      claim: ClaimTransferReversed.with { $0.bankReference = "SEG-1" }, recorded: "2018-10-10")
    #expect(try fixture.reader.journal(limit: 10).entries.isEmpty)
    #expect(fixture.follower.incident == nil)
  }

  @Test func `the same log gives the same bytes`() async throws {
    var fixture = try await fixture()
    try await fixture.enter(
      Credits.paid("p-1", 125_000, on: "2018-08-20").message, recorded: "2018-08-20")
    try await fixture.enter(Credits.reversed("r-1", "p-1").message, recorded: "2018-09-01")
    let anew = try Follower(
      LedgerProjection(CreditBookkeeper()), path: TemporaryDirectory.path + "/anew.mdb",
      log: fixture.log.log)
    try anew.catchUp()
    #expect(try anew.store.digest() == fixture.follower.store.digest())
  }
}
