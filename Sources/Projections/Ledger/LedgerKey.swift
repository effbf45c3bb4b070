import Events

/// Builds the keys of a ledger's tables: texts, each ended by a 0 byte so that none is the beginning
/// of another, and numbers, big-endian so that they order.
struct LedgerKey {
  private(set) var bytes: [UInt8] = []

  /// The longest text in a key, in bytes. Four of them and the numbers stay below what LMDB takes,
  /// 511 bytes. Source: `mdb_env_get_maxkeysize`.
  static let textBytesMax = 110

  static func fits(_ text: String) -> Bool {
    text.utf8.count <= textBytesMax
      && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  init(_ texts: String...) {
    for text in texts { add(text) }
  }

  mutating func add(_ text: String) {
    precondition(Self.fits(text), "“\(text)” fits no key")
    bytes += text.utf8
    bytes.append(0)
  }

  /// A day: 4 bytes with the sign bit flipped, so that days before 1970 come first.
  mutating func add(_ date: LocalDate) {
    add(number: UInt32(bitPattern: Int32(date.daysSinceEpoch)) ^ 0x8000_0000)
  }

  mutating func add(_ id: JournalEntry.ID) {
    bytes += Key(id.position.rawValue).bytes
    add(number: id.index)
  }

  mutating func add(number: UInt32) {
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
  }

  var key: Key { Key(bytes) }
}

extension RawSpan {
  /// Whether the key begins so.
  func hasPrefix(_ prefix: [UInt8]) -> Bool {
    byteCount >= prefix.count && extracting(first: prefix.count).equals(prefix)
  }

  /// What `LedgerKey.add(number:)` wrote.
  func number32(at offset: Int) -> UInt32 {
    extracting(offset..<offset + 4).copied.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// What `LedgerKey.add(_: LocalDate)` wrote.
  func date(at offset: Int) -> LocalDate {
    LocalDate(daysSinceEpoch: Int(Int32(bitPattern: number32(at: offset) ^ 0x8000_0000)))
  }

  /// What `LedgerKey.add(_: JournalEntry.ID)` wrote.
  func entryID(at offset: Int) -> JournalEntry.ID {
    JournalEntry.ID(Position(bigEndian(at: offset)), number32(at: offset + 8))
  }

  /// The texts at the beginning of the key.
  func texts(_ count: Int) -> [String] {
    copied.split(separator: 0, maxSplits: count, omittingEmptySubsequences: false).prefix(count)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
