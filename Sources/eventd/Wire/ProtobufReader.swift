/// Reads the fields of a protobuf message without building it: for the hot calls, where a
/// payload is sliced out of its request and stored as it is.
///
/// Source: protobuf encoding specification ("Message Structure", "Base 128 Varints").
struct ProtobufReader {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// One field: its number and its value.
  struct Field {
    let number: Int
    let value: Value
  }

  enum Value {
    case varint(UInt64)
    case bytes(ArraySlice<UInt8>)
    /// Of a fixed width; no message of the hot calls has one.
    case fixed
  }

  /// The next field; `nil` at the end.
  mutating func next() throws(RPCStatus) -> Field? {
    if offset == bytes.endIndex { return nil }
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), number > 0 else { throw Self.malformed }
    switch tag & 7 {
    case 0: return Field(number: number, value: .varint(try varint()))
    case 1: return Field(number: number, value: try fixed(8))
    case 2:
      guard let count = Int(exactly: try varint()), count <= bytes.endIndex - offset else {
        throw Self.malformed
      }
      defer { offset += count }
      return Field(number: number, value: .bytes(bytes[offset..<(offset + count)]))
    case 5: return Field(number: number, value: try fixed(4))
    default: throw Self.malformed
    }
  }

  private mutating func fixed(_ count: Int) throws(RPCStatus) -> Value {
    guard count <= bytes.endIndex - offset else { throw Self.malformed }
    offset += count
    return .fixed
  }

  private mutating func varint() throws(RPCStatus) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard offset < bytes.endIndex else { throw Self.malformed }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw Self.malformed
  }

  static let malformed = RPCStatus(
    .invalidArgument, "the request is not a protobuf message of this call")
}

extension ProtobufReader.Value {
  /// The bytes of a length-delimited field.
  func asBytes() throws(RPCStatus) -> ArraySlice<UInt8> {
    guard case .bytes(let bytes) = self else { throw ProtobufReader.malformed }
    return bytes
  }

  func asVarint() throws(RPCStatus) -> UInt64 {
    guard case .varint(let value) = self else { throw ProtobufReader.malformed }
    return value
  }

  /// A `string` field, which has to be UTF-8.
  func asText() throws(RPCStatus) -> String {
    guard let text = String(validating: try asBytes(), as: UTF8.self) else {
      throw RPCStatus(.invalidArgument, "a text of the request is not UTF-8")
    }
    return text
  }
}
