import Events

/// Builds keys of several parts: texts, each ended by a 0 byte so that none is the beginning
/// of another, and numbers, big-endian so that they order.
struct CompositeKey {
  private(set) var bytes: [UInt8] = []

  /// The longest text in a key, in bytes. Four of them and some numbers stay below what LMDB takes,
  /// 511 bytes. Source: `mdb_env_get_maxkeysize`.
  static let textBytesMax = 110

  static func fits(_ text: String) -> Bool {
    text.utf8.count <= textBytesMax && !text.hasControlCharacter
  }

  init(_ texts: String...) {
    for text in texts { add(text) }
  }

  /// Traps when the text does not fit.
  mutating func add(_ text: String) {
    precondition(Self.fits(text), "“\(text)” fits no key")
    bytes += text.utf8
    bytes.append(0)
  }

  /// A day: 4 bytes with the sign bit flipped, so that days before 1970 come first.
  mutating func add(_ date: LocalDate) {
    add(number: UInt32(bitPattern: Int32(date.daysSinceEpoch)) ^ 0x8000_0000)
  }

  mutating func add(byte: UInt8) { bytes.append(byte) }

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

  /// What `CompositeKey.add(number:)` wrote.
  func number32(at offset: Int) -> UInt32 {
    extracting(offset..<offset + 4).copied.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// What `CompositeKey.add(_: LocalDate)` wrote.
  func date(at offset: Int) -> LocalDate {
    LocalDate(daysSinceEpoch: Int(Int32(bitPattern: number32(at: offset) ^ 0x8000_0000)))
  }

  /// So many texts in a row, the first of which begins at `offset`.
  func texts(_ count: Int, at offset: Int = 0) -> [String] {
    extracting(droppingFirst: offset).copied
      .split(separator: 0, maxSplits: count, omittingEmptySubsequences: false).prefix(count)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
