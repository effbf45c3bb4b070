/// Keys that at most one event of a category holds: an index beside the log, written in the
/// transaction of the event, and worked out from the events alone.
enum UniqueKeys {
  /// The category holds no 0 byte, so that no two categories share a key.
  static func key(_ category: String, _ text: String) -> [UInt8] {
    Array(category.utf8) + [0] + Array(text.utf8)
  }

  /// What one append wants, before anything of it is written.
  struct Changes {
    private var holders: [[UInt8]: Position?] = [:]

    mutating func take(_ key: [UInt8], at position: Position) { holders[key] = .some(position) }

    mutating func release(_ key: [UInt8]) { holders[key] = .some(nil) }

    /// The stream whose event holds the key.
    /// - Parameter stream: that of this append.
    func holder(
      of key: [UInt8], _ stream: StreamName, _ tables: LogTables,
      _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> StreamName? {
      if let changed = holders[key] { return changed == nil ? nil : stream }
      let stored = try tables.holder(of: key, transaction, as: AppendError.self)
      guard let stored else { return nil }
      return try tables.record(at: stored, transaction) { view throws(AppendError) in
        view.event.stream
      }
    }

    func store(
      _ tables: LogTables, _ digests: inout LogDigests, _ transaction: inout WriteTransaction
    ) throws(LMDBError) {
      for (key, position) in holders {
        let key = Key(key)
        if let old = try transaction.get(tables.uniqueKeys, key) {
          digests.uniqueKeys.remove(key, old)
        }
        if let position {
          let value = Key(position.rawValue).bytes
          try transaction.put(tables.uniqueKeys, key, value)
          digests.uniqueKeys.add(key, value)
        } else {
          try transaction.remove(tables.uniqueKeys, key)
        }
      }
    }
  }
}
