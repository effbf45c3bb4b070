/// Takes numbers in network byte order from the front of some bytes; at their end it throws.
struct BigEndianReader {
  private var rest: ArraySlice<UInt8>
  private let byteCount: Int

  init(_ bytes: some Sequence<UInt8>) {
    rest = Array(bytes)[...]
    byteCount = rest.count
  }

  /// Bytes not yet taken.
  var remaining: Int { rest.count }

  /// The bytes from here up to the first that does not meet `condition`; takes none of them.
  func prefix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    rest.prefix(while: condition)
  }

  mutating func take(_ count: Int) throws(TZifDefect) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .truncated(byteCount: byteCount, needed: count) }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func byte() throws(TZifDefect) -> UInt8 {
    let bytes = try take(1)
    return bytes[bytes.startIndex]
  }

  mutating func uint32() throws(TZifDefect) -> UInt32 { try number() }

  mutating func int32() throws(TZifDefect) -> Int32 { try number() }

  mutating func int64() throws(TZifDefect) -> Int64 { try number() }

  private mutating func number<N: FixedWidthInteger>() throws(TZifDefect) -> N {
    try take(N.bitWidth / 8).reduce(0) { $0 << 8 | N(truncatingIfNeeded: $1) }
  }
}
