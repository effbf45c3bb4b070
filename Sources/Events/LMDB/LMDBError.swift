internal import CLMDB
import Glibc

/// A call into LMDB that failed: which call, its code, and what the library says of it.
public struct LMDBError: Error, Equatable, Sendable {
  /// `errno` when positive, an `MDB_*` code of `lmdb.h` when negative.
  public let code: Int32
  /// The function that failed, e.g. `mdb_txn_commit`.
  public let call: String
  public let path: String

  init(code: Int32, call: String, path: String) {
    self.code = code
    self.call = call
    self.path = path
  }

  /// The map reached its size (`MDB_MAP_FULL`) or the disk is full (`ENOSPC`).
  public var isFull: Bool { code == MDB_MAP_FULL || code == ENOSPC }
}

extension LMDBError: CustomStringConvertible {
  public var description: String {
    "\(call) on \(path): \(String(cString: mdb_strerror(code))) (\(code))"
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
