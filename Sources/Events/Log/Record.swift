/// The bytes of one event in the table `events`. Little-endian, as laid out in
/// `docs/DATA_FILE.md`:
///
///     0  u8   format, 2            32  u64  id, high half
///     1  u8   content type         40  u64  id, low half
///     2  u8   origin               48  u32  length of data
///     3  u8   flags, 1: peer known 52  u32  length of metadata
///     4  u16  length of stream     56  u32  uid, gid, pid of the peer
///     6  u16  length of type       68  stream, type, data, metadata
///     8  u64  revision             end u32  CRC-32C of everything before it
///     16 i64  recorded, microseconds
///     24 i64  effective, microseconds
///
/// The position is the key; the checksum covers it too, so that a record under a wrong key is
/// found. Records of format 1, which have no peer and 0 for flags, are read for ever.
enum Record {
  static let format: UInt8 = 2
  static let headerBytes = 68
  static let checksumBytes = 4
  static let flagPeer: UInt8 = 1

  /// - Returns: `nil` for a format that is not known.
  static func headerBytes(ofFormat format: UInt8) -> Int? {
    switch format {
    case 1: 56
    case 2: headerBytes
    default: nil
    }
  }

  static func flagsMax(ofFormat format: UInt8) -> UInt8 { format == 1 ? 0 : flagPeer }

  static func encode(_ event: RecordedEvent) -> [UInt8] {
    let stream = event.stream.text.utf8
    let type = event.type.text.utf8
    let count =
      headerBytes + stream.count + type.count + event.data.count + event.metadata.count
      + checksumBytes
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      func store<T: FixedWidthInteger>(_ value: T, _ offset: Int) {
        raw.storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
      }
      store(format, 0)
      store(event.contentType.rawValue, 1)
      store(event.origin.rawValue, 2)
      store(event.peer == nil ? 0 : flagPeer, 3)
      store(UInt16(stream.count), 4)
      store(UInt16(type.count), 6)
      store(event.revision.rawValue, 8)
      store(event.recorded.microseconds, 16)
      store(event.effective.microseconds, 24)
      store(event.id.high, 32)
      store(event.id.low, 40)
      store(UInt32(event.data.count), 48)
      store(UInt32(event.metadata.count), 52)
      store(event.peer?.uid ?? 0, 56)
      store(event.peer?.gid ?? 0, 60)
      store(event.peer?.pid ?? 0, 64)
      var offset = headerBytes
      func copy(_ bytes: some Collection<UInt8>) {
        UnsafeMutableRawBufferPointer(rebasing: raw[offset...]).copyBytes(from: bytes)
        offset += bytes.count
      }
      copy(stream)
      copy(type)
      copy(event.data)
      copy(event.metadata)
      let body = UnsafeRawBufferPointer(rebasing: raw[..<offset])
      store(checksum(of: body, at: event.position), offset)
      initialized = count
    }
  }

  /// The hash of the record's leaf in the Merkle tree: over the bytes that the checksum covers.
  static func leafHash(of record: UnsafeRawBufferPointer, at position: Position) -> TreeHash {
    withUnsafeBytes(of: position.rawValue.bigEndian) { position in
      .leaf(position, UnsafeRawBufferPointer(rebasing: record.dropLast(checksumBytes)))
    }
  }

  static func checksum(of body: UnsafeRawBufferPointer, at position: Position) -> UInt32 {
    var checksum = CRC32C()
    withUnsafeBytes(of: position.rawValue.bigEndian) { checksum.update($0) }
    checksum.update(body)
    return checksum.value
  }
}

/// A checked view of a record in the map. It cannot leave the read that lends it; `event` copies.
public struct RecordView: ~Escapable {
  public let position: Position
  private let bytes: RawSpan
  private let headerCount: Int
  private let streamCount: Int
  private let typeCount: Int
  private let dataCount: Int
  private let metadataCount: Int

  /// - Throws: `Corruption` when lengths, codes or the checksum are wrong.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at position: Position) throws(Corruption) {
    func number<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: T.Type) -> T {
      T(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }
    guard bytes.byteCount > 0 else {
      throw Corruption(position: position, finding: .recordTooShort(bytes: 0))
    }
    let format = number(0, UInt8.self)
    guard let headerCount = Record.headerBytes(ofFormat: format) else {
      throw Corruption(position: position, finding: .unknownFormat(format))
    }
    guard bytes.byteCount >= headerCount + Record.checksumBytes else {
      throw Corruption(position: position, finding: .recordTooShort(bytes: bytes.byteCount))
    }
    self.headerCount = headerCount
    streamCount = Int(number(4, UInt16.self))
    typeCount = Int(number(6, UInt16.self))
    dataCount = Int(number(48, UInt32.self))
    metadataCount = Int(number(52, UInt32.self))
    let body = headerCount + streamCount + typeCount + dataCount + metadataCount
    guard body + Record.checksumBytes == bytes.byteCount else {
      throw Corruption(position: position, finding: .lengthsDisagree)
    }
    let expected = number(body, UInt32.self)
    let actual = unsafe bytes.withUnsafeBytes { buffer in
      Record.checksum(of: UnsafeRawBufferPointer(rebasing: buffer[..<body]), at: position)
    }
    guard expected == actual,
      ContentType(rawValue: number(1, UInt8.self)) != nil,
      Origin(rawValue: number(2, UInt8.self)) != nil,
      number(3, UInt8.self) <= Record.flagsMax(ofFormat: format),
      // Bytes that say nothing are 0: two records are not the same event.
      format == 1 || number(3, UInt8.self) & Record.flagPeer != 0
        || (number(56, UInt64.self) == 0 && number(64, UInt32.self) == 0)
    else { throw Corruption(position: position, finding: .checksum) }
    self.position = position
    self.bytes = bytes
  }

  private func number<T: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, _ type: T.Type
  ) -> T {
    T(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  public var contentType: ContentType { ContentType(rawValue: number(1, UInt8.self))! }
  public var origin: Origin { Origin(rawValue: number(2, UInt8.self))! }
  public var revision: Revision { Revision(number(8, UInt64.self)) }
  public var recorded: Timestamp { Timestamp(microseconds: number(16, Int64.self)) }
  public var effective: Timestamp { Timestamp(microseconds: number(24, Int64.self)) }
  public var id: EventID {
    EventID(high: number(32, UInt64.self), low: number(40, UInt64.self))
  }

  /// Who appended it, where that is known.
  public var peer: Peer? {
    if number(3, UInt8.self) & Record.flagPeer == 0 { return nil }
    return Peer(
      uid: number(56, UInt32.self), gid: number(60, UInt32.self), pid: number(64, UInt32.self))
  }

  /// UTF-8.
  public var stream: RawSpan {
    @_lifetime(copy self) get { part(headerCount, streamCount) }
  }
  /// UTF-8.
  public var type: RawSpan {
    @_lifetime(copy self) get { part(headerCount + streamCount, typeCount) }
  }
  public var data: RawSpan {
    @_lifetime(copy self) get { part(headerCount + streamCount + typeCount, dataCount) }
  }
  public var metadata: RawSpan {
    @_lifetime(copy self) get {
      part(headerCount + streamCount + typeCount + dataCount, metadataCount)
    }
  }

  @_lifetime(copy self)
  private func part(_ offset: Int, _ count: Int) -> RawSpan {
    bytes.extracting(offset..<(offset + count))
  }

  /// A copy of the whole record as it is stored, with its checksum.
  public var record: [UInt8] { bytes.copied }

  /// The bytes of the event's leaf in the Merkle tree: its position, and the record without the
  /// checksum.
  public var leaf: [UInt8] {
    Key(position.rawValue).bytes
      + bytes.extracting(0..<(bytes.byteCount - Record.checksumBytes)).copied
  }

  /// The hash of `leaf`.
  public var leafHash: TreeHash {
    unsafe bytes.withUnsafeBytes { Record.leafHash(of: $0, at: position) }
  }

  /// A copy of everything.
  public var event: RecordedEvent {
    RecordedEvent(
      position: position, stream: StreamName(stored: stream.copiedText), revision: revision,
      id: id, type: EventType(stored: type.copiedText), contentType: contentType, origin: origin,
      recorded: recorded, effective: effective, data: data.copied, metadata: metadata.copied,
      peer: peer)
  }
}
