internal import CLMDB
import Glibc

/// A call into LMDB that failed: which call, its code, and what the library says of it.
public struct LMDBError: Error, Equatable, Sendable {
  /// `errno` when positive, an `MDB_*` code of `lmdb.h` when negative.
  public let code: Int32
  /// The function that failed, e.g. `mdb_txn_commit`.
  public let call: String
  public let path: String
  /// What a look at the file found before LMDB was asked to map it.
  public let damage: FileDamage?

  init(code: Int32, call: String, path: String) {
    self.code = code
    self.call = call
    self.path = path
    damage = nil
  }

  /// That a file may not be used as it is.
  public init(damage: FileDamage, path: String) {
    code = damage == .notADatabase ? MDB_INVALID : MDB_CORRUPTED
    call = "open"
    self.path = path
    self.damage = damage
  }

  /// The map reached its size (`MDB_MAP_FULL`) or the disk is full (`ENOSPC`).
  public var isFull: Bool { code == MDB_MAP_FULL || code == ENOSPC }
}

/// Why a file is not mapped.
public enum FileDamage: Equatable, Sendable {
  /// Pages that its meta page counts are behind its end.
  case truncated(bytes: UInt64, bytesMin: UInt64)
  /// No meta page is where one has to be.
  case notADatabase
  /// The two meta pages are not of two commits that follow each other.
  case metaPages(transactions: UInt64, UInt64)
  /// A page is not what the table that it belongs to takes it for.
  case page(UInt64, table: String, PageFault)
  /// A table has not as many pages and rows as it says, or is of a kind that is not used here.
  case table(String)
  /// Whoever looked at the rows will not have them.
  case rows
}

/// What is wrong with a page.
public enum PageFault: String, Sendable {
  /// There is no such page, or something else uses it as well.
  case use = "has no place in the file, or two uses"
  case number = "has the number of another"
  case kind = "is of another kind"
  case nodes = "has entries that do not fit it"
  case keys = "has keys out of order"
  case freePages = "names free pages that are none"
}

extension LMDBError: CustomStringConvertible {
  public var description: String {
    switch damage {
    case .truncated(let bytes, let bytesMin):
      return "\(path) is cut off: it has \(bytes) bytes, and its own meta page needs \(bytesMin); "
        + "restore it from a backup"
    case .notADatabase: return "\(path) is not a database file of LMDB 0.9, or its head is damaged"
    case .metaPages(let first, let second):
      return "\(path) is damaged: its meta pages are of the transactions \(first) and \(second), "
        + "which do not follow each other; restore it from a backup"
    case .page(let page, let table, let fault):
      return "\(path) is damaged: page \(page) of “\(table)” \(fault.rawValue); "
        + "restore it from a backup"
    case .table(let table):
      return "\(path) is damaged: “\(table)” does not have the pages and rows that it says; "
        + "restore it from a backup"
    case .rows: return "\(path) is damaged: it has rows that cannot be; restore it from a backup"
    case nil: break
    }
    return "\(call) on \(path): \(String(cString: mdb_strerror(code))) (\(code))"
  }
}

/// An error that a failure of LMDB turns into, so that a transaction and its body throw one type.
/// An enum meets it with a case `failure(LMDBError)`.
public protocol LMDBFailing: Error {
  static func failure(_ error: LMDBError) -> Self
}

extension LMDBError: LMDBFailing {
  public static func failure(_ error: LMDBError) -> LMDBError { error }
}
