internal import CLMDB

/// What a read and a write transaction have in common: reading.
public protocol Transaction: ~Copyable {
  var handle: TransactionHandle { get }
}

/// The raw transaction; only this folder sees into it.
public struct TransactionHandle {
  let pointer: OpaquePointer
  // Unretained: a transaction lives only inside a closure of its environment's method.
  let environment: Unmanaged<Environment>

  var path: String { environment.takeUnretainedValue().path }
}

/// A snapshot of the data. Move-only and lent to a closure, so it cannot outlive it.
public struct ReadTransaction: ~Copyable, Transaction {
  public let handle: TransactionHandle

  /// Leaves the transaction to whoever began it.
  consuming func release() { discard self }

  deinit { mdb_txn_abort(handle.pointer) }
}

/// A write transaction. Move-only: committed by the environment, aborted when dropped.
public struct WriteTransaction: ~Copyable, Transaction {
  public let handle: TransactionHandle
  /// While there is one, it is kept up with every row that is written or removed; what was there before
  /// is looked up for it.
  public var digest: TableDigest?

  init(handle: TransactionHandle) { self.handle = handle }

  deinit { mdb_txn_abort(handle.pointer) }

  consuming func commit() throws(LMDBError) {
    let handle = self.handle
    // mdb_txn_commit frees the transaction even when it fails.
    discard self
    try check(mdb_txn_commit(handle.pointer), "mdb_txn_commit", handle.path)
  }

  /// Stores `value` under `key`, over whatever was there.
  public mutating func put(_ table: Table, _ key: Key, _ value: [UInt8]) throws(LMDBError) {
    _ = try put(table, key, value, flags: 0)
  }

  /// Stores `value` under `key`, which must be greater than every key of the table. Pages are
  /// filled to the brim (`MDB_APPEND`).
  public mutating func append(_ table: Table, _ key: Key, _ value: [UInt8]) throws(LMDBError) {
    _ = try put(table, key, value, flags: UInt32(MDB_APPEND))
  }

  /// Stores `value` unless the key is taken. Returns whether it was stored.
  public mutating func insert(
    _ table: Table, _ key: Key, _ value: [UInt8]
  ) throws(LMDBError) -> Bool {
    try put(table, key, value, flags: UInt32(MDB_NOOVERWRITE))
  }

  /// Removes the key. Returns whether it was there.
  @discardableResult
  public mutating func remove(_ table: Table, _ key: Key) throws(LMDBError) -> Bool {
    let rest = try digest(without: table, key)
    let code = withValue(of: key.bytes) { key in
      mdb_del(handle.pointer, table.identifier, &key, nil)
    }
    if code == MDB_NOTFOUND { return false }
    try check(code, "mdb_del", handle.path)
    digest = rest
    return true
  }

  /// Removes every key of the table. Traps while a digest is kept, for which all of them would be read.
  public mutating func removeAll(_ table: Table) throws(LMDBError) {
    precondition(digest == nil, "\(table.name) is emptied while a digest is kept")
    try check(mdb_drop(handle.pointer, table.identifier, 0), "mdb_drop", handle.path)
  }

  private mutating func put(
    _ table: Table, _ key: Key, _ value: [UInt8], flags: UInt32
  ) throws(LMDBError) -> Bool {
    // Nothing is under a key that is greater than all.
    let isNew = flags & UInt32(MDB_APPEND) != 0
    var counted = isNew ? digest : try digest(without: table, key)
    counted?.add(key, value, seed: table.seed)
    let code = withValue(of: key.bytes) { key in
      withValue(of: value) { value in
        mdb_put(handle.pointer, table.identifier, &key, &value, flags)
      }
    }
    if code == MDB_KEYEXIST, flags & UInt32(MDB_NOOVERWRITE) != 0 { return false }
    try check(code, "mdb_put", handle.path)
    digest = counted
    return true
  }

  /// The digest without what is under the key; `nil` while none is kept.
  private func digest(without table: Table, _ key: Key) throws(LMDBError) -> TableDigest? {
    guard var rest = digest else { return nil }
    try get(table, key) { (value: RawSpan) throws(LMDBError) in
      key.bytes.withUnsafeBytes { key in
        value.withUnsafeBytes { rest.remove(key, $0, seed: table.seed) }
      }
    }
    return rest
  }
}

/// Lends `bytes` to LMDB. It never writes through the pointer of a key or of a value to store.
private func withValue(of bytes: [UInt8], _ body: (inout MDB_val) -> Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var value = MDB_val(
      mv_size: buffer.count, mv_data: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
    return body(&value)
  }
}

public enum Direction: Sendable {
  case forwards
  case backwards
}

/// Whether a scan goes on.
public enum ScanStep: Sendable {
  case next
  case stop
}

extension Transaction where Self: ~Copyable {
  /// Gives the value under `key` to `body`, or returns `nil` when there is none. The span is
  /// memory of the map: it cannot leave the closure, copy what you keep.
  public func get<R, E: LMDBFailing>(
    _ table: Table, _ key: Key, _ body: (RawSpan) throws(E) -> R
  ) throws(E) -> R? {
    var found = MDB_val()
    let code = withValue(of: key.bytes) { key in
      mdb_get(handle.pointer, table.identifier, &key, &found)
    }
    if code == MDB_NOTFOUND { return nil }
    if code != MDB_SUCCESS {
      throw .failure(LMDBError(code: code, call: "mdb_get", path: handle.path))
    }
    return try body(span(of: found))
  }

  /// Copies the value under `key`.
  public func get(_ table: Table, _ key: Key) throws(LMDBError) -> [UInt8]? {
    try get(table, key) { (value: RawSpan) throws(LMDBError) in value.copied }
  }

  /// The number of keys in the table.
  public func count(_ table: Table) throws(LMDBError) -> UInt64 {
    var statistics = MDB_stat()
    try check(
      mdb_stat(handle.pointer, table.identifier, &statistics), "mdb_stat", handle.path)
    return UInt64(statistics.ms_entries)
  }

  /// Walks the table in key order.
  ///
  /// - Parameters:
  ///   - start: where to begin, inclusive: forwards the first key not before it, backwards the
  ///     last key not after it. `nil`: at the end where the walk begins.
  ///   - body: gets key and value, as spans that cannot leave it.
  public func scan<E: LMDBFailing>(
    _ table: Table, from start: Key? = nil, _ direction: Direction = .forwards,
    _ body: (_ key: RawSpan, _ value: RawSpan) throws(E) -> ScanStep
  ) throws(E) {
    var opened: OpaquePointer?
    var code = mdb_cursor_open(handle.pointer, table.identifier, &opened)
    guard code == MDB_SUCCESS, let cursor = opened else {
      throw .failure(LMDBError(code: code, call: "mdb_cursor_open", path: handle.path))
    }
    defer { mdb_cursor_close(cursor) }

    var key = MDB_val()
    var value = MDB_val()
    code = position(cursor, start, direction, &key, &value)
    while code == MDB_SUCCESS {
      if try body(span(of: key), span(of: value)) == .stop { return }
      let step = direction == .forwards ? MDB_NEXT : MDB_PREV
      code = mdb_cursor_get(cursor, &key, &value, step)
    }
    if code != MDB_NOTFOUND {
      throw .failure(LMDBError(code: code, call: "mdb_cursor_get", path: handle.path))
    }
  }

  private func position(
    _ cursor: OpaquePointer, _ start: Key?, _ direction: Direction,
    _ key: inout MDB_val, _ value: inout MDB_val
  ) -> Int32 {
    guard let start else {
      return mdb_cursor_get(cursor, &key, &value, direction == .forwards ? MDB_FIRST : MDB_LAST)
    }
    var found = MDB_val()
    var foundValue = MDB_val()
    var code = withValue(of: start.bytes) { sought in
      let code = mdb_cursor_get(cursor, &sought, &foundValue, MDB_SET_RANGE)
      found = sought
      return code
    }
    if direction == .backwards {
      if code == MDB_NOTFOUND {
        code = mdb_cursor_get(cursor, &found, &foundValue, MDB_LAST)
      } else if code == MDB_SUCCESS, !span(of: found).equals(start.bytes) {
        code = mdb_cursor_get(cursor, &found, &foundValue, MDB_PREV)
      }
    }
    key = found
    value = foundValue
    return code
  }

  @_lifetime(borrow self)
  private func span(of value: MDB_val) -> RawSpan {
    // The memory is the map's and stays as it is until the transaction ends or, in a write
    // transaction, until the next write; no span outlives the closure that it was lent to.
    let buffer = UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    return unsafe _overrideLifetime(RawSpan(_unsafeBytes: buffer), borrowing: self)
  }
}

extension RawSpan {
  public func equals(_ bytes: [UInt8]) -> Bool {
    withUnsafeBytes { own in
      own.count == bytes.count && own.elementsEqual(bytes)
    }
  }
}
