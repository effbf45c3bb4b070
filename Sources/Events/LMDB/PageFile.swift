internal import CLMDB
import Glibc

/// A database file, read with `pread` and never mapped: a page that is not there, or that the disk
/// cannot read, is an error here, where touching it in a map would end the process.
///
/// Source of the layout: `mdb.c` of LMDB 0.9, `MDB_page`, `MDB_meta`, `MDB_db`; numbers are those of the
/// machine, little-endian on all that eventd runs on.
final class PageFile {
  let path: String
  private let descriptor: Int32
  /// Of the file when it was opened.
  let bytes: UInt64

  /// - Returns: `nil` where there is no file or an empty one: it will be made.
  static func open(_ path: String) throws(LMDBError) -> PageFile? {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw LMDBError(code: errno, call: "open", path: path)
    }
    let file = try PageFile(path, descriptor)
    return file.bytes == 0 ? nil : file
  }

  private init(_ path: String, _ descriptor: Int32) throws(LMDBError) {
    self.path = path
    self.descriptor = descriptor
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw LMDBError(code: code, call: "fstat", path: path)
    }
    bytes = UInt64(status.st_size)
  }

  deinit { close(descriptor) }

  /// Where a table begins and what is in it. Source: `MDB_db`.
  struct Tree: Equatable {
    static let bytes = 48
    /// All ones: it is empty.
    static let noRoot = UInt64.max

    let pad: UInt32
    let flags: UInt16
    let depth: UInt16
    let branchPages: UInt64
    let leafPages: UInt64
    let overflowPages: UInt64
    let entries: UInt64
    let root: UInt64

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
      pad = bytes.number(at: offset)
      flags = bytes.number(at: offset + 4)
      depth = bytes.number(at: offset + 6)
      branchPages = bytes.number(at: offset + 8)
      leafPages = bytes.number(at: offset + 16)
      overflowPages = bytes.number(at: offset + 24)
      entries = bytes.number(at: offset + 32)
      root = bytes.number(at: offset + 40)
    }
  }

  /// A snapshot of the whole file. Source: `MDB_meta`.
  struct Meta {
    let pageBytes: Int
    let free: Tree
    let main: Tree
    /// The last page that was ever used.
    let lastPage: UInt64
    let transaction: UInt64
  }

  static let headerBytes = 16
  private static let metaBytes = 136
  /// `MDB_NOSUBDIR`, which the file remembers, beside `MDB_INTEGERKEY` of the table of free pages.
  private static let flagsIgnored: UInt16 = 0x4000
  private static let integerKeys: UInt16 = 0x08

  /// The newest snapshot, of two that follow each other: each commit writes the meta page of the
  /// commit before the last.
  func newestMeta() throws(LMDBError) -> Meta {
    let (first, second) = try metas()
    return first.transaction < second.transaction ? second : first
  }

  /// The snapshot of a transaction; `nil` when a later one has taken its place.
  func meta(of transaction: UInt64) throws(LMDBError) -> Meta? {
    let (first, second) = try metas()
    return first.transaction == transaction
      ? first : second.transaction == transaction ? second : nil
  }

  private func metas() throws(LMDBError) -> (Meta, Meta) {
    let first = try meta(page: 0, at: 0)
    let second = try meta(page: 1, at: first.pageBytes)
    guard first.pageBytes == second.pageBytes else {
      throw LMDBError(damage: .notADatabase, path: path)
    }
    let transactions = [first.transaction, second.transaction].sorted()
    guard transactions == [0, 0] || transactions[0] &+ 1 == transactions[1] else {
      throw LMDBError(
        damage: .metaPages(transactions: first.transaction, second.transaction), path: path)
    }
    return (first, second)
  }

  private func meta(page: UInt64, at offset: Int) throws(LMDBError) -> Meta {
    let count = Self.headerBytes + Self.metaBytes
    return try withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) {
      buffer throws(LMDBError) -> Meta in
      let isThere = try read(into: buffer, at: UInt64(offset))
      let bytes = UnsafeRawBufferPointer(buffer)
      let meta = isThere ? Meta(bytes, page: page) : nil
      guard let meta else { throw LMDBError(damage: .notADatabase, path: path) }
      return meta
    }
  }

  /// Fills the buffer. Returns `false` when the file has not so many bytes there.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(LMDBError) -> Bool {
    guard offset <= bytes, UInt64(buffer.count) <= bytes - offset else { return false }
    var filled = 0
    while filled < buffer.count {
      let got = pread(
        descriptor, buffer.baseAddress! + filled, buffer.count - filled,
        off_t(offset) + off_t(filled))
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw LMDBError(code: errno, call: "pread", path: path) }
      if got == 0 { return false }
      filled += got
    }
    return true
  }

  /// Tells the kernel that these bytes will be read soon.
  func willRead(_ count: Int, at offset: UInt64) {
    _ = posix_fadvise(descriptor, off_t(offset), off_t(count), POSIX_FADV_WILLNEED)
  }
}

extension PageFile.Meta {
  /// - Returns: `nil` for what LMDB 0.9 as eventd uses it does not write.
  fileprivate init?(_ bytes: UnsafeRawBufferPointer, page: UInt64) {
    func number<T: FixedWidthInteger>(_ offset: Int) -> T { bytes.number(at: offset) }
    guard number(0) == page, number(10) == PageKind.meta, number(16) == UInt32(0xBEEF_C0DE),
      number(20) == UInt32(1), number(24) == UInt64(0)
    else { return nil }
    free = PageFile.Tree(bytes, at: 40)
    main = PageFile.Tree(bytes, at: 88)
    lastPage = number(136)
    transaction = number(144)
    pageBytes = Int(free.pad)
    guard pageBytes.nonzeroBitCount == 1, (512...32_768).contains(pageBytes),
      free.flags & ~PageFile.flagsIgnored == PageFile.integerKeys, main.flags == 0, main.pad == 0,
      lastPage >= 1, lastPage < 1 << 48, transaction == 0 || transaction % 2 == page
    else { return nil }
  }
}

/// Source: `P_BRANCH` and those behind it.
enum PageKind {
  static let branch: UInt16 = 0x01
  static let leaf: UInt16 = 0x02
  static let overflow: UInt16 = 0x04
  static let meta: UInt16 = 0x08
}

extension UnsafeRawBufferPointer {
  /// The little-endian number at `offset`, which has to lie inside.
  func number<T: FixedWidthInteger>(at offset: Int) -> T {
    T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
