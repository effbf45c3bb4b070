internal import CLMDB
import Glibc

/// One LMDB database file with its named tables.
///
/// Any number of reads run at once, on any thread; writes run one at a time. The file is never
/// opened twice in a process, since closing one handle would drop the locks of the other
/// (Source: `lmdb.h`, "Caveats").
///
/// Durability: a write that returned is on the disk, unless the environment was opened with less
/// (see `Durability`). Never `MDB_WRITEMAP`.
public final class Environment: @unchecked Sendable {
  // Sendable: the pointer never changes and LMDB serialises what needs it; `MDB_NOTLS` frees
  // read transactions from the thread that began them. A frozen one is lent to one thread.
  private let handle: OpaquePointer
  private let tables: [String: Table]
  public let path: String
  /// Of a frozen environment: the one it belongs to, and its one snapshot.
  private let frozen: (of: Environment, snapshot: Snapshot)?
  private let isReadOnly: Bool

  private final class Snapshot {
    /// `nil` when it has ended.
    var handle: TransactionHandle?
    init(_ handle: TransactionHandle) { self.handle = handle }
  }

  /// The names of the tables that the file had before it was opened; empty for a new one.
  public let storedTables: [String]

  /// Opens the file, and makes it and its tables where they do not exist.
  ///
  /// The whole file is read before (see `FileCheck`); what LMDB would stumble over is refused.
  ///
  /// - Parameters:
  ///   - path: the file; `path`-lock is made beside it.
  ///   - tables: every table that will be used.
  ///   - isReadOnly: make nothing, and never write; the file may be another process's that writes it.
  ///   - mapBytes: size of the memory map, beyond which the file cannot grow.
  /// - Throws: an error with `damage` for a file that is not what LMDB wrote.
  public convenience init(
    path: String, tables names: [String], durability: Durability = .full,
    isReadOnly: Bool = false, mapBytes: Int = Limits.mapBytes
  ) throws(LMDBError) {
    var visitor = NoVisitor()
    try self.init(
      path: path, tables: names, durability: durability, isReadOnly: isReadOnly,
      mapBytes: mapBytes, visitor: &visitor)
  }

  /// As the other; `visitor` gets every row before the file is opened, and may refuse it.
  init(
    path: String, tables names: [String], durability: Durability = .full,
    isReadOnly: Bool = false, mapBytes: Int = Limits.mapBytes, visitor: inout some RowVisitor
  ) throws(LMDBError) {
    guard OpenPaths.shared.insert(path) else {
      throw LMDBError(code: EBUSY, call: "mdb_env_open (already open in this process)", path: path)
    }
    do throws(LMDBError) {
      storedTables = isReadOnly ? names : try FileCheck.run(path, &visitor)
      (handle, tables) = try Self.open(
        path: path, tables: names, durability, isReadOnly: isReadOnly, mapBytes)
    } catch {
      OpenPaths.shared.remove(path)
      throw error
    }
    self.path = path
    self.isReadOnly = isReadOnly
    frozen = nil
  }

  private init(_ environment: Environment, at snapshot: Snapshot) {
    handle = environment.handle
    tables = environment.tables
    path = environment.path
    isReadOnly = environment.isReadOnly
    storedTables = environment.storedTables
    frozen = (environment, snapshot)
  }

  deinit {
    if frozen != nil { return }
    mdb_env_close(handle)
    OpenPaths.shared.remove(path)
  }

  /// The table of this name; traps when it was not named at `init`.
  public func table(_ name: String) -> Table {
    guard let table = tables[name] else { preconditionFailure("\(path) has no table \(name)") }
    return table
  }

  /// Runs `body` on one snapshot of the data. Keep it short: pages that a commit frees cannot be
  /// used again while a snapshot needs them.
  public func read<R, E: LMDBFailing>(
    _ body: (borrowing ReadTransaction) throws(E) -> R
  ) throws(E) -> R {
    if let frozen { return try Self.read(frozen.snapshot, body) }
    let transaction: ReadTransaction
    do throws(LMDBError) {
      transaction = ReadTransaction(handle: try begin(flags: UInt32(MDB_RDONLY)))
    } catch {
      throw .failure(error)
    }
    return try body(transaction)
  }

  private static func read<R, E: LMDBFailing>(
    _ snapshot: Snapshot, _ body: (borrowing ReadTransaction) throws(E) -> R
  ) throws(E) -> R {
    guard let handle = snapshot.handle else { preconditionFailure("a snapshot that has ended") }
    let transaction = ReadTransaction(handle: handle)
    let result: R
    do throws(E) {
      result = try body(transaction)
    } catch {
      transaction.release()
      throw error
    }
    transaction.release()
    return result
  }

  /// Lends `body` this environment as it is now: every read in `body` sees the same snapshot, so
  /// that several reads agree with each other. Keep it short, as a read. What is lent must not be
  /// used after `body`, nor by two threads at once, nor for a write; it traps.
  public func frozen<R>(_ body: (Environment) throws -> R) throws -> R {
    precondition(frozen == nil, "\(path) is frozen already")
    let transaction = ReadTransaction(handle: try begin(flags: UInt32(MDB_RDONLY)))
    return try withExtendedLifetime(transaction) {
      let snapshot = Snapshot(transaction.handle)
      defer { snapshot.handle = nil }
      return try body(Environment(self, at: snapshot))
    }
  }

  /// Runs `body` in one write transaction: everything it wrote is durable when this returns, and
  /// nothing of it is there when it throws, except that after an error of `mdb_txn_commit` itself
  /// the outcome is unknown. Not async: a transaction begins and ends on one thread.
  public func write<R, E: LMDBFailing>(
    _ body: (inout WriteTransaction) throws(E) -> R
  ) throws(E) -> R {
    precondition(frozen == nil, "a write to \(path), which is frozen")
    precondition(!isReadOnly, "a write to \(path), which was opened for reading")
    var transaction: WriteTransaction
    do throws(LMDBError) {
      transaction = WriteTransaction(handle: try begin(flags: 0))
    } catch {
      throw .failure(error)
    }
    let result = try body(&transaction)
    do throws(LMDBError) {
      try transaction.commit()
    } catch {
      throw .failure(error)
    }
    return result
  }

  /// The size of the map, and how much of it was ever used, in bytes.
  func mapUse() throws(LMDBError) -> (bytes: UInt64, used: UInt64) {
    var info = MDB_envinfo()
    var statistics = MDB_stat()
    try check(mdb_env_info(handle, &info), "mdb_env_info", path)
    try check(mdb_env_stat(handle, &statistics), "mdb_env_stat", path)
    return (
      UInt64(info.me_mapsize), (UInt64(info.me_last_pgno) + 1) * UInt64(statistics.ms_psize)
    )
  }

  /// Whether LMDB refuses every transaction until the file is opened again, because the update of a meta
  /// page failed: what was committed last may be there or not. Source: `lmdb.h`, `MDB_PANIC`.
  var hasPanicked: Bool {
    do throws(LMDBError) {
      mdb_txn_abort(try begin(flags: UInt32(MDB_RDONLY)).pointer)
      return false
    } catch {
      return error.code == MDB_PANIC
    }
  }

  private func begin(flags: UInt32) throws(LMDBError) -> TransactionHandle {
    var transaction: OpaquePointer?
    try check(mdb_txn_begin(handle, nil, flags, &transaction), "mdb_txn_begin", path)
    return TransactionHandle(pointer: transaction!, environment: Unmanaged.passUnretained(self))
  }
}

/// What a crash of the machine may take from an environment. Source: `lmdb.h`, `MDB_NOMETASYNC`.
public enum Durability: Sendable {
  /// Nothing that was committed.
  case full
  /// The last transactions; never consistency. One wait for the disk a commit instead of two: for
  /// what can be derived again.
  case lastMayBeLost
  /// Everything. For what is deleted before it would be opened again.
  case none
}

/// A named table of an environment: a sorted map from bytes to bytes.
public struct Table: Sendable {
  let identifier: UInt32
  public let name: String
  /// For the hashes of its rows, where a digest is that of several tables.
  let seed: UInt64

  init(identifier: UInt32, name: String) {
    self.identifier = identifier
    self.name = name
    seed = Array(name.utf8).withUnsafeBytes { XXH64.hash($0) }
  }
}

func check(_ code: Int32, _ call: String, _ path: String) throws(LMDBError) {
  if code != MDB_SUCCESS { throw LMDBError(code: code, call: call, path: path) }
}

/// The files that this process has open.
private final class OpenPaths: Sendable {
  static let shared = OpenPaths()
  private let paths = Locked<Set<String>>([])

  func insert(_ path: String) -> Bool { paths.withLock { $0.insert(path).inserted } }
  func remove(_ path: String) { _ = paths.withLock { $0.remove(path) } }
}
