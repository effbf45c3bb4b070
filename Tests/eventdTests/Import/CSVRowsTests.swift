import Testing

@testable import eventd

@Suite("CSV rows")
struct CSVRowsTests {
  private func read(_ text: String) throws -> CSVRows { try CSVRows(Array(text.utf8)) }

  private func fields(_ text: String) throws -> [[String]] {
    try read(text).map { try $0.content.get() }
  }

  /// **Source:** RFC 4180 section 2, rules 1 to 7, with its own examples.
  @Test(arguments: [
    ("a,b,c\r\nzzz,yyy,xxx\r\n", [["zzz", "yyy", "xxx"]]),
    ("a,b,c\nzzz,yyy,xxx", [["zzz", "yyy", "xxx"]]),
    (
      "a,b,c\r\n\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
      [
        ["aaa", "b \r\nbb", "ccc"], ["zzz", "yyy", "xxx"],
      ]
    ),
    ("a,b,c\n\"aaa\",\"b\"\"bb\",\"ccc\"\n", [["aaa", "b\"bb", "ccc"]]),
    ("a,b,c\n\"x,y\",\"\",\n", [["x,y", "", ""]]),
    ("a,b,c\n ñandú , Peña\t,\u{2028}\n", [[" ñandú ", " Peña\t", "\u{2028}"]]),
    ("a,b,c\n1,\u{301}2,3\n", [["1", "\u{301}2", "3"]]),
    ("a,b,c\n1,2\r3,\n", [["1", "2\r3", ""]]),
    ("a,b,c\n,,", [["", "", ""]]),
    ("a,b,c\n", []),
  ])
  func `reads fields as they are written`(text: String, expected: [[String]]) throws {
    #expect(try fields(text) == expected)
    #expect(try read(text).header == ["a", "b", "c"])
  }

  @Test func `passes over a byte order mark`() throws {
    let file = try CSVRows([0xef, 0xbb, 0xbf] + Array("\"a\",b\n1,2\n".utf8))
    #expect(file.header == ["a", "b"])
    #expect(Array(file).count == 1)
  }

  @Test func `gives each row its number and its line`() throws {
    let rows = try read("a,b\n1,\"x\ny\"\n3,4\n\n5,6").map(\.self)
    #expect(rows.map(\.number) == [1, 2, 3, 4])
    #expect(rows.map(\.line) == [2, 4, 5, 6])
  }

  @Test(arguments: [
    ("a,b\n1\n3,4\n", CSVRows.Fault.fieldCount(expected: 2, found: 1)),
    ("a,b\n1,2,3\n3,4\n", .fieldCount(expected: 2, found: 3)),
    ("a,b\n\n3,4\n", .fieldCount(expected: 2, found: 1)),
    ("a,b\n1\"2,3\n3,4\n", .strayQuote),
    ("a,b\n\"1\"2,3\n3,4\n", .strayQuote),
  ])
  func `hands out a malformed row, and goes on with the next`(
    text: String, fault: CSVRows.Fault
  ) throws {
    let rows = Array(try read(text))
    #expect(rows.map(\.content) == [.failure(fault), .success(["3", "4"])])
    #expect(rows.map(\.number) == [1, 2])
  }

  @Test func `hands out the rest of the file as one row when quotes are not closed`() throws {
    let rows = try read("a,b\n1,2\n3,\"4\n5,6\n").map(\.self)
    #expect(rows.map(\.content) == [.success(["1", "2"]), .failure(.unclosedQuote)])
  }

  @Test func `hands out a row that is not UTF-8, and loses no other`() throws {
    let rows = try CSVRows(Array("a\n".utf8) + [0xff, 0x0a] + Array("ok\n".utf8)).map(\.self)
    #expect(rows.map(\.content) == [.failure(.notUTF8), .success(["ok"])])
  }

  @Test func `needs a header`() {
    #expect(throws: ImportError.noHeader("the file is empty")) { try CSVRows([]) }
  }

  @Test func `finds a column by its name, if there is one of it`() throws {
    let file = try read("a,b,a\n")
    #expect(try file.index(of: "b") == 1)
    #expect(throws: ImportError.noColumn("c", header: ["a", "b", "a"])) {
      try file.index(of: "c")
    }
    #expect(throws: ImportError.twoColumns("a")) { try file.index(of: "a") }
  }
}
