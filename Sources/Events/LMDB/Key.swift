/// A key of a table. LMDB orders keys bytewise, so numbers are written big-endian.
public struct Key: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public init(_ text: String) { self.bytes = Array(text.utf8) }

  public init(_ number: UInt64) {
    self.bytes = [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
      Self.write(number, to: buffer, at: 0)
      count = 8
    }
  }

  public init(_ first: UInt64, _ second: UInt64) {
    self.bytes = [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      Self.write(first, to: buffer, at: 0)
      Self.write(second, to: buffer, at: 8)
      count = 16
    }
  }

  public init(_ first: UInt64, _ second: UInt64, _ third: UInt64) {
    self.bytes = [UInt8](unsafeUninitializedCapacity: 24) { buffer, count in
      Self.write(first, to: buffer, at: 0)
      Self.write(second, to: buffer, at: 8)
      Self.write(third, to: buffer, at: 16)
      count = 24
    }
  }

  private static func write(
    _ number: UInt64, to buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int
  ) {
    UnsafeMutableRawBufferPointer(buffer)
      .storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}

extension RawSpan {
  /// The big-endian number at `offset`; traps when it does not lie inside.
  public func bigEndian(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= byteCount, "no 8 bytes at \(offset)")
    return UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The big-endian number that all the bytes are; `nil` when they are not 8.
  public var bigEndian: UInt64? { byteCount == 8 ? bigEndian(at: 0) : nil }

  /// A copy of the bytes.
  public var copied: [UInt8] { unsafe withUnsafeBytes { unsafe [UInt8]($0) } }

  /// A copy of the bytes as text; bytes that are not UTF-8 are replaced.
  public var copiedText: String {
    unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
