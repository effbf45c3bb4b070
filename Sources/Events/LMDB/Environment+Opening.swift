internal import CLMDB
import Glibc

/// How LMDB is asked to open a file.
extension Environment {
  static func open(
    path: String, tables names: [String], _ durability: Durability, isReadOnly: Bool,
    _ mapBytes: Int
  ) throws(LMDBError) -> (OpaquePointer, [String: Table]) {
    if isReadOnly { try checkMetaPages(path) }
    var created: OpaquePointer?
    try check(mdb_env_create(&created), "mdb_env_create", path)
    let handle = created!
    do throws(LMDBError) {
      try check(mdb_env_set_mapsize(handle, mapBytes), "mdb_env_set_mapsize", path)
      try check(mdb_env_set_maxreaders(handle, Limits.readersMax), "mdb_env_set_maxreaders", path)
      try check(mdb_env_set_maxdbs(handle, UInt32(names.count)), "mdb_env_set_maxdbs", path)
      var flags = UInt32(MDB_NOSUBDIR) | UInt32(MDB_NOTLS)
      switch durability {
      case .full: break
      case .lastMayBeLost: flags |= UInt32(MDB_NOMETASYNC)
      case .none: flags |= UInt32(MDB_NOSYNC)
      }
      if isReadOnly { flags |= UInt32(MDB_RDONLY) }
      try check(mdb_env_open(handle, path, flags, 0o640), "mdb_env_open", path)
      // Readers of a process that was killed would pin pages for ever.
      var dead: Int32 = 0
      try check(mdb_reader_check(handle, &dead), "mdb_reader_check", path)
      // Each time: who made the file may have been killed before it came to this.
      if durability == .full, !isReadOnly { try DirectoryEntry.sync(path) }
      if isReadOnly { try checkSnapshot(handle, path) }
      return (handle, try openTables(names, handle, path, isReadOnly: isReadOnly))
    } catch {
      mdb_env_close(handle)
      throw error
    }
  }

  /// Looks at the meta pages before LMDB does, which divides by the size of a page that it finds there,
  /// and touches both in the map. Taken again when a daemon writes one meanwhile.
  private static func checkMetaPages(_ path: String) throws(LMDBError) {
    guard let file = try PageFile.open(path) else {
      // LMDB says that there is no file; an empty one was one.
      if access(path, F_OK) != 0 { return }
      throw LMDBError(damage: .notADatabase, path: path)
    }
    var last: LMDBError?
    for _ in 0..<snapshotAttemptsMax {
      do throws(LMDBError) {
        _ = try file.newestMeta()
        return
      } catch {
        guard error.damage != nil else { throw error }
        last = error
      }
    }
    if let last { throw last }
  }

  /// Checks the newest snapshot, while a transaction keeps a daemon that writes from using its pages
  /// again. The meta page of the snapshot can be written over meanwhile; then the next one is taken.
  private static func checkSnapshot(
    _ handle: OpaquePointer, _ path: String
  ) throws(LMDBError) {
    var last: LMDBError?
    for _ in 0..<snapshotAttemptsMax {
      var transaction: OpaquePointer?
      try check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &transaction), "mdb_txn_begin", path)
      defer { mdb_txn_abort(transaction) }
      guard let file = try PageFile.open(path) else { return }
      let meta: PageFile.Meta?
      do throws(LMDBError) {
        meta = try file.meta(of: UInt64(mdb_txn_id(transaction)))
      } catch {
        last = error
        continue
      }
      guard let meta else { continue }
      var visitor = NoVisitor()
      _ = try FileCheck.run(file, meta, &visitor)
      return
    }
    throw last ?? LMDBError(code: EAGAIN, call: "mdb_txn_begin", path: path)
  }

  private static let snapshotAttemptsMax = 100

  private static func openTables(
    _ names: [String], _ handle: OpaquePointer, _ path: String, isReadOnly: Bool
  ) throws(LMDBError) -> [String: Table] {
    var transaction: OpaquePointer?
    let flags = isReadOnly ? UInt32(MDB_RDONLY) : 0
    try check(mdb_txn_begin(handle, nil, flags, &transaction), "mdb_txn_begin", path)
    var tables: [String: Table] = [:]
    do throws(LMDBError) {
      for name in names {
        var identifier: MDB_dbi = 0
        try check(
          mdb_dbi_open(transaction, name, isReadOnly ? 0 : UInt32(MDB_CREATE), &identifier),
          "mdb_dbi_open(\(name))", path)
        tables[name] = Table(identifier: identifier, name: name)
      }
    } catch {
      mdb_txn_abort(transaction)
      throw error
    }
    try check(mdb_txn_commit(transaction), "mdb_txn_commit", path)
    return tables
  }
}
