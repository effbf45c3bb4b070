/// The bytes of one event in the table `events`. Little-endian, as laid out in
/// `docs/DATA_FILE.md`:
///
///     0  u8   format, 1            32  u64  id, high half
///     1  u8   content type         40  u64  id, low half
///     2  u8   origin               48  u32  length of data
///     3  u8   zero                 52  u32  length of metadata
///     4  u16  length of stream     56  stream, type, data, metadata
///     6  u16  length of type       end u32  CRC-32C of everything before it
///     8  u64  revision
///     16 i64  recorded, microseconds
///     24 i64  effective, microseconds
///
/// The position is the key; the checksum covers it too, so that a record under a wrong key is
/// found.
enum Record {
  static let format: UInt8 = 1
  static let headerBytes = 56
  static let checksumBytes = 4

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
      store(UInt8(0), 3)
      store(UInt16(stream.count), 4)
      store(UInt16(type.count), 6)
      store(event.revision.rawValue, 8)
      store(event.recorded.microseconds, 16)
      store(event.effective.microseconds, 24)
      store(event.id.high, 32)
      store(event.id.low, 40)
      store(UInt32(event.data.count), 48)
      store(UInt32(event.metadata.count), 52)
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
  private let streamCount: Int
  private let typeCount: Int
  private let dataCount: Int
  private let metadataCount: Int

  /// - Throws: `Corruption` when lengths, codes or the checksum are wrong.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at position: Position) throws(Corruption) {
    guard bytes.byteCount >= Record.headerBytes + Record.checksumBytes else {
      throw Corruption(position: position, finding: .recordTooShort(bytes: bytes.byteCount))
    }
    func number<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: T.Type) -> T {
      T(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }
    let format = number(0, UInt8.self)
    guard format == Record.format else {
      throw Corruption(position: position, finding: .unknownFormat(format))
    }
    streamCount = Int(number(4, UInt16.self))
    typeCount = Int(number(6, UInt16.self))
    dataCount = Int(number(48, UInt32.self))
    metadataCount = Int(number(52, UInt32.self))
    let body = Record.headerBytes + streamCount + typeCount + dataCount + metadataCount
    guard body + Record.checksumBytes == bytes.byteCount else {
      throw Corruption(position: position, finding: .lengthsDisagree)
    }
    let expected = number(body, UInt32.self)
    let actual = unsafe bytes.withUnsafeBytes { buffer in
      Record.checksum(of: UnsafeRawBufferPointer(rebasing: buffer[..<body]), at: position)
    }
    guard expected == actual,
      ContentType(rawValue: number(1, UInt8.self)) != nil,
      Origin(rawValue: number(2, UInt8.self)) != nil
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

  /// UTF-8.
  public var stream: RawSpan {
    @_lifetime(copy self) get { part(Record.headerBytes, streamCount) }
  }
  /// UTF-8.
  public var type: RawSpan {
    @_lifetime(copy self) get { part(Record.headerBytes + streamCount, typeCount) }
  }
  public var data: RawSpan {
    @_lifetime(copy self) get { part(Record.headerBytes + streamCount + typeCount, dataCount) }
  }
  public var metadata: RawSpan {
    @_lifetime(copy self) get {
      part(Record.headerBytes + streamCount + typeCount + dataCount, metadataCount)
    }
  }

  @_lifetime(copy self)
  private func part(_ offset: Int, _ count: Int) -> RawSpan {
    bytes.extracting(offset..<(offset + count))
  }

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
      recorded: recorded, effective: effective, data: data.copied, metadata: metadata.copied)
  }
}
