/// Follows the frames of an HTTP/2 connection as its bytes come in: which calls begin, how much data
/// arrives for each, which the client resets, and whether it has said hello.
///
/// It decides nothing and keeps nothing but where it is; what is wrong with the frames the HTTP/2
/// library finds.
///
/// Source: RFC 9113 sections 3.4 (preface), 4.1 (frame format), 6.1 (DATA), 6.2 (HEADERS), 6.4 (RST_STREAM).
struct FrameScanner {
  enum Finding: Equatable {
    /// Headers, the first of a call or its last.
    case headers(stream: Int)
    case data(stream: Int, bytes: Int)
    /// The client sends no more for this call.
    case end(stream: Int)
    /// A reset that begins at this offset and is whole; one that comes in pieces is not found.
    case reset(stream: Int, at: Int)
  }

  /// Whether the preface and the first frame, which are the client's settings, are there whole.
  private(set) var hasSettings = false

  private static let prefaceBytes = 24
  private static let headerBytes = 9

  /// Of the preface, or of the payload of the frame at hand.
  private var bytesLeft = prefaceBytes
  private var header: [UInt8] = []
  private var isPreface = true
  private var isData = false
  private var stream = 0

  init() { header.reserveCapacity(Self.headerBytes) }

  mutating func scan(_ bytes: UnsafeRawBufferPointer, _ found: (Finding) -> Void) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if bytesLeft > 0 {
        let count = min(bytesLeft, rest.count)
        if isData { found(.data(stream: stream, bytes: count)) }
        rest = rest.dropFirst(count)
        bytesLeft -= count
        if bytesLeft == 0 { endPart() }
      } else {
        let count = min(Self.headerBytes - header.count, rest.count)
        let offset = count == Self.headerBytes ? rest.startIndex - bytes.startIndex : nil
        header += rest.prefix(count)
        rest = rest.dropFirst(count)
        if header.count == Self.headerBytes { beginFrame(at: offset, rest.count, found) }
      }
    }
  }

  /// - Parameters:
  ///   - offset: where its header begins, if all of that came at once.
  ///   - count: how many bytes there are behind the header.
  private mutating func beginFrame(
    at offset: Int?, _ count: Int, _ found: (Finding) -> Void
  ) {
    bytesLeft = header[..<3].reduce(0) { $0 << 8 | Int($1) }
    stream = header[5...].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
    isData = header[3] == 0
    if header[3] == 1 { found(.headers(stream: stream)) }
    if header[3] <= 1, header[4] & 0x1 != 0 { found(.end(stream: stream)) }
    if header[3] == 3, bytesLeft == 4, count >= 4, let offset {
      found(.reset(stream: stream, at: offset))
    }
    header.removeAll(keepingCapacity: true)
    if bytesLeft == 0 { endPart() }
  }

  private mutating func endPart() {
    if isPreface { isPreface = false } else { hasSettings = true }
  }
}
