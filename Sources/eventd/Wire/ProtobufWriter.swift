/// Writes a protobuf message field by field, straight from the log's memory: for the hot calls.
///
/// Source: protobuf encoding specification ("Message Structure", "Base 128 Varints").
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving count: Int = 64) { bytes.reserveCapacity(count) }

  /// A varint field; written also when it is 0, as a oneof needs.
  mutating func varint(_ number: Int, _ value: UInt64) {
    raw(UInt64(number) << 3)
    raw(value)
  }

  mutating func bytes(_ number: Int, _ value: some Collection<UInt8>) {
    header(number, value.count)
    bytes.append(contentsOf: value)
  }

  mutating func span(_ number: Int, _ value: RawSpan) {
    header(number, value.byteCount)
    value.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ number: Int, _ value: String) {
    bytes(number, value.utf8)
  }

  /// A message field.
  mutating func message(_ number: Int, _ body: (inout ProtobufWriter) -> Void) {
    var inner = ProtobufWriter()
    body(&inner)
    bytes(number, inner.bytes)
  }

  /// A message field of known size, written in place.
  mutating func header(_ number: Int, _ count: Int) {
    raw(UInt64(number) << 3 | 2)
    raw(UInt64(count))
  }

  private mutating func raw(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
