import Processes
import Projections
import Schemas
import Testing

@Suite("Coverage of unemployment")
struct CoverageUnemploymentTests {
  private static let covered = "COVERED LA EQUIDAD 6 months"

  @Test(arguments: [
    ("2018-09-30", "NOT disbursedBeforeCover"), ("2018-10-01", covered),
    ("2018-06-30", "NOT disbursedBeforeCover"),
  ])
  func `only credits disbursed from 2018-10-01 on`(disbursed: String, line: String) throws {
    #expect(try Coverage.line(.unemployed().credit { $0.disbursedOn = disbursed }) == line)
  }

  @Test func `insurer A does not cover it`() throws {
    let facts = ClaimFacts.unemployed(on: "2018-06-30").credit { $0.disbursedOn = "2018-03-01" }
    #expect(try Coverage.line(facts) == "NOT notInsuredByMapfre, disbursedBeforeCover")
  }

  @Test(arguments: [
    // From its first to its last day, both counted.
    ("2019-01-01", "2019-12-30", "NOT fixedTermTooShort"),
    ("2019-01-01", "2019-12-31", covered),
    ("2018-06-15", "2019-06-14", covered),
    ("2018-06-15", "2019-06-13", "NOT fixedTermTooShort"),
  ])
  func `a fixed term is of at least a year`(began: String, ends: String, line: String) throws {
    let facts = ClaimFacts.unemployed(on: "2019-09-10") {
      $0.employment.kind = .fixedTerm
      $0.employment.beganOn = began
      $0.employment.endsOn = ends
    }
    #expect(try Coverage.line(facts) == line)
  }

  @Test(arguments: [
    ("2019-01-01", "2019-06-30", covered), ("2019-01-01", "2019-06-29", "NOT tooFewMonthsWorked"),
    ("2018-12-15", "2019-06-14", covered), ("2018-12-16", "2019-06-14", "NOT tooFewMonthsWorked"),
  ])
  func `at least six months were worked in the contract, the last day counted`(
    began: String, last: String, line: String
  ) throws {
    #expect(try Coverage.line(.unemployed(on: last) { $0.employment.beganOn = began }) == line)
  }

  @Test(arguments: [
    (ClaimContractEnd.employerWithoutJustCause, covered),
    (.employerWithJustCause, "NOT notEndedWithoutJustCause"),
    (.termExpired, "NOT notEndedWithoutJustCause"),
    (.resignation, "NOT notEndedWithoutJustCause, resigned"),
  ])
  func `the employer ended it without just cause`(end: ClaimContractEnd, line: String) throws {
    #expect(try Coverage.line(.unemployed { $0.contractEnd = end }) == line)
  }

  @Test(arguments: [
    // Disbursed on 2018-11-05; the 30th day after it is 2018-12-05.
    ("2018-11-05", "NOT withinWaitingPeriod"), ("2018-12-04", "NOT withinWaitingPeriod"),
    ("2018-12-05", "NOT withinWaitingPeriod"), ("2018-12-06", covered),
  ])
  func `a job that ends within 30 days from disbursement is excluded`(
    last: String, line: String
  ) throws {
    #expect(try Coverage.line(.unemployed(on: last)) == line)
  }

  @Test(arguments: [
    (ClaimEmploymentKind.indefiniteTerm, covered), (.publicServant, "NOT publicEmployee"),
    (.freeAppointmentPost, "NOT freeAppointment"), (.services, "NOT serviceContract"),
    (.independentWorker, "NOT independent"),
  ])
  func `whoever is not employed by contract of indefinite or fixed term is excluded`(
    kind: ClaimEmploymentKind, line: String
  ) throws {
    #expect(try Coverage.line(.unemployed { $0.employment.kind = kind }) == line)
  }

  @Test func `the other exclusions, one by one and together`() throws {
    #expect(
      try Coverage.line(.unemployed { $0.withinTrialPeriod = true })
        == "NOT endedWithinTrialPeriod")
    #expect(try Coverage.line(.unemployed { $0.ownCompany = true }) == "NOT ownCompany")
    #expect(
      try Coverage.line(.unemployed { $0.duringUnpaidLeave = true })
        == "NOT endedDuringUnpaidLeave")
    #expect(
      try Coverage.line(
        .unemployed(on: "2018-11-20") {
          $0.employment.kind = .publicServant
          $0.contractEnd = .resignation
          $0.withinTrialPeriod = true
          $0.ownCompany = true
          $0.duringUnpaidLeave = true
        })
        == "NOT notEndedWithoutJustCause, resigned, withinWaitingPeriod, publicEmployee,"
        + " endedWithinTrialPeriod, ownCompany, endedDuringUnpaidLeave")
  }

  @Test func `neither age nor loss of capacity is asked`() throws {
    #expect(try Coverage.line(.unemployed().changed { $0.bornOn = "" }) == Self.covered)
  }
}

@Suite("Coverage of total temporary incapacity")
struct CoverageTemporaryTests {
  @Test(arguments: [
    (UInt32(0), "NOT tooFewDays"), (19, "NOT tooFewDays"),
    (20, "COVERED LA EQUIDAD 1 months"), (49, "COVERED LA EQUIDAD 1 months"),
    (50, "COVERED LA EQUIDAD 2 months"), (79, "COVERED LA EQUIDAD 2 months"),
    (80, "COVERED LA EQUIDAD 3 months"), (109, "COVERED LA EQUIDAD 3 months"),
    (110, "COVERED LA EQUIDAD 4 months"), (139, "COVERED LA EQUIDAD 4 months"),
    (140, "COVERED LA EQUIDAD 5 months"), (169, "COVERED LA EQUIDAD 5 months"),
    (170, "COVERED LA EQUIDAD 6 months"), (179, "COVERED LA EQUIDAD 6 months"),
    (180, "COVERED LA EQUIDAD 6 months"), (540, "COVERED LA EQUIDAD 6 months"),
  ])
  func `its days decide how many months it pays`(days: UInt32, line: String) throws {
    #expect(try Coverage.line(.temporary(days: days)) == line)
  }

  @Test(arguments: [
    (ClaimEmploymentKind.independentWorker, true), (.freeAppointmentPost, true), (.services, true),
    (.indefiniteTerm, false), (.publicServant, false),
  ])
  func `it covers who has no lasting contract`(
    kind: ClaimEmploymentKind, isCovered: Bool
  ) throws {
    let line = try Coverage.line(
      .temporary {
        $0.employment.kind = kind
        $0.employment.beganOn = "2018-01-01"
      })
    #expect(line == (isCovered ? "COVERED LA EQUIDAD 1 months" : "NOT employmentNotCovered"))
  }

  @Test(arguments: [
    ("2019-12-30", "COVERED LA EQUIDAD 1 months"), ("2019-12-31", "NOT employmentNotCovered"),
  ])
  func `of fixed terms those under a year`(ends: String, line: String) throws {
    let facts = ClaimFacts.temporary(on: "2019-03-10") {
      $0.employment.kind = .fixedTerm
      $0.employment.beganOn = "2019-01-01"
      $0.employment.endsOn = ends
    }
    #expect(try Coverage.line(facts) == line)
  }

  @Test(arguments: [
    (ClaimCertifier.eps, true), (.arl, true), (.ars, true), (.occupationalPhysician, true),
    (.otherCertifier, false),
  ])
  func `a physician of EPS, ARL or ARS or an occupational one certifies it`(
    certifier: ClaimCertifier, isCovered: Bool
  ) throws {
    let line = try Coverage.line(.temporary { $0.certifier = certifier })
    #expect(line == (isCovered ? "COVERED LA EQUIDAD 1 months" : "NOT notDulyCertified"))
  }

  @Test func `the insured did not cause it`() throws {
    #expect(try Coverage.line(.temporary { $0.causedByInsured = true }) == "NOT causedByInsured")
  }

  @Test func `only insurer B, only credits disbursed from 2018-10-01 on`() throws {
    let early = ClaimFacts.temporary().credit { $0.disbursedOn = "2018-09-30" }
    #expect(try Coverage.line(early) == "NOT disbursedBeforeCover")
    let before = ClaimFacts.temporary(on: "2018-05-05").credit { $0.disbursedOn = "2018-05-01" }
    #expect(try Coverage.line(before) == "NOT notInsuredByMapfre, disbursedBeforeCover")
  }

  @Test func `there is no waiting period`() throws {
    #expect(try Coverage.line(.temporary(on: "2018-11-05")) == "COVERED LA EQUIDAD 1 months")
  }
}
