import Foundation
import Testing

@testable import eventd

@Suite("Mapping file")
struct MappingTests {
  private static let text = """
    {
      "case": "c",
      "order": {"column": "t", "time": "rfc3339"},
      "stream": "thing-{number}",
      "values": {
        "number": {"column": "c", "integer": {"pad": 3}},
        "kind": {"column": "k"},
        "day": {"column": "d", "date": {"pattern": "d/M/yyyy", "zone": "America/Lima"}}
      },
      "start": {"seen": ""},
      "rows": [
        {"if": {"kind": "mark"}, "skip": "marca"},
        {"if": {"kind": ["a", "b"], "seen": {"not": "yes"}},
         "append": [{"type": "Seen", "at": "{day}", "data": {"kind": "{kind}", "n": [1, "{seen}"]}}],
         "label": "visto {kind}", "then": {"seen": "yes"}}
      ]
    }
    """

  private func read(replacing part: String = "", with other: String = "") throws -> Mapping {
    let text =
      part.isEmpty ? Self.text : Self.text.replacingOccurrences(of: part, with: other)
    return try Mapping(json: Array(text.utf8))
  }

  @Test func `reads values, conditions and what is appended`() throws {
    let mapping = try read()
    #expect(mapping.columns == ["c", "t", "k", "d"])
    #expect(mapping.start == ["seen": ""])
    #expect(mapping.rules.count == 2)
    let conditions = mapping.rules[1].conditions
    #expect(conditions.map(\.name) == ["kind", "seen"])
    #expect(conditions[0].holds(for: "b") && !conditions[0].holds(for: "c"))
    #expect(conditions[1].holds(for: "") && !conditions[1].holds(for: "yes"))
    #expect(Set(mapping.rules[1].names) == ["kind", "seen", "day"])
  }

  @Test(arguments: [
    ("\"order\"", "\"ordre\"", "ordre", "there is no such setting"),
    ("\"stream\": \"thing-{number}\",", "", "stream", "missing"),
    ("thing-{number}", "thing-{nummer}", "stream", "there is no value “nummer”"),
    ("thing-{number}", "thing-{number", "stream", "without its other half"),
    ("\"column\": \"k\"", "\"colum\": \"k\"", "values.kind.colum", "no such setting"),
    ("\"column\": \"k\"", "\"empty\": []", "values.kind", "exactly one of column, value"),
    ("{\"column\": \"k\"}", "{\"column\": \"k\", \"place\": true}", "values.kind", "exactly one"),
    ("{\"pad\": 3}", "{\"pad\": 3}, \"time\": \"rfc3339\"", "values.number", "at most one"),
    ("\"rfc3339\"", "\"iso\"", "order.time", "rfc3339"),
    ("America/Lima", "America/Limas", "values.day.date.zone", "Limas"),
    ("\"skip\": \"marca\"", "\"label\": \"marca\"", "rows.Index 0", "either skip or append"),
    ("{\"kind\": \"mark\"}", "{\"kin\": \"mark\"}", "rows.0", "there is no value “kin”"),
    ("\"then\": {\"seen\"", "\"then\": {\"sean\"", "rows.1", "“sean”"),
    ("{\"not\": \"yes\"}", "{\"nor\": \"yes\"}", "rows.Index 1.if.seen.nor", "no such setting"),
    ("visto {kind}", "visto {kynd}", "rows.1", "“kynd”"),
    ("[1, \"{seen}\"]", "[1, \"{sean}\"]", "rows.1", "“sean”"),
    ("\"case\"", "case", "the file", ""),
  ])
  func `names the place of what is wrong`(
    part: String, other: String, place: String, reason: String
  ) throws {
    let error = try #require(throws: ImportError.self) {
      try read(replacing: part, with: other)
    }
    guard case .mapping(let at, let why) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(at == place.replacing("Index ", with: ""))
    #expect(reason.isEmpty || why.contains(reason), "\(why)")
  }

  @Test func `a comment is for people, and changes nothing`() throws {
    let commented = try read(replacing: "\"case\"", with: "\"comment\": [\"No cabe.\"], \"case\"")
    #expect(commented.columns == (try read()).columns)
  }

  @Test func `every example can be read`() throws {
    let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../examples").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: examples.path)
      .filter { $0.hasSuffix(".mapping.json") }
    #expect(!names.isEmpty)
    for name in names {
      _ = try Mapping(json: [UInt8](Data(contentsOf: examples.appendingPathComponent(name))))
    }
  }
}
