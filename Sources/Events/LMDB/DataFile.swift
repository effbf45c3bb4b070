internal import CLMDB
import Glibc

/// Looks at a database file before it is mapped. A page of the map that lies behind the end of the
/// file would end the process with SIGBUS when it is touched; here it is an error.
///
/// Source of the layout: `mdb.c` of LMDB 0.9, `MDB_page`, `MDB_meta`, `MDB_db`, `MDB_node`; numbers are
/// those of the machine, little-endian on all that eventd runs on.
struct DataFile {
  private let path: String
  private let descriptor: Int32
  /// Of the file.
  private let bytes: UInt64

  /// Checks the file; one that does not exist or is empty will be made.
  ///
  /// Beside a daemon that writes, the file only grows and pages are only ever given another meaning
  /// with a new meta page; so the look is taken again when that has happened meanwhile.
  static func check(_ path: String) throws(LMDBError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return }
      throw LMDBError(code: errno, call: "open", path: path)
    }
    defer { close(descriptor) }
    for _ in 0..<attemptsMax {
      let before = try DataFile(path, descriptor).newestMeta()
      // The size after the meta page: the pages are written first.
      let file = try DataFile(path, descriptor)
      guard let before, let after = try file.newestMeta() else { return }
      let bytesMin = (before.lastPage + 1) * before.pageBytes
      if file.bytes >= bytesMin { return }
      if try file.freePagesBehindTheEnd(before) { return }
      if before.transaction == after.transaction {
        throw LMDBError(
          damage: .truncated(bytes: file.bytes, bytesMin: bytesMin), path: path)
      }
    }
  }

  private static let attemptsMax = 5
  private static let headerBytes = 16
  private static let metaBytes = 136

  private init(_ path: String, _ descriptor: Int32) throws(LMDBError) {
    self.path = path
    self.descriptor = descriptor
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw LMDBError(code: errno, call: "fstat", path: path)
    }
    bytes = UInt64(status.st_size)
  }

  private struct Meta {
    let pageBytes: UInt64
    /// Root of the table of free pages; all ones: it is empty.
    let freeRoot: UInt64
    let lastPage: UInt64
    let transaction: UInt64
  }

  /// Of the two meta pages the one that was written last; `nil` for an empty file.
  private func newestMeta() throws(LMDBError) -> Meta? {
    if bytes == 0 { return nil }
    let first = try meta(at: 0)
    let second = try meta(at: first.pageBytes)
    return first.transaction < second.transaction ? second : first
  }

  private func meta(at offset: UInt64) throws(LMDBError) -> Meta {
    guard let page = try read(Self.metaBytes + Self.headerBytes, at: offset),
      number(page, 10, UInt16.self) & 0x08 != 0,
      number(page, 16, UInt32.self) == 0xBEEF_C0DE, number(page, 20, UInt32.self) == 1
    else { throw LMDBError(damage: .notADatabase, path: path) }
    let meta = Meta(
      pageBytes: UInt64(number(page, 40, UInt32.self)), freeRoot: number(page, 80, UInt64.self),
      lastPage: number(page, 136, UInt64.self), transaction: number(page, 144, UInt64.self))
    guard meta.pageBytes.nonzeroBitCount == 1, (512...65_536).contains(meta.pageBytes),
      meta.lastPage < 1 << 48
    else { throw LMDBError(damage: .notADatabase, path: path) }
    return meta
  }

  /// Whether nothing uses the pages behind the end of the file. LMDB does not write a page that a
  /// transaction took and gave back again, and such a page can be the last one.
  private func freePagesBehindTheEnd(_ meta: Meta) throws(LMDBError) -> Bool {
    let firstMissing = bytes / meta.pageBytes
    let missing = meta.lastPage - firstMissing + 1
    var free: Set<UInt64> = []
    guard meta.freeRoot != .max, missing <= 100_000,
      try collectFree(meta.freeRoot, meta, depth: 0, &free)
    else { return false }
    return UInt64(free.filter { $0 >= firstMissing && $0 <= meta.lastPage }.count) == missing
  }

  /// Collects the pages that a branch of the table of free pages names. Returns `false` when a page
  /// of the table is missing or is none.
  private func collectFree(
    _ page: UInt64, _ meta: Meta, depth: Int, _ free: inout Set<UInt64>
  ) throws(LMDBError) -> Bool {
    guard depth < 32, page <= meta.lastPage,
      let bytes = try read(Int(meta.pageBytes), at: page * meta.pageBytes)
    else { return false }
    let flags = number(bytes, 10, UInt16.self)
    let lower = Int(number(bytes, 12, UInt16.self))
    guard flags & 0x03 != 0, lower >= Self.headerBytes, lower <= bytes.count else { return false }
    for slot in stride(from: Self.headerBytes, to: lower - 1, by: 2) {
      let node = Int(number(bytes, slot, UInt16.self))
      guard node + 8 <= bytes.count else { return false }
      let size = UInt64(number(bytes, node, UInt32.self))
      let nodeFlags = UInt64(number(bytes, node + 4, UInt16.self))
      if flags & 0x01 != 0 {
        guard try collectFree(size | nodeFlags << 32, meta, depth: depth + 1, &free) else {
          return false
        }
        continue
      }
      let start = node + 8 + Int(number(bytes, node + 6, UInt16.self))
      var value = bytes.dropFirst(start).prefix(Int(size))
      if nodeFlags & 0x01 != 0 {
        // The value has pages of its own, and here is the number of the first.
        guard start + 8 <= bytes.count,
          let own = try read(
            Int(size),
            at: number(bytes, start, UInt64.self) * meta.pageBytes + UInt64(Self.headerBytes))
        else { return false }
        value = own[...]
      }
      // The number of pages, and the pages.
      let list = Array(value)
      for offset in stride(from: 8, to: list.count - 7, by: 8) {
        free.insert(number(list, offset, UInt64.self))
      }
    }
    return true
  }

  /// `nil` when the file has not so many bytes there.
  private func read(_ count: Int, at offset: UInt64) throws(LMDBError) -> [UInt8]? {
    guard offset <= bytes, UInt64(count) <= bytes - offset else { return nil }
    var buffer = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = buffer.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset) + off_t(filled))
      }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw LMDBError(code: errno, call: "pread", path: path) }
      if got == 0 { return nil }
      filled += got
    }
    return buffer
  }

  private func number<T: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int, _ type: T.Type) -> T {
    bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
  }
}
