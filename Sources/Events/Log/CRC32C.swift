/// CRC-32C, the checksum of every record. Source: RFC 3720 appendix B.4 (Castagnoli polynomial
/// 0x1EDC6F41, reflected), computed sixteen bytes at a time with tables.
struct CRC32C {
  private var state: UInt32 = ~0

  var value: UInt32 { ~state }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var offset = 0
    Self.tables.withUnsafeBufferPointer { table in
      func word(_ at: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      }
      // The first table is for the last byte.
      func folded(_ word: UInt64, _ last: Int) -> UInt32 {
        var sum: UInt32 = 0
        for byte in 0..<8 {
          sum ^= table[(last - byte) * 256 + Int(word >> UInt64(8 * byte) & 0xff)]
        }
        return sum
      }
      while offset + 16 <= bytes.count {
        crc = folded(word(offset) ^ UInt64(crc), 15) ^ folded(word(offset + 8), 7)
        offset += 16
      }
      while offset < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xff)]
        offset += 1
      }
    }
    state = crc
  }

  /// Sixteen tables of 256, one after the other.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 4096)
    for index in 0..<256 {
      var crc = UInt32(index)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      tables[index] = crc
    }
    for index in 256..<4096 {
      let previous = tables[index - 256]
      tables[index] = previous >> 8 ^ tables[Int(previous & 0xff)]
    }
    return tables
  }()
}
