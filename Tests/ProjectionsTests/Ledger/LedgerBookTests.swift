import Events
import Projections
import SwiftProtobuf
import TestSupport
import Testing

/// Counts the events of each book, and enters the count. `for X` begins to write in the book X, `own`
/// in that of its stream; anything else goes where the event before went.
private struct CountingBookkeeper: Bookkeeper {
  let chart = TillBookkeeper.tillChart
  let version: UInt32 = 1
  let categories: Set<String> = ["shop"]

  func bookKey(of event: RecordedEvent, last: String?) -> String {
    let text = String(decoding: event.data, as: UTF8.self)
    if text.hasPrefix("for ") { return String(text.dropFirst(4)) }
    return text == "own" ? event.stream.text : last ?? event.stream.text
  }

  func entries(
    for event: RecordedEvent, book: inout Google_Protobuf_Int64Value
  ) throws(BookkeepingError) -> [LedgerInstruction] {
    book.value += 1
    let leg = EntryDraft.Leg(TillBookkeeper.sold, Money(minorUnits: book.value, .pen))
    return [
      .enter(EntryDraft(holder: "x", effective: LocalDate(daysSinceEpoch: 0), legs: [leg]))
    ]
  }
}

@Suite("Books of a ledger", .temporaryDirectory)
struct LedgerBookTests {
  @Test func `an event that does not say whose it is goes where the one before it went`()
    async throws
  {
    let test = try TestLog()
    func follower(_ name: String) throws -> Follower {
      try Follower(
        LedgerProjection(CountingBookkeeper()), path: TemporaryDirectory.path + name,
        log: test.log)
    }
    let followed = try follower("/followed.mdb")
    for (stream, text) in [
      ("shop-1", "for Peña"), ("shop-2", "for Peña"), ("shop-1", "more"), ("shop-3", "more"),
      ("shop-1", "own"), ("shop-1", "more"), ("shop-2", "more"), ("shop-3", "more"),
    ] {
      try await test.append(stream, "Counted", Array(text.utf8))
      try followed.catchUp()
    }
    let entries = try LedgerReader(followed.store, TillBookkeeper.tillChart)
      .journal(limit: 10).entries
    #expect(entries.map(\.amount.minorUnits) == [1, 2, 3, 1, 1, 2, 4, 2])

    let anew = try follower("/anew.mdb")
    try anew.catchUp()
    #expect(try anew.store.digest() == followed.store.digest())
  }
}
