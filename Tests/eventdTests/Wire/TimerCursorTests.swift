import Events
import Processes
import Testing

@testable import eventd

@Suite("Cursor of a list of timers")
struct TimerCursorTests {
  private static let due = Timestamp(seconds: 1_767_628_800)
  private static let key =
    TimerEntry.key(at: due) + [0, 0, 0, 0, 0, 0, 0, 7] + [0, 0, 0, 0, 0, 0, 0, 1]

  private func cursor(_ process: String) throws -> TimerCursor {
    let hex = Self.key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return try TimerCursor("\(hex).\(process)")
  }

  @Test func `goes on behind the last timer of its own process`() throws {
    #expect(try cursor("b").after("b") == Self.key)
  }

  @Test func `passes over timers of that time of processes before it, and takes those after it`()
    throws
  {
    #expect(try cursor("b").after("a") == TimerEntry.key(after: Self.due))
    #expect(try cursor("b").after("c") == TimerEntry.key(at: Self.due))
  }

  @Test func `comes back the same from its text`() throws {
    let cursor = try cursor("folio-escalations")
    #expect(try TimerCursor(cursor.text) == cursor)
    #expect(cursor.text.hasSuffix("0000000000000007" + "0000000000000001.folio-escalations"))
  }

  @Test func `of nothing begins at the start`() throws {
    #expect(try TimerCursor("").after("b") == [])
  }

  @Test(arguments: ["7", "x.b", "00.b", ".b", String(repeating: "0", count: 48), "ñ.b"])
  func `of something else is refused`(text: String) {
    #expect(throws: TimerCursor.unknown) { try TimerCursor(text) }
  }
}
