import Events
import Schemas
import SwiftProtobuf

/// The tables of a ledger. All but `entries`, `books` and `streams` follow from the entries; they
/// are there so that a balance need not read the whole journal.
struct LedgerTables: Sendable {
  /// Entry id -> `LedgerEntry`: the journal, in order of position.
  let entries: Table
  /// Holder, key of the entry -> entry id; the last one of that key.
  let keys: Table
  /// Account, currency, effective day, entry id, line -> `LedgerSlot`.
  let accounts: Table
  /// Holder, account, currency, document, effective day, entry id, line -> `LedgerSlot`.
  let holders: Table
  /// Account, currency, effective day, day of recording in UTC -> debits and credits of that day.
  let days: Table
  /// Account, currency, holder, document -> debits and credits of all time; account, currency ->
  /// those of all holders.
  let balances: Table
  /// Key of a book -> the bookkeeper's message.
  let books: Table
  /// Stream -> key of the book of its last event, where that is not its own.
  let streams: Table

  static let names = [
    "entries", "keys", "accounts", "holders", "days", "balances", "books", "streams",
  ]

  init(_ environment: Environment) {
    entries = environment.table("entries")
    keys = environment.table("keys")
    accounts = environment.table("accounts")
    holders = environment.table("holders")
    days = environment.table("days")
    balances = environment.table("balances")
    books = environment.table("books")
    streams = environment.table("streams")
  }

  func entry(
    _ id: JournalEntry.ID, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> JournalEntry? {
    var key = CompositeKey()
    key.add(id)
    return try transaction.get(entries, key.key).map(Self.entry)
  }

  static func entry(_ bytes: [UInt8]) -> JournalEntry { JournalEntry(stored: message(bytes)) }

  func put(_ entry: JournalEntry, _ transaction: inout WriteTransaction) throws(LMDBError) {
    var key = CompositeKey()
    key.add(entry.id)
    try transaction.put(entries, key.key, Self.bytes(entry.wire))
  }

  /// The entry of this key; `nil` when the holder has none.
  func id(
    of key: String, holder: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> JournalEntry.ID? {
    try transaction.get(keys, CompositeKey(holder, key).key) { value throws(LMDBError) in
      value.entryID(at: 0)
    }
  }

  func put(
    _ id: JournalEntry.ID, as key: String, holder: String, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    var value = CompositeKey()
    value.add(id)
    try transaction.put(keys, CompositeKey(holder, key).key, value.bytes)
  }

  func book<B: Message>(
    _ key: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> B? {
    try transaction.get(books, Key(key)).map(Self.message)
  }

  func put(
    book: some Message, _ key: String, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(books, Key(key), Self.bytes(book))
  }

  /// The book in which the last event of a stream was entered; `nil` before its first, and where it is
  /// the stream's own.
  func bookKey(
    of stream: StreamName, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> String? {
    try transaction.get(streams, Key(stream.text)) { value throws(LMDBError) in value.copiedText }
  }

  func put(
    bookKey key: String, of stream: StreamName, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    if key == stream.text {
      try transaction.remove(streams, Key(stream.text))
    } else {
      try transaction.put(streams, Key(stream.text), Array(key.utf8))
    }
  }

  private static func message<M: Message>(_ bytes: [UInt8]) -> M {
    do { return try M(serializedBytes: bytes) } catch { preconditionFailure("\(M.self): \(error)") }
  }

  /// A book must have no map, so that equal messages give equal bytes.
  private static func bytes(_ message: some Message) -> [UInt8] {
    do { return try message.serializedBytes() } catch { preconditionFailure("\(error)") }
  }
}
