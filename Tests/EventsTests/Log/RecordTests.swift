import TestSupport
import Testing

@testable import Events

@Suite("Record")
struct RecordTests {
  private let event = RecordedEvent(
    position: Position(41), stream: StreamName(stored: "folio-00399734"), revision: Revision(3),
    id: EventID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210),
    type: EventType(stored: "folio.v1.NoteAdded"), contentType: .json, origin: .process,
    recorded: Timestamp(microseconds: 1_767_628_800_000_001),
    effective: Timestamp(microseconds: -1), data: Array("{\"text\":\"ñ\"}".utf8), metadata: [9, 8])

  private func decode(_ bytes: [UInt8], at position: Position) throws(Corruption) -> RecordedEvent {
    try RecordView(bytes.span.bytes, at: position).event
  }

  @Test func `comes back as it was written`() throws {
    #expect(try decode(Record.encode(event), at: event.position) == event)
  }

  @Test func `is refused with any one bit changed`() {
    let bytes = Record.encode(event)
    for bit in 0..<(bytes.count * 8) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: Corruption.self) { try decode(damaged, at: event.position) }
    }
  }

  @Test func `is refused when cut anywhere, or under another position`() {
    let bytes = Record.encode(event)
    for count in 0..<bytes.count {
      #expect(throws: Corruption.self) { try decode(Array(bytes[..<count]), at: event.position) }
    }
    #expect(throws: Corruption(position: Position(40), finding: .checksum)) {
      try decode(bytes, at: Position(40))
    }
  }

  /// RFC 3720 appendix B.4.
  @Test(
    arguments: [
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 255, count: 32), 0x62A8_AB43),
      (Array(0..<32), 0x46DD_794E), (Array((0..<32).reversed()), 0x113F_DB5C),
      (Array("123456789".utf8), 0xE306_9283),
    ] as [([UInt8], UInt32)])
  func `has the CRC-32C of RFC 3720`(bytes: [UInt8], expected: UInt32) {
    for split in 0...bytes.count {
      var checksum = CRC32C()
      bytes[..<split].withUnsafeBytes { checksum.update($0) }
      bytes[split...].withUnsafeBytes { checksum.update($0) }
      #expect(checksum.value == expected)
    }
  }
}
