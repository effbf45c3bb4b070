/// What tables hold, in sixteen bytes: how many rows, and the sum of a hash of each. The order does not
/// matter, so a row that comes, goes or changes costs a hash or two, whatever the size.
///
/// LMDB has no checksums. A page that turned into an older state of itself, or an index page with
/// one bit changed, loses rows or brings old ones back, and nothing else in the file would tell.
public struct TableDigest: Equatable, Sendable {
  public private(set) var rows: UInt64 = 0
  /// Of `hash` of every row, modulo 2^64.
  private(set) var sum: UInt64 = 0

  public init() {}

  init(rows: UInt64, sum: UInt64) {
    self.rows = rows
    self.sum = sum
  }

  /// - Returns: `nil` when this is not what `bytes` wrote.
  public init?(_ stored: RawSpan) {
    guard stored.byteCount == 16 else { return nil }
    self.init(rows: stored.bigEndian(at: 0), sum: stored.bigEndian(at: 8))
  }

  /// Both numbers, big-endian.
  public var bytes: [UInt8] { Key(rows, sum).bytes }

  /// XXH64 of the value, with XXH64 of the key for a seed. Another seed for each table where one digest is
  /// that of several.
  static func hash(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, seed: UInt64 = 0
  ) -> UInt64 {
    XXH64.hash(value, seed: XXH64.hash(key, seed: seed))
  }

  mutating func add(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, seed: UInt64 = 0
  ) {
    rows &+= 1
    sum &+= Self.hash(key, value, seed: seed)
  }

  mutating func add(_ key: Key, _ value: [UInt8], seed: UInt64 = 0) {
    key.bytes.withUnsafeBytes { key in value.withUnsafeBytes { add(key, $0, seed: seed) } }
  }

  mutating func remove(_ key: Key, _ value: [UInt8]) {
    key.bytes.withUnsafeBytes { key in value.withUnsafeBytes { remove(key, $0) } }
  }

  mutating func remove(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, seed: UInt64 = 0
  ) {
    rows &-= 1
    sum &-= Self.hash(key, value, seed: seed)
  }
}

extension Transaction where Self: ~Copyable {
  /// The digest of several tables together: reads every row.
  public func digest(of tables: [Table]) throws(LMDBError) -> TableDigest {
    var digest = TableDigest()
    for table in tables { try add(table, seed: table.seed, to: &digest) }
    return digest
  }

  /// Adds every row of a table.
  func add(_ table: Table, seed: UInt64 = 0, to digest: inout TableDigest) throws(LMDBError) {
    try scan(table) { key, value throws(LMDBError) in
      key.withUnsafeBytes { key in value.withUnsafeBytes { digest.add(key, $0, seed: seed) } }
      return .next
    }
  }
}
