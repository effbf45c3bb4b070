import Processes
import Projections
import Schemas
import Testing

@Suite("Coverage: what is refused outright, and who insures")
struct CoverageTests {
  @Test(arguments: [
    (0, "COVERED LA EQUIDAD"), (359, "COVERED LA EQUIDAD"), (360, "NOT arrearsTooLong"),
    (361, "NOT arrearsTooLong"),
  ])
  func `days past due are under 360 at the occurrence`(days: UInt32, line: String) throws {
    #expect(try Coverage.line(.died().credit { $0.daysPastDue = days }) == line)
  }

  @Test func `the credit is current, insured, and the holder's`() throws {
    #expect(try Coverage.line(.died().credit { $0.state = .castigado }) == "NOT writtenOff")
    #expect(try Coverage.line(.died().credit { $0.state = .pazYSalvo }) == "NOT owesNothing")
    #expect(try Coverage.line(.died().credit { $0.policySubscribed = false }) == "NOT noPolicy")
    #expect(
      try Coverage.line(.died().changed { $0.befellHolder = false }) == "NOT notTheHolder")
  }

  @Test(arguments: [
    ("2019-03-10", "2021-03-09", "COVERED LA EQUIDAD"),
    ("2019-03-10", "2021-03-10", "COVERED LA EQUIDAD"),
    ("2019-03-10", "2021-03-11", "NOT prescribed"),
    // 29 February: its anniversary is the 28th where the year has no 29th.
    ("2020-02-29", "2022-02-28", "COVERED LA EQUIDAD"),
    ("2020-02-29", "2022-03-01", "NOT prescribed"),
    ("2020-02-28", "2022-02-28", "COVERED LA EQUIDAD"),
    ("2020-02-28", "2022-03-01", "NOT prescribed"),
    ("2022-02-28", "2024-02-28", "COVERED LA EQUIDAD"),
    ("2022-02-28", "2024-02-29", "NOT prescribed"),
  ])
  func `a claim prescribes after the second anniversary, which still counts`(
    occurred: String, claimed: String, line: String
  ) throws {
    let facts = ClaimFacts.died(on: occurred).changed { $0.claimedOn = claimed }
    #expect(try Coverage.line(facts) == line)
  }

  @Test(arguments: [
    // Disbursed, occurred.
    ("2018-06-30", "2018-06-30", "COVERED MAPFRE"),
    ("2018-06-29", "2018-06-30", "COVERED MAPFRE"),
    ("2018-06-30", "2018-07-01", "COVERED LA EQUIDAD"),
    ("2018-07-01", "2018-07-01", "COVERED LA EQUIDAD"),
    ("2018-07-01", "2018-07-02", "COVERED LA EQUIDAD"),
    ("2016-01-15", "2019-01-15", "COVERED LA EQUIDAD"),
    ("2016-01-15", "2018-01-15", "COVERED MAPFRE"),
    // The occurrence is not before the disbursement.
    ("2018-07-01", "2018-06-30", "NOT occurredBeforeDisbursement"),
    ("2018-11-06", "2018-11-05", "NOT occurredBeforeDisbursement"),
    ("2018-11-05", "2018-11-05", "COVERED LA EQUIDAD"),
    ("2018-02-02", "2018-02-01", "NOT occurredBeforeDisbursement"),
  ])
  func `the date of occurrence decides on the insurer`(
    disbursed: String, occurred: String, line: String
  ) throws {
    let facts = ClaimFacts.died(on: occurred).credit { $0.disbursedOn = disbursed }
    #expect(try Coverage.line(facts) == line)
  }

  @Test func `every reason is named`() throws {
    let facts = ClaimFacts.died(on: "2018-12-01").changed {
      $0.befellHolder = false
      $0.claimedOn = "2021-01-01"
      $0.credits = [
        .credit(disbursed: "2018-12-02") {
          $0.daysPastDue = 400
          $0.state = .castigado
          $0.policySubscribed = false
        }
      ]
    }
    #expect(
      try Coverage.line(facts)
        == "NOT arrearsTooLong, writtenOff, noPolicy, notTheHolder, prescribed,"
        + " occurredBeforeDisbursement")
  }

  @Test func `each credit has a finding of its own`() throws {
    let facts = ClaimFacts.died().changed {
      $0.credits = [
        .credit("F-1"), .credit("F-2") { $0.daysPastDue = 360 },
        .credit("F-3", disbursed: "2017-05-05"),
      ]
    }
    let findings = try Coverage.findings(facts)
    #expect(findings.map(\.invoice) == ["F-1", "F-2", "F-3"])
    #expect(findings.map(\.decision) == [.covered, .notCovered, .covered])
    #expect(findings.map(\.insurer) == [.laEquidad, .unspecified, .laEquidad])
    #expect(findings[1].reasons == [.arrearsTooLong])
  }

  @Test(arguments: [
    // Born, disbursed, occurred: 75 and 76 completed years at entry.
    ("1943-01-11", "2019-01-10", "2019-03-10", "COVERED LA EQUIDAD"),
    ("1943-01-10", "2019-01-10", "2019-03-10", "NOT tooOldAtEntry"),
    ("1943-01-09", "2019-01-10", "2019-03-10", "NOT tooOldAtEntry"),
    // The day before the 85th birthday, the birthday.
    ("1934-03-11", "2009-06-01", "2019-03-10", "COVERED LA EQUIDAD"),
    ("1934-03-10", "2009-06-01", "2019-03-10", "NOT tooOldToStay"),
    ("1934-02-28", "2008-06-01", "2019-02-27", "COVERED LA EQUIDAD"),
    ("1934-02-28", "2008-06-01", "2019-02-28", "NOT tooOldToStay"),
    // Born on 29 February: the birthday is 1 March where the year has no such day.
    ("1936-02-29", "2010-06-01", "2021-02-28", "COVERED LA EQUIDAD"),
    ("1936-02-29", "2010-06-01", "2021-03-01", "NOT tooOldToStay"),
    // Both.
    ("1930-01-01", "2018-11-05", "2019-03-10", "NOT tooOldAtEntry, tooOldToStay"),
    // Insurer A takes any age.
    ("1920-01-01", "2017-11-05", "2018-03-10", "COVERED MAPFRE"),
  ])
  func `insurer B takes lives up to 75 years and keeps them until the 85th birthday`(
    born: String, disbursed: String, occurred: String, line: String
  ) throws {
    let facts = ClaimFacts.died(on: occurred, born: born).credit { $0.disbursedOn = disbursed }
    #expect(try Coverage.line(facts) == line)
  }

  @Test(arguments: [ClaimManner.natural, .accidental, .suicide, .terrorism])
  func `a life is covered from the first day, whatever the cause of death`(
    manner: ClaimManner
  ) throws {
    #expect(try Coverage.line(.died(manner, on: "2018-11-05")) == "COVERED LA EQUIDAD")
    let before = ClaimFacts.died(manner, on: "2018-05-05").credit { $0.disbursedOn = "2018-05-05" }
    #expect(try Coverage.line(before) == "COVERED MAPFRE")
  }
}
