/// What a TZif file says about local time: offsets, when they change, and what holds afterwards.
///
/// Designations (`CST`) and the flags that only serve POSIX defaults are checked, not kept.
///
/// Source: RFC 9636 (TZif, versions 1 to 4), sections 3.1 to 3.3.
struct TZifFile: Hashable, Sendable {
  /// From `second` on (seconds since the epoch), local time is UTC plus `offset` seconds.
  struct Transition: Hashable, Sendable {
    let second: Int64
    let offset: Int
  }

  /// Offsets a local time type may have, in seconds; RFC 9636 section 3.2 (`utoff`). The 24 hours
  /// and the extra hour of a TZ string cannot lead out of them either.
  static let offsets = -89_999...93_599

  /// The offset before the first transition: that of local time type 0.
  let initialOffset: Int
  /// Strictly ascending.
  let transitions: [Transition]
  /// The rule from the last transition on; `nil` when the file gives none.
  let footer: PosixTimeZone?

  init(_ bytes: [UInt8]) throws(TZifDefect) {
    var reader = BigEndianReader(bytes)
    var header = try Header(&reader)
    if header.version == Header.version1 {
      (initialOffset, transitions) = try Self.dataBlock(&reader, header, timeBytes: 4)
      footer = nil
    } else {
      // The first block is for readers of version 1; a file may leave nothing of use in it.
      _ = try reader.take(header.blockBytes(timeBytes: 4))
      let version = header.version
      header = try Header(&reader)
      guard header.version == version else { throw .version(header.version) }
      (initialOffset, transitions) = try Self.dataBlock(&reader, header, timeBytes: 8)
      footer = try Self.footer(&reader)
    }
    guard reader.remaining == 0 else { throw .trailingBytes(reader.remaining) }
  }

  private static func dataBlock(
    _ reader: inout BigEndianReader, _ header: Header, timeBytes: Int
  ) throws(TZifDefect) -> (initialOffset: Int, transitions: [Transition]) {
    guard header.types > 0, header.designationBytes > 0,
      [0, header.types].contains(header.standardIndicators),
      [0, header.types].contains(header.utIndicators)
    else { throw .counts }
    guard header.leapSeconds == 0 else { throw .leapSeconds }
    // Asked for at once, so that a count the file cannot hold allocates nothing.
    var block = BigEndianReader(try reader.take(header.blockBytes(timeBytes: timeBytes)))

    var seconds: [Int64] = []
    for _ in 0..<header.transitions {
      seconds.append(timeBytes == 4 ? Int64(try block.int32()) : try block.int64())
    }
    let typeIndices = try block.take(header.transitions)
    var offsets: [Int] = []
    for index in 0..<header.types {
      let offset = Int(try block.int32())
      let (isDaylight, designation) = (try block.byte(), try block.byte())
      guard Self.offsets.contains(offset), isDaylight <= 1,
        designation < header.designationBytes
      else { throw .localTimeType(index: index) }
      offsets.append(offset)
    }

    var transitions: [Transition] = []
    for (index, type) in typeIndices.enumerated() {
      guard type < offsets.count, index == 0 || seconds[index - 1] < seconds[index] else {
        throw .transition(index: index)
      }
      transitions.append(Transition(second: seconds[index], offset: offsets[Int(type)]))
    }
    return (offsets[0], transitions)
  }

  /// A TZ string between two line feeds; empty when the file has no rule for later times.
  private static func footer(_ reader: inout BigEndianReader) throws(TZifDefect) -> PosixTimeZone? {
    let lineFeed = UInt8(ascii: "\n")
    guard try reader.byte() == lineFeed else { throw .footer("") }
    let text = reader.prefix { $0 != lineFeed }
    _ = try reader.take(text.count + 1)
    if text.isEmpty { return nil }
    guard let rule = PosixTimeZone(text) else {
      throw .footer(String(decoding: text, as: UTF8.self))
    }
    return rule
  }
}

/// The 44 bytes before a data block. Source: RFC 9636 section 3.1.
private struct Header {
  static let version1: UInt8 = 0

  let version: UInt8
  let utIndicators, standardIndicators, leapSeconds: Int
  let transitions, types, designationBytes: Int

  init(_ reader: inout BigEndianReader) throws(TZifDefect) {
    guard try reader.take(4).elementsEqual("TZif".utf8) else { throw .notTZif }
    version = try reader.byte()
    guard version == Self.version1 || "234".utf8.contains(version) else { throw .version(version) }
    _ = try reader.take(15)
    utIndicators = Int(try reader.uint32())
    standardIndicators = Int(try reader.uint32())
    leapSeconds = Int(try reader.uint32())
    transitions = Int(try reader.uint32())
    types = Int(try reader.uint32())
    designationBytes = Int(try reader.uint32())
  }

  func blockBytes(timeBytes: Int) -> Int {
    transitions * (timeBytes + 1) + types * 6 + designationBytes
      + leapSeconds * (timeBytes + 4) + standardIndicators + utIndicators
  }
}
