import Events
import Projections
import Testing

@testable import eventd

@Suite("Import plan")
struct ImportPlanTests {
  private static let header = "case,activity,who,when\n"

  @Test func `has every row of the file exactly once`() throws {
    let plan = try ImportFixture.plan()
    let rows = plan.cases.flatMap(\.steps).map(\.row.number) + plan.skipped.map(\.row)
    #expect(rows.sorted() == Array(1...16))
    #expect(plan.rows == 16)
  }

  @Test func `says why it skips a row`() throws {
    let plan = try ImportFixture.plan()
    #expect(
      plan.skipped == [
        .init(row: 1, reason: "marca de inicio"),
        .init(row: 13, reason: "fecha y hora ilegibles"),
        .init(row: 14, reason: "el caso no da un número de folio"),
        .init(row: 15, reason: "fila mal formada: 3 campos en lugar de 4"),
        .init(row: 16, reason: "actividad sin asignar: Ponder"),
      ])
  }

  @Test func `puts the rows of a case in order of time, then of the file`() throws {
    let plan = try ImportFixture.plan(
      Self.header
        + """
        7,Close,a,2016-02-01 12:00:00+00:00
        7,Validate,a,2016-02-01 11:00:00+00:00
        8,Register,a,2016-02-01 10:00:00+00:00
        7,Register,a,2016-02-01 05:00:00-06:00
        7,Fetch,a,2016-02-01T10:59:59Z
        """)
    #expect(plan.cases.map(\.number.rawValue) == [1007, 1008])
    #expect(
      plan.cases[0].steps.map(\.row.activity) == ["Fetch", "Validate", "Register", "Close"])
  }

  @Test(arguments: ["-1001", "99999999", "9223372036854775807", "1e3", ""])
  func `skips a case whose number is none of a folio`(caseID: String) throws {
    let plan = try ImportFixture.plan(
      Self.header + "\(caseID),Register,a,2016-02-01 12:00:00+00:00\n")
    #expect(plan.cases.isEmpty)
    #expect(plan.skipped.count == 1)
  }

  @Test func `gives a row the same id wherever it stands, and two equal rows two ids`() throws {
    let row = "7,Register,a,2016-02-01 12:00:00+00:00\n"
    let other = "7,Validate,a,2016-02-01 12:00:00+00:00\n"
    let first = try ImportFixture.plan(Self.header + row + other + row)
    let moved = try ImportFixture.plan(
      "when,who,extra,activity,case\n2016-02-01 12:00:00+00:00,a,x,Register,7\n")
    let ids = first.cases[0].steps.map(\.row.eventID)
    #expect(Set(ids).count == 3)
    #expect(moved.cases[0].steps[0].row.eventID == ids[0])
    #expect(Array("\(ids[0])")[14] == "5")
  }

  @Test func `does not take rows for the same whose fields run together alike`() throws {
    let plan = try ImportFixture.plan(
      Self.header
        + """
        7,Register,a1,2016-02-01 12:00:00+00:00
        71,Register,a,2016-02-01 12:00:00+00:00
        """)
    #expect(Set(plan.cases.flatMap(\.steps).map(\.row.eventID)).count == 2)
  }

  @Test func `needs the columns of the mapping`() {
    #expect(throws: ImportError.noColumn("when", header: ["case", "activity", "who"])) {
      try ImportFixture.plan("case,activity,who\n")
    }
  }
}
