import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: figures that may change")
struct ClaimFiguresTests {
  private static func book(_ change: (inout PolicyFigureAdopted) -> Void) throws -> PolicyBook {
    let adopted = PolicyFigureAdopted.with {
      $0.actor.name = "Gerencia de Riesgo"
      $0.validFrom = "2019-03-01"
      $0.source = "anexo 2-2019"
      change(&$0)
    }
    let stream = try StreamName("policy-claim")
    #expect(try PolicyScenario.refusal(of: adopted, in: stream) == nil)
    var book = PolicyBook()
    book.adopt(
      RecordedEvent(
        position: Position(0), stream: stream, revision: Revision(0),
        id: EventID(high: 1, low: 0), type: try EventType("policy.v1.FigureAdopted"),
        contentType: .json, origin: .client, recorded: .at("2019-03-01T15:00:00Z"),
        effective: .at("2019-03-01T15:00:00Z"), data: Array(try adopted.jsonString().utf8),
        metadata: []))
    return book
  }

  @Test func `all of them are in the catalogue, with Spanish titles and sources`() {
    let names = PolicyCatalog.figures.filter { $0.area == "claim" }.map(\.name)
    #expect(names == ClaimFigures.all.map(\.name))
    #expect(Set(names).count == 25)
    #expect(ClaimFigures.all.allSatisfy { !$0.title.isEmpty && $0.source.hasPrefix("claims: ") })
    #expect(ClaimFigures.all.allSatisfy { $0.stream.text == "policy-claim" })
  }

  @Test func `the built-in values are those of the page`() {
    let values = ClaimFigures.all.map { figure in
      "\(figure.name) " + (figure.builtIn.map { "\($0)" } ?? "none")
    }
    #expect(
      values == [
        "arrears-days count(360)", "prescription-years count(2)",
        "la-equidad-from date(2018-07-01)", "life-entry-age-max count(75)",
        "life-stay-age count(85)", "incapacity-age-max count(65)",
        "incapacity-age-doubtful count(64)",
        "capacity-loss-min percent(Processes.Percent(hundredths: 5000))",
        "employment-cover-from date(2018-10-01)", "fixed-term-months-min count(12)",
        "months-worked-min count(6)", "waiting-days count(30)", "unemployment-months count(6)",
        "temporary-incapacity-1 count(20)", "temporary-incapacity-2 count(50)",
        "temporary-incapacity-3 count(80)", "temporary-incapacity-4 count(110)",
        "temporary-incapacity-5 count(140)", "temporary-incapacity-6 count(170)",
        "documents-balance-limit amount(COP 4000001.00)", "prescription-warning-1 count(90)",
        "prescription-warning-2 count(30)", "prescription-warning-3 count(7)",
        "documents-not-received none", "insurer-not-answered none",
      ])
  }

  /// An adopted figure, facts that it decides on, and what is decided the day before and on the day.
  private static let changes:
    [(
      @Sendable (inout PolicyFigureAdopted) -> Void, @Sendable (String) -> ClaimFacts, String,
      String
    )] = [
      (
        {
          $0.figure = "arrears-days"
          $0.count = 180
        }, { day in .died(on: day).credit { $0.daysPastDue = 180 } }, "COVERED LA EQUIDAD",
        "NOT arrearsTooLong"
      ),
      (
        {
          $0.figure = "life-entry-age-max"
          $0.count = 40
        }, { .died(on: $0) }, "COVERED LA EQUIDAD", "NOT tooOldAtEntry"
      ),
      (
        {
          $0.figure = "life-stay-age"
          $0.noLimit = true
        }, { day in .died(on: day, born: "1933-01-01").credit { $0.disbursedOn = "2008-01-01" } },
        "NOT tooOldToStay", "COVERED LA EQUIDAD"
      ),
      (
        {
          $0.figure = "incapacity-age-doubtful"
          $0.count = 48
        }, { .permanent(on: $0) }, "COVERED LA EQUIDAD",
        "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable"
      ),
      (
        {
          $0.figure = "incapacity-age-max"
          $0.count = 47
        }, { .permanent(on: $0) }, "COVERED LA EQUIDAD", "NOT tooOldForIncapacity"
      ),
      (
        {
          $0.figure = "capacity-loss-min"
          $0.percentHundredths = 6251
        }, { .permanent(on: $0) }, "COVERED LA EQUIDAD", "NOT lossTooSmall"
      ),
      (
        {
          $0.figure = "employment-cover-from"
          $0.date = "2018-11-06"
        }, { .unemployed(on: $0) }, "COVERED LA EQUIDAD 6 months", "NOT disbursedBeforeCover"
      ),
      (
        {
          $0.figure = "months-worked-min"
          $0.count = 60
        }, { .unemployed(on: $0) }, "COVERED LA EQUIDAD 6 months", "NOT tooFewMonthsWorked"
      ),
      (
        {
          $0.figure = "waiting-days"
          $0.count = 116
        }, { .unemployed(on: $0) }, "COVERED LA EQUIDAD 6 months", "NOT withinWaitingPeriod"
      ),
      (
        {
          $0.figure = "unemployment-months"
          $0.count = 4
        }, { .unemployed(on: $0) }, "COVERED LA EQUIDAD 6 months", "COVERED LA EQUIDAD 4 months"
      ),
      (
        {
          $0.figure = "temporary-incapacity-2"
          $0.count = 45
        }, { .temporary(on: $0) }, "COVERED LA EQUIDAD 1 months", "COVERED LA EQUIDAD 2 months"
      ),
      (
        {
          $0.figure = "prescription-years"
          $0.count = 1
        }, { day in .died(on: day).changed { $0.claimedOn = "2020-06-01" } },
        "COVERED LA EQUIDAD", "NOT prescribed"
      ),
      (
        {
          $0.figure = "la-equidad-from"
          $0.date = "2019-06-01"
        }, { .died(on: $0) }, "COVERED LA EQUIDAD", "COVERED MAPFRE"
      ),
    ]

  @Test(arguments: 0..<13)
  func `an adopted figure decides on what occurs from its first day on`(index: Int) throws {
    let (adoption, facts, before, from) = Self.changes[index]
    let book = try Self.book(adoption)
    #expect(try Coverage.line(facts("2019-02-28"), book: book) == before)
    #expect(try Coverage.line(facts("2019-03-01"), book: book) == from)
  }

  @Test func `the limit of the documents is a figure too`() throws {
    let book = try Self.book {
      $0.figure = "documents-balance-limit"
      $0.amount = .cop(2_000_000)
    }
    for (day, count) in [("2019-02-28", 2), ("2019-03-01", 7)] {
      let facts = try ClaimCase(.died(on: day))
      let terms = ClaimTerms(book, on: facts.occurredOn)
      let documents = ClaimDocuments(facts, Coverage.findings(facts, terms), terms)
      #expect(documents.needs(certified: Money(minorUnits: 300_000_000, .cop)).count == count)
    }
  }

  @Test func `the rules look figures up in the log`() throws {
    var scenario = try ClaimScenario(.death, at: .coverageDetermined)
    try scenario.log.given(
      PolicyFigureAdopted.with {
        $0.actor.name = "Gerencia de Riesgo"
        $0.figure = "arrears-days"
        $0.count = 10
        $0.validFrom = "2019-03-10"
        $0.source = "anexo 3-2019"
      }, in: "policy-claim")
    let refusal = try #require(
      try scenario.refusal(of: try ClaimCoverageDetermined.determined(.died())))
    #expect(refusal.code == "claim.coverage-differs")
    #expect(refusal.allowed.first?.contains("ARREARS_TOO_LONG") == true)
    #expect(
      try scenario.when(try ClaimCoverageDetermined.determined(.died(on: "2019-03-09"))) == nil)
  }
}
