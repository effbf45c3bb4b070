import Processes
import Projections
import Schemas
import Testing

@Suite("Coverage of total and permanent incapacity")
struct CoverageIncapacityTests {
  @Test(arguments: [
    // Born; occurred on 2019-03-10. Insurer B's text says under 64, its table up to 65.
    ("1955-03-11", "COVERED LA EQUIDAD"),
    ("1955-03-10", "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable"),
    ("1954-03-10", "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable"),
    ("1953-03-11", "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable"),
    ("1953-03-10", "NOT tooOldForIncapacity"),
  ])
  func `insurer B covers under 64, doubts 64 and 65, and stops at 66`(
    born: String, line: String
  ) throws {
    #expect(try Coverage.line(.permanent(born: born)) == line)
  }

  @Test(arguments: [
    ("1954-03-10", "COVERED MAPFRE"), ("1952-03-11", "COVERED MAPFRE"),
    ("1952-03-10", "NOT tooOldForIncapacity"),
  ])
  func `insurer A covers up to 65 completed years`(born: String, line: String) throws {
    let facts = ClaimFacts.permanent(on: "2018-03-10", born: born)
      .credit { $0.disbursedOn = "2017-03-10" }
    #expect(try Coverage.line(facts) == line)
  }

  @Test(arguments: [
    (UInt32(4999), "NOT lossTooSmall"), (5000, "COVERED LA EQUIDAD"),
    (10_000, "COVERED LA EQUIDAD"),
    (0, "NOT lossTooSmall"),
  ])
  func `half of the capacity to work is lost`(loss: UInt32, line: String) throws {
    #expect(try Coverage.line(.permanent { $0.lossHundredths = loss }) == line)
  }

  @Test func `it is not self-inflicted`() throws {
    #expect(try Coverage.line(.permanent { $0.selfInflicted = true }) == "NOT selfInflicted")
  }

  @Test func `what is not decreed or not found by the physician is doubtful, rated or not`() throws
  {
    #expect(
      try Coverage.line(.permanent { $0.decreed = false }) == "DOUBTFUL LA EQUIDAD: notDecreed")
    #expect(
      try Coverage.line(
        .permanent {
          $0.decreed = false
          $0.clearLossHundredths()
        }) == "DOUBTFUL LA EQUIDAD: notDecreed")
    #expect(
      try Coverage.line(.permanent { $0.foundByPhysician = false })
        == "DOUBTFUL LA EQUIDAD: notFoundByPhysician")
    #expect(
      try Coverage.line(
        .permanent(born: "1954-06-01") {
          $0.decreed = false
          $0.foundByPhysician = false
        })
        == "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable, notDecreed, notFoundByPhysician")
  }

  @Test func `a doubt is not told where a reason decides`() throws {
    #expect(
      try Coverage.line(
        .permanent {
          $0.decreed = false
          $0.lossHundredths = 3000
        }) == "NOT lossTooSmall")
  }

  @Test func `the ages of life insurance are not asked`() throws {
    // 66 at entry would be no bar to a life; for an incapacity only the age at occurrence counts.
    let facts = ClaimFacts.permanent(on: "2019-03-10", born: "1954-03-11")
      .credit { $0.disbursedOn = "2018-12-10" }
    #expect(try Coverage.line(facts) == "DOUBTFUL LA EQUIDAD: ageBetweenTextAndTable")
  }
}
