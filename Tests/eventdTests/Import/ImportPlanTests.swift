import Events
import Testing

@testable import eventd

@Suite("Import plan")
struct ImportPlanTests {
  private static let header = "case,activity,who,when\n"

  @Test func `has every row of the file exactly once`() throws {
    let plan = try ImportFixture.plan()
    let rows = plan.cases.flatMap(\.rows).map(\.number) + plan.skipped.map(\.row)
    #expect(rows.sorted() == Array(1...16))
    #expect(plan.rowCount == 16)
  }

  @Test func `says which rows cannot be read`() throws {
    let plan = try ImportFixture.plan()
    #expect(
      plan.skipped == [
        .init(row: 13, reason: "order: fecha u hora ilegible"),
        .init(row: 15, reason: "fila mal formada: 3 campos en lugar de 4"),
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
    #expect(plan.cases.map(\.id) == ["7", "8"])
    #expect(plan.cases[0].rows.map(\.number) == [5, 2, 4, 1])
  }

  @Test func `gives a row the same id wherever it stands, and equal rows different ones`() throws {
    let row = "7,Register,a,2016-02-01 12:00:00+00:00\n"
    let other = "7,Validate,a,2016-02-01 12:00:00+00:00\n"
    let first = try ImportFixture.plan(Self.header + row + other + row + row)
    let moved = try ImportFixture.plan(Self.header + other + row)
    let ids = first.cases[0].rows.map(\.id)
    #expect(Set(ids).count == 4)
    #expect(moved.cases[0].rows[1].id == ids[0])
    #expect(Array("\(ids[0])")[14] == "5")
  }

  @Test func `does not take rows for the same whose fields run together alike`() throws {
    let plan = try ImportFixture.plan(
      Self.header
        + """
        7,Register,a1,2016-02-01 12:00:00+00:00
        71,Register,a,2016-02-01 12:00:00+00:00
        """)
    #expect(Set(plan.cases.flatMap(\.rows).map(\.id)).count == 2)
  }

  @Test func `needs the columns of the mapping, and keeps no others`() throws {
    #expect(throws: ImportError.noColumn("when", header: ["case", "activity", "who"])) {
      try ImportFixture.plan("case,activity,who\n")
    }
    let plan = try ImportFixture.plan(
      "extra,case,activity,who,when\nx,7,Register,a,2016-02-01 12:00:00+00:00\n")
    #expect(plan.columns.keys.sorted() == ["activity", "case", "when", "who"])
    #expect(plan.cases[0].rows[0].fields == ["Register", "7", "2016-02-01 12:00:00+00:00", "a"])
  }
}
