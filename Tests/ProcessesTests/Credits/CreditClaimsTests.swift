import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// A claim and the credits of its client in one log. On 2019-04-01 the client owes COP 3,000,000 on
/// F-100: 2,500,000 of capital, four instalments' interest of 50,000, and 300,000 of default interest.
private struct ClaimWithCredits {
  static let stream = "credit-63502417"
  static let claim = ClaimScenario.stream

  var claims: ClaimScenario

  init(_ cause: ClaimCause, at milestone: ClaimMilestone) throws {
    claims = try ClaimScenario(cause)
    let zone = try SystemTimeZones.load("America/Bogota")
    claims.log = try ProcedureScenario(
      CreditRules(zone: zone), ClaimRules(zone: zone), PolicyRules(), at: "2019-04-01T15:00:00Z")
    try credit(.registration("63502417"))
    try credit(
      CreditCreditGranted.credit("F-100", on: "2018-11-05", first: "2018-12-05", count: 10)
        .changed { credit in
          for index in credit.instalments.indices {
            credit.instalments[index].capital = pesos(250_000).wire
            credit.instalments[index].interest = pesos(50_000).wire
            credit.instalments[index].clearCharges()
          }
        })
    try credit(.charge("m-1", .interesesDeMora, 200_000, on: "2019-03-05", of: "F-100"))
    // After the occurrence on 10 March.
    try credit(.charge("m-2", .interesesDeMora, 100_000, on: "2019-03-20", of: "F-100"))
    try claims.reach(milestone)
  }

  mutating func credit(_ event: any Message) throws {
    try claims.log.given(event, in: Self.stream)
  }

  mutating func code(ofCredit event: any Message) throws -> String? {
    var copy = self
    return try copy.claims.log.when(event, in: Self.stream)?.code
  }

  mutating func code(_ event: any Message, origin: Origin = .client) throws -> String? {
    var copy = self
    return try copy.claims.when(event, origin: origin)
  }

  mutating func link() throws {
    try credit(
      CreditClaimLinked.with {
        $0.actor = .person(.asesorCallCenter)
        $0.claim = Self.claim
      })
  }

  func accounts() throws -> CreditAccounts {
    let state = try #require(
      try claims.log.state(of: Self.stream, as: CreditState.self))
    return state.accounts { stream in
      (try? claims.log.state(of: stream.text, as: ClaimState.self)) ?? nil
    }
  }

  func owed(on date: String) throws -> [Int64] {
    let balance = try #require(try accounts().obligation("F-100")).balance(on: day(date))
    return CreditConcept.all.map { balance[$0].minorUnits / 100 }
  }

  mutating func at(_ date: String) throws {
    claims.log.now = try #require(Timestamp(rfc3339: "\(date)T15:00:00Z"))
  }

  /// The six instalments from 5 April on, paid by the insurer.
  static let pool = ClaimPoolOpened.pooled(months: 6).changed { pool in
    for index in pool.months.indices {
      pool.months[index].applications = [
        .of("F-100", .line(.capital, paid: 250_000), .line(.interest, paid: 50_000))
      ]
    }
  }

  static func month(_ number: Int) -> ClaimPoolMonthApplied {
    .month(number, of: pool)
  }
}

@Suite("Claims on credits that are kept here") struct CreditClaimsTests {
  private typealias Claims = ClaimWithCredits

  // The certificate.

  @Test func `certify what the ledger has, of all obligations`() throws {
    var claim = try Claims(.death, at: .documentsReviewed)
    #expect(try claim.owed(on: "2019-04-01") == [2_500_000, 200_000, 300_000, 0])
    #expect(
      try claim.code(ClaimBalancesCertified.certified(("F-100", 3_000_001)))
        == "claim.not-the-ledgers")
    #expect(try claim.code(ClaimBalancesCertified.certified(("F-100", 3_000_000))) == nil)
    try claim.credit(.credit("F-200", on: "2019-03-01", first: "2019-04-15"))
    #expect(
      try claim.code(ClaimBalancesCertified.certified(("F-100", 3_000_000)))
        == "claim.obligation-not-certified")
    #expect(
      try claim.code(
        ClaimBalancesCertified.certified(("F-100", 3_000_000), ("F-200", 600_000))) == nil)
  }

  // A death.

  @Test func `apply a payment only to the accounts that know of the claim`() throws {
    var claim = try Claims(.death, at: .paymentApplied)
    let applied = ClaimPaymentApplied.applied(on: "2019-03-10")
    #expect(try claim.code(applied) == "claim.not-linked")
    try claim.link()
    #expect(try claim.code(applied) == nil)
  }

  @Test func `a death is paid with effect from its day, and the obligation written down`() throws {
    var claim = try Claims(.death, at: .paymentApplied)
    try claim.link()
    let down: CreditWrittenDown = .writeDown("b-1", payment: "", of: "F-100")
      .changed { $0.claim = Claims.claim }
    #expect(try claim.code(ofCredit: down) == "credit.id-unknown")
    try claim.claims.given(ClaimPaymentApplied.applied(on: "2019-03-10"))
    #expect(try claim.owed(on: "2019-03-09") == [2_500_000, 200_000, 200_000, 0])
    #expect(try claim.owed(on: "2019-04-01") == [0, 0, 0, 0])
    try claim.credit(down)
    let obligation = try #require(try claim.accounts().obligation("F-100"))
    #expect(obligation.state == .paidOff)
    #expect(obligation.state(on: day("2019-03-10")) == .paidOff)
    #expect(try claim.owed(on: "2019-12-31") == [0, 0, 0, 0])
    // The payment stays as long as something rests on it.
    let revision = try #require(try claim.claims.claim?.application?.revision.rawValue)
    #expect(
      try claim.code(ClaimApplicationReversed.reversed(revision)) == "claim.obligation-closed")
    try claim.credit(.reversal("r-1", of: "b-1"))
    #expect(try claim.code(ClaimApplicationReversed.reversed(revision)) == nil)
  }

  @Test func `no more is applied than is owed`() throws {
    var claim = try Claims(.death, at: .paymentApplied)
    try claim.link()
    // The family has paid since the certificate.
    try claim.credit(.payment("p-1", 300_000, on: "2019-04-01", of: "F-100", [.capital: 300_000]))
    #expect(
      try claim.code(ClaimPaymentApplied.applied(on: "2019-03-10")) == "claim.exceeds-debt")
    try claim.credit(.reversal("r-1", of: "p-1"))
    #expect(try claim.code(ClaimPaymentApplied.applied(on: "2019-03-10")) == nil)
  }

  // Unemployment.

  private func pooled() throws -> Claims {
    var claim = try Claims(.unemployment, at: .transferConfirmed)
    try claim.link()
    try claim.claims.given(ClaimTransferConfirmed.confirmed("BCO-9001", 1_800_000))
    try claim.claims.given(Claims.pool)
    return claim
  }

  @Test func `a pool is opened for what is owed`() throws {
    var claim = try Claims(.unemployment, at: .transferConfirmed)
    try claim.claims.given(ClaimTransferConfirmed.confirmed("BCO-9001", 1_800_000))
    #expect(try claim.code(Claims.pool) == "claim.not-linked")
    try claim.link()
    try claim.credit(
      .payment("p-1", 1_000_001, on: "2019-04-01", of: "F-100", [.capital: 1_000_001]))
    #expect(try claim.code(Claims.pool) == "claim.exceeds-debt")
    try claim.credit(.reversal("r-1", of: "p-1"))
    #expect(try claim.code(Claims.pool) == nil)
  }

  @Test func `the transfer counts in the claim, and not here too`() throws {
    var claim = try pooled()
    let again: CreditPaymentReceived = .payment("p-1", 1_000, on: "2019-04-01", of: "F-100")
      .changed {
        $0.actor = .person(.carteraBajas)
        $0.payer = .aseguradora
        $0.bankReference = "BCO-9001"
      }
    #expect(try claim.code(ofCredit: again) == "credit.payment-of-claim")
    #expect(try claim.code(ofCredit: again.changed { $0.bankReference = "BCO-9002" }) == nil)
  }

  @Test func `what waits is not paid by others, and each month is applied on its day`() throws {
    var claim = try pooled()
    // Of the ten instalments' capital six wait; 1,000,000 is left to others.
    #expect(
      try claim.code(
        ofCredit: CreditPaymentReceived.payment(
          "p-1", 1_000_001, on: "2019-04-01", of: "F-100", [.capital: 1_000_001]))
        == "credit.exceeds-debt")
    // The four that are past due, by order.
    try claim.credit(.payment("p-1", 1_500_000, on: "2019-04-01", of: "F-100"))
    #expect(try claim.owed(on: "2019-04-01") == [1_500_000, 0, 0, 0])
    #expect(
      try claim.code(
        ofCredit: CreditPaymentReceived.payment("p-2", 1, on: "2019-04-01", of: "F-100"))
        == "credit.exceeds-debt")
    #expect(
      try claim.code(
        ofCredit: CreditClearanceIssued.clearance("z-1", on: "2019-04-01", of: "F-100"))
        == "credit.pool-waits")
    for (index, date) in [
      "2019-04-05", "2019-05-05", "2019-06-05", "2019-07-05", "2019-08-05", "2019-09-05",
    ].enumerated() {
      try claim.at(date)
      try claim.claims.given(Claims.month(index + 1), origin: .process)
      #expect(try claim.owed(on: date) == [1_250_000 - 250_000 * Int64(index), 0, 0, 0])
      #expect(try claim.accounts().daysPastDue(on: day(date)) == 0)
      let certificate: CreditCertificateIssued = .certificate(
        on: date, ["F-100": 1_250_000 - 250_000 * Int64(index)])
      #expect(try claim.code(ofCredit: certificate) == nil)
    }
    try claim.credit(.clearance("z-1", on: "2019-09-05", of: "F-100"))
    #expect(try claim.accounts().obligation("F-100")?.state == .paidOff)
  }

  @Test func `a payment by order counts with the months that were applied before it`() throws {
    var claim = try pooled()
    try claim.at("2019-04-05")
    try claim.claims.given(Claims.month(1), origin: .process)
    // Default interest, interest and capital of the four before; the fifth is paid by the pool.
    try claim.credit(.payment("p-1", 1_500_000, on: "2019-04-05", of: "F-100"))
    #expect(try claim.owed(on: "2019-04-05") == [1_250_000, 0, 0, 0])
    #expect(
      try claim.accounts().obligation("F-100")?.oldestUnpaid(on: day("2019-04-05"))?.due
        == day("2019-05-05"))
  }

  // The link.

  @Test func `a claim is linked to the credits of its own client, once`() throws {
    var claim = try Claims(.death, at: .paymentApplied)
    let link = CreditClaimLinked.with {
      $0.actor = .person(.asesorCallCenter)
      $0.claim = Claims.claim
    }
    #expect(try claim.code(ofCredit: link.changed { $0.claim = "" }) == "credit.claim-unknown")
    #expect(
      try claim.code(ofCredit: link.changed { $0.claim = "claim-00000999" })
        == "credit.claim-unknown")
    #expect(
      try claim.code(ofCredit: link.changed { $0.claim = Claims.stream })
        == "credit.claim-unknown")
    try claim.claims.log.given(.registration("52987654"), in: "credit-52987654")
    var copy = claim
    #expect(
      try copy.claims.log.when(link, in: "credit-52987654")?.code == "credit.claim-of-another")
    try claim.credit(link)
    #expect(try claim.code(ofCredit: link) == "credit.claim-linked-already")
  }
}
