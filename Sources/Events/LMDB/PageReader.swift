/// The pages of one snapshot, each of which has one use.
final class PageReader {
  /// Source: `CURSOR_STACK` in `mdb.c`.
  static let depthMax = 32
  /// Pages that may be missing at the end of a file because nothing uses them.
  private static let missingMax: UInt64 = 100_000
  /// What the kernel is asked to read ahead at a time.
  private static let windowBytes = 4 << 20

  private let file: PageFile
  private let meta: PageFile.Meta
  let pageBytes: Int
  /// One page for each level of a tree.
  private let levels: UnsafeMutableRawBufferPointer
  /// The last value that had pages of its own.
  private var value = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// A bit for every page that is used or free.
  private var claimed: [UInt64] = []
  /// A bit for every window that was asked for since `begin`.
  private var windows: [UInt64] = []

  private let starts: UnsafeMutableBufferPointer<UInt64>

  init(_ file: PageFile, _ meta: PageFile.Meta) {
    self.file = file
    self.meta = meta
    pageBytes = meta.pageBytes
    starts = .allocate(capacity: pageBytes / 128)
    starts.initialize(repeating: 0)
    levels = .allocate(byteCount: Self.depthMax * pageBytes, alignment: 16)
  }

  deinit {
    starts.deallocate()
    levels.deallocate()
    value.deallocate()
  }

  /// LMDB does not write a page that a transaction took and gave back again, and such a page can be
  /// the last one; so the file may be shorter than its meta page says.
  func prepare() throws(LMDBError) {
    let pages = file.bytes / UInt64(pageBytes)
    guard pages >= 2, meta.lastPage < pages + Self.missingMax else { throw truncated }
    claimed = [UInt64](repeating: 0, count: Int(meta.lastPage / 64 + 1))
    claimed[0] = 0b11
  }

  private var truncated: LMDBError {
    LMDBError(
      damage: .truncated(
        bytes: file.bytes, bytesMin: (meta.lastPage + 1) * UInt64(pageBytes)), path: file.path)
  }

  /// Before a tree is read: its pages are anywhere in the file.
  func begin() {
    windows = [UInt64](
      repeating: 0, count: Int(file.bytes / UInt64(Self.windowBytes) / 64 + 1))
  }

  /// Notes the use of a page. Returns `false` when there is no such page, or it has another use.
  func claim(_ page: UInt64) -> Bool {
    guard page >= 2, page <= meta.lastPage else { return false }
    let (word, bit) = (Int(page / 64), UInt64(1) << (page % 64))
    if claimed[word] & bit != 0 { return false }
    claimed[word] |= bit
    return true
  }

  func claim(_ page: UInt64, count: UInt64) -> Bool {
    guard page <= meta.lastPage, count <= meta.lastPage - page + 1 else { return false }
    for page in page..<(page + count) where !claim(page) { return false }
    return true
  }

  /// Where nodes of a page begin, each at an even offset.
  func forgetStarts() {
    starts.update(repeating: 0)
  }

  /// Returns `false` when one begins there already.
  func noteStart(_ offset: Int) -> Bool {
    if isStart(offset) { return false }
    starts[offset / 128] |= 1 << UInt64(offset / 2 % 64)
    return true
  }

  func isStart(_ offset: Int) -> Bool { starts[offset / 128] >> UInt64(offset / 2 % 64) & 1 != 0 }

  /// The page, until the next of the same level is read.
  func page(_ page: UInt64, level: Int) throws(LMDBError) -> UnsafeRawBufferPointer {
    let buffer = UnsafeMutableRawBufferPointer(
      rebasing: levels[(level * pageBytes)..<((level + 1) * pageBytes)])
    try read(buffer, at: page * UInt64(pageBytes))
    return UnsafeRawBufferPointer(buffer)
  }

  /// The value that begins behind the header of `page`, until the next one is read; and the header.
  func overflow(
    _ page: UInt64, bytes: Int
  ) throws(LMDBError) -> (header: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let count = PageFile.headerBytes + bytes
    if value.count < count {
      value.deallocate()
      value = .allocate(byteCount: max(count, 2 * pageBytes), alignment: 16)
    }
    let buffer = UnsafeMutableRawBufferPointer(rebasing: value[..<count])
    try read(buffer, at: page * UInt64(pageBytes))
    let bytes = UnsafeRawBufferPointer(buffer)
    return (
      UnsafeRawBufferPointer(rebasing: bytes[..<PageFile.headerBytes]),
      UnsafeRawBufferPointer(rebasing: bytes[PageFile.headerBytes...])
    )
  }

  private func read(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(LMDBError) {
    let window = Int(offset / UInt64(Self.windowBytes))
    if window / 64 < windows.count, windows[window / 64] >> UInt64(window % 64) & 1 == 0 {
      windows[window / 64] |= 1 << UInt64(window % 64)
      file.willRead(Self.windowBytes, at: UInt64(window) * UInt64(Self.windowBytes))
    }
    guard try file.read(into: buffer, at: offset) else { throw truncated }
  }
}
