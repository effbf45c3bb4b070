import EventdClient
import Testing

@testable import eventd

@Suite("An imported case")
struct ImportedCaseTests {
  private static let mapping = """
    {
      "case": "id",
      "stream": "thing-{number}",
      "values": {
        "number": {"column": "id", "strip": "T-", "integer": {"pad": 4}},
        "kind": {"column": "kind", "empty": ["?"]},
        "moved": {"changed": "kind"},
        "place": {"place": true},
        "amount": {"column": "amount", "money": {"currency": "COP"}},
        "day": {"column": "day", "date": {"pattern": "M/d/yyyy", "zone": "America/Bogota"}},
        "label": {"value": "kind", "map": {"a": "Alta"}, "otherwise": "Otra"}
      },
      "start": {"seen": "no"},
      "rows": [
        {"if": {"kind": ""}, "skip": "sin tipo"},
        {"if": {"moved": "no", "place": {"not": ["first", "last"]}}, "skip": "sin cambio"},
        {"append": [
          {"type": "Seen", "data": {
            "kind": "{kind}", "label": "{label} {seen}", "place": "{place}", "amount": "{amount}",
            "list": ["{kind}", 7, true, 2.5]}},
          {"type": "Dated", "at": "{day}T00:00:00Z", "data": {"day": "{day}"}}],
         "label": "{label}", "then": {"seen": "{kind}"}}
      ]
    }
    """

  private func steps(_ rows: String...) throws -> [Result<ImportedCase.Step, RowFault>] {
    let csv = "id,kind,amount,day\n" + rows.map { $0 + "\n" }.joined()
    let plan = try ImportPlan(
      CSVRows(Array(csv.utf8)), mapping: Mapping(json: Array(Self.mapping.utf8)))
    var imported = ImportedCase(plan.cases[0], of: plan)
    return plan.cases[0].rows.indices.map { index in
      let step = Result { () throws(RowFault) in try imported.step(of: index) }
      if case .success(.append(let appending)) = step {
        imported.advance(appending, to: Appended(revision: UInt64(index) * 2 + 1, position: 0))
      }
      return step
    }
  }

  private func appended(_ step: Result<ImportedCase.Step, RowFault>) throws
    -> ImportedCase.Appending
  {
    guard case .append(let appending) = try step.get() else {
      throw RowFault(reason: "not an append: \(step)")
    }
    return appending
  }

  private func text(_ event: ProposedEvent) -> String {
    String(decoding: event.data, as: UTF8.self)
  }

  @Test func `fills the events of a row, all of one append`() throws {
    let first = try appended(steps("T-7,a,1250.5,3/14/2016")[0])
    #expect(first.stream == "thing-0007")
    #expect(first.expected == .noStream)
    #expect(first.label == "Alta")
    #expect(first.events.map(\.type) == ["Seen", "Dated"])
    #expect(
      text(first.events[0])
        == #"{"amount":{"currencyCode":"COP","nanos":500000000,"units":"1250"},"kind":"a","#
        + #""label":"Alta no","list":["a",7,true,2.5],"place":"only"}"#)
    #expect(text(first.events[1]) == #"{"day":"2016-03-14"}"#)
    #expect(
      String(decoding: first.events[1].metadata, as: UTF8.self)
        == #"{"time":"2016-03-14T00:00:00Z"}"#)
    #expect(first.events[0].id != first.events[1].id)
  }

  @Test func `remembers, sees what changed, and goes on at the revision before`() throws {
    let steps = try steps(
      "T-7,a,,3/14/2016", "T-7,a,,3/15/2016", "T-7,b,,3/16/2016", "T-7,b,,3/17/2016")
    guard case .success(.skip("sin cambio")) = steps[1] else {
      Issue.record("\(steps[1])")
      return
    }
    let third = try appended(steps[2])
    #expect(third.expected == .revision(1))
    #expect(text(third.events[0]).contains(#""label":"Otra a""#))
    let last = try appended(steps[3])
    #expect(last.expected == .revision(5))
    #expect(text(last.events[0]).contains(#""place":"last""#))
  }

  @Test func `leaves out a field whose value there is not`() throws {
    let first = try appended(steps("T-7,a,,3/14/2016")[0])
    #expect(!text(first.events[0]).contains("amount"))
  }

  @Test func `skips a row without a kind, and one whose values are not of their form`() throws {
    let steps = try steps("T-x,?,,", "T-x,a,,3/14/2016", "T-x,b,,3/14/2016")
    guard case .success(.skip("sin tipo")) = steps[0] else {
      Issue.record("\(steps[0])")
      return
    }
    #expect(throws: RowFault(reason: "number: no es un número")) { try steps[2].get() }
    let finer = try self.steps("T-7,a,1.005,3/14/2016")
    #expect(throws: RowFault(reason: "amount: no es un importe exacto de la moneda")) {
      try finer[0].get()
    }
    let undated = try self.steps("T-7,a,1,14/3/2016")
    #expect(throws: RowFault(reason: "day: fecha u hora ilegible")) { try undated[0].get() }
  }

  /// A log whose cases have names gives streams that are numbered.
  @Test func `numbers the cases as they first appear in the file`() throws {
    let mapping = """
      {"case": "id", "stream": "thing-{number}", "start": {},
       "values": {"number": {"ordinal": true, "integer": {"offset": 100, "pad": 5}}},
       "rows": [{"append": [{"type": "Seen", "data": {"number": "{number}"}}]}]}
      """
    let csv = "id,when\nzebra,1\nape,2\nzebra,3\nbee,4\nape,5\n"
    let plan = try ImportPlan(
      CSVRows(Array(csv.utf8)), mapping: Mapping(json: Array(mapping.utf8)))
    #expect(plan.cases.map(\.id) == ["zebra", "ape", "bee"])
    #expect(plan.cases.map(\.ordinal) == [1, 2, 3])
    let streams = try plan.cases.map { planned in
      let imported = ImportedCase(planned, of: plan)
      return try planned.rows.indices.map { index in
        try appended(Result { () throws(RowFault) in try imported.step(of: index) }).stream
      }
    }
    #expect(
      streams == [
        ["thing-00101", "thing-00101"], ["thing-00102", "thing-00102"], ["thing-00103"],
      ])
  }

  /// A file that says on every row how it ended: only the rows of the last opening may believe it.
  @Test func `sees which rows say what the last row of the case says`() throws {
    let mapping = """
      {"case": "id", "stream": "thing-{id}", "start": {},
       "values": {"id": {"column": "id"}, "isFinal": {"final": "reopens"}},
       "rows": [{"append": [{"type": "Seen", "data": {"final": "{isFinal}"}}]}]}
      """
    let csv = "id,reopens\na,0\na,1\nb,0\na,0\na,1\n"
    let plan = try ImportPlan(
      CSVRows(Array(csv.utf8)), mapping: Mapping(json: Array(mapping.utf8)))
    let finals = try plan.cases.map { planned in
      let imported = ImportedCase(planned, of: plan)
      return try planned.rows.indices.map { index in
        let step = Result { () throws(RowFault) in try imported.step(of: index) }
        return text(try appended(step).events[0])
      }
    }
    let (yes, no) = (#"{"final":"yes"}"#, #"{"final":"no"}"#)
    #expect(finals == [[no, yes, no, yes], [yes]])
  }
}
