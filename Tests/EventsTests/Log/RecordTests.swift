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
    effective: Timestamp(microseconds: -1), data: Array("{\"text\":\"ñ\"}".utf8), metadata: [9, 8],
    peer: Peer(uid: 1000, gid: .max, pid: 4_194_304))

  private func decode(_ bytes: [UInt8], at position: Position) throws(Corruption) -> RecordedEvent {
    try RecordView(bytes.span.bytes, at: position).event
  }

  @Test func `comes back as it was written`() throws {
    #expect(try decode(Record.encode(event), at: event.position) == event)
  }

  @Test func `says who appended it, as docs DATA_FILE lays it out, or that nobody knows`() throws {
    let bytes = Record.encode(event)
    #expect(bytes[0] == 2)
    #expect(bytes[3] == 1)
    #expect(bytes[56..<68] == [232, 3, 0, 0, 255, 255, 255, 255, 0, 0, 64, 0])
    let bare = RecordedEvent(
      position: event.position, stream: event.stream, revision: event.revision, id: event.id,
      type: event.type, contentType: event.contentType, origin: event.origin,
      recorded: event.recorded, effective: event.effective, data: event.data,
      metadata: event.metadata)
    let anonymous = Record.encode(bare)
    #expect(anonymous[3] == 0)
    #expect(anonymous[56..<68].allSatisfy { $0 == 0 })
    #expect(try decode(anonymous, at: event.position) == bare)
    // A record of format 1 is one without these twelve bytes.
    let old = sealed([1] + anonymous[1..<56] + anonymous[68...].dropLast(4))
    #expect(try decode(old, at: event.position) == bare)
  }

  @Test(arguments: [(1, 1), (2, 2), (2, 128)])
  func `is refused with a flag that its format does not have`(format: UInt8, flags: UInt8) throws {
    var body = Array(Record.encode(event).dropLast(4))
    if format == 1 { body.removeSubrange(56..<68) }
    body[0] = format
    body[3] = flags
    #expect(throws: Corruption(position: event.position, finding: .checksum)) {
      try decode(sealed(body), at: event.position)
    }
  }

  /// A fuzzer found a record that was read as the event of another one: what its peer bytes said was
  /// passed over, since its flags said that there is no peer.
  @Test func `is refused with a peer where its flags say that there is none`() {
    var body = Array(Record.encode(event).dropLast(4))
    body[3] = 0
    #expect(throws: Corruption(position: event.position, finding: .checksum)) {
      try decode(sealed(body), at: event.position)
    }
  }

  /// Likewise: bytes that are no UTF-8 all come out as the same character.
  @Test func `a leaf is refused with a name that is no UTF-8`() throws {
    var leaf = Key(event.position.rawValue).bytes + Record.encode(event).dropLast(4)
    #expect(try RecordedEvent(leaf: leaf) == event)
    leaf[8 + Record.headerBytes] = 0xff
    #expect(throws: Corruption(position: event.position, finding: .checksum)) {
      try RecordedEvent(leaf: leaf)
    }
  }

  private func sealed(_ body: [UInt8]) -> [UInt8] {
    let checksum = body.withUnsafeBytes { Record.checksum(of: $0, at: event.position) }
    return body + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
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
