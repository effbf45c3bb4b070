/// CRC-32C, the checksum of every record. Source: RFC 3720 appendix B.4 (Castagnoli polynomial
/// 0x1EDC6F41, reflected), computed eight bytes at a time with tables.
struct CRC32C {
  private var state: UInt32 = ~0

  var value: UInt32 { ~state }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var offset = 0
    Self.tables.withUnsafeBufferPointer { table in
      while offset + 8 <= bytes.count {
        let word =
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          ^ UInt64(crc)
        crc =
          table[1792 + Int(word & 0xff)] ^ table[1536 + Int(word >> 8 & 0xff)]
          ^ table[1280 + Int(word >> 16 & 0xff)] ^ table[1024 + Int(word >> 24 & 0xff)]
          ^ table[768 + Int(word >> 32 & 0xff)] ^ table[512 + Int(word >> 40 & 0xff)]
          ^ table[256 + Int(word >> 48 & 0xff)] ^ table[Int(word >> 56)]
        offset += 8
      }
      while offset < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xff)]
        offset += 1
      }
    }
    state = crc
  }

  /// Eight tables of 256, one after the other.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 2048)
    for index in 0..<256 {
      var crc = UInt32(index)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      tables[index] = crc
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables[index] = previous >> 8 ^ tables[Int(previous & 0xff)]
    }
    return tables
  }()
}
