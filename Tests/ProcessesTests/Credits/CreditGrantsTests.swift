import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Granting credits") struct CreditGrantsTests {
  private func code(
    _ change: (inout CreditCreditGranted) -> Void
  ) throws -> String? {
    var scenario = try CreditScenario()
    try scenario.given(.registration())
    return try scenario.code(CreditCreditGranted.credit().changed(change))
  }

  @Test func `takes a plan of one instalment a month`() throws {
    #expect(try code { _ in } == nil)
    // The last of the month, and the 31st again.
    #expect(try code { $0.instalments = Self.due("2018-08-31", "2018-09-30", "2018-10-31") } == nil)
    #expect(
      try code { $0.instalments = Self.due("2018-12-31", "2019-01-31", "2019-02-28") } == nil)
    // Any day of the month that follows (a).
    #expect(try code { $0.instalments = Self.due("2018-08-01", "2018-09-30") } == nil)
  }

  @Test(
    arguments: [
      ["2018-08-15", "2018-08-31"], ["2018-08-15", "2018-10-15"], ["2018-08-15", "2018-07-31"],
      ["2018-12-15", "2018-01-15"], ["2018-08-15", "2019-09-15"],
    ])
  func `refuses instalments out of their months`(_ dates: [String]) throws {
    #expect(
      try code { $0.instalments = dates.map(Self.instalment) } == "credit.not-monthly")
  }

  @Test func `is disbursed before the first instalment, not later than today`() throws {
    #expect(try code { $0.disbursementDate = "2018-07-15" } == nil)
    #expect(try code { $0.disbursementDate = "2018-07-16" } == "credit.in-the-future")
    #expect(try code { $0.disbursementDate = "1980-02-28" } == "credit.before-birth")
    #expect(try code { $0.disbursementDate = "1980-02-29" } == nil)
    #expect(
      try code { $0.instalments = Self.due("2018-07-15") } == "credit.before-disbursement")
    #expect(try code { $0.instalments = Self.due("2018-07-16") } == nil)
    #expect(try code { $0.disbursementDate = "15/07/2018" } == "credit.not-a-date")
  }

  @Test func `has a pagaré for a motorcycle, and only then`() throws {
    #expect(try code { $0.motorcycle = true } == "credit.promissory-note-missing")
    #expect(
      try code {
        $0.motorcycle = true
        $0.promissoryNote = "PG-1"
      } == nil)
    #expect(
      try code { $0.promissoryNote = "PG-1" } == "credit.promissory-note-outside-motorcycle")
  }

  @Test func `lends something, in COP, in up to 120 instalments`() throws {
    #expect(try code { $0.instalments = [] } == "credit.fields-missing")
    #expect(
      try code { $0.instalments[2] = Self.instalment("2018-10-15", capital: 0) }
        == "credit.empty-instalment")
    #expect(
      try code {
        for index in $0.instalments.indices { $0.instalments[index].clearCapital() }
      } == "credit.without-capital")
    #expect(
      try code { $0.instalments[0].capital = Money(minorUnits: 1, .usd).wire }
        == "credit.not-cop")
    #expect(
      try code { $0.instalments[0].interest = Money(minorUnits: -1, .cop).wire }
        == "credit.not-positive")
    #expect(try code { $0.instalments[0].capital.nanos = 1 } == "credit.not-money")
    #expect(try code { $0.instalments[0].capital = pesos(1_000_000_000).wire } == nil)
    #expect(
      try code { $0.instalments[0].capital = pesos(1_000_000_001).wire }
        == "credit.amount-too-large")
    let months = InstalmentPlan.dueDates(first: day("2018-08-15"), count: 121)
    #expect(
      try code { $0.instalments = months.dropLast().map { Self.instalment("\($0)") } } == nil)
    #expect(
      try code { $0.instalments = months.map { Self.instalment("\($0)") } } == "credit.too-many")
  }

  @Test func `an invoice belongs to one obligation of one client`() throws {
    var scenario = try CreditScenario.withCredit()
    let again: CreditCreditGranted = .credit("f - 1").changed { $0.id = "otro" }
    let refusal = try #require(try scenario.when(again))
    #expect(refusal.code == "credit.counted-already")
    #expect(refusal.message.contains("F-1"))
    try scenario.given(.registration("52987654"), in: "credit-52987654")
    #expect(try scenario.code(.credit(), in: "credit-52987654") == "credit.counted-already")
    #expect(try scenario.code(.credit("F-2"), in: "credit-52987654") == nil)
    // Granted by mistake: the other client may have it then.
    try scenario.given(.reversal("r-1", of: "otorgado-F-1"))
    #expect(try scenario.code(.credit(), in: "credit-52987654") == nil)
  }

  private static func due(_ dates: String...) -> [CreditInstalment] { dates.map { instalment($0) } }

  private static func instalment(_ due: String) -> CreditInstalment {
    instalment(due, capital: 100_000)
  }

  private static func instalment(_ due: String, capital: Int64) -> CreditInstalment {
    .with {
      $0.dueDate = due
      if capital > 0 { $0.capital = pesos(capital).wire }
    }
  }
}
