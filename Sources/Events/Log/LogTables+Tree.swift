/// What the table `tree` holds for a position: the hashes of the complete subtrees that end with its
/// leaf, from the leaf itself upwards. So rows are only ever added at the end, as the events are.
struct TreeRow: Equatable {
  let hashes: [TreeHash]

  init(_ hashes: [TreeHash]) { self.hashes = hashes }

  var bytes: [UInt8] { hashes.flatMap(\.bytes) }

  /// How many subtrees end with the leaf.
  static func count(at position: Position) -> Int { position.rawValue.trailingOneBitCount + 1 }
}

/// The Merkle tree over the records.
extension LogTables {
  /// The hash of a complete subtree; one that is not there is corruption.
  func node<E: ReadFailing>(
    _ level: Int, _ index: UInt64, _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> TreeHash {
    let last = Position((index + 1) << UInt64(level) - 1)
    let hash = try transaction.get(tree, Key(last.rawValue)) { value throws(E) -> TreeHash in
      let start = level * TreeHash.byteCount
      guard value.byteCount == TreeRow.count(at: last) * TreeHash.byteCount,
        let hash = TreeHash(value.extracting(start..<(start + TreeHash.byteCount)).copied)
      else {
        throw .corrupt(Corruption(position: last, finding: .malformedRow(table: tree.name)))
      }
      return hash
    }
    guard let hash else { throw .corrupt(Corruption(position: last, finding: .treeDisagrees)) }
    return hash
  }

  /// The right-hand edge of the tree of `size` leaves.
  func edge<E: ReadFailing>(
    ofSize size: UInt64, _ transaction: borrowing some Transaction & ~Copyable, as: E.Type
  ) throws(E) -> TreeEdge {
    let peaks = try TreeProofs.peaks(ofSize: size) { level, index throws(E) in
      try node(level, index, transaction, as: E.self)
    }
    return TreeEdge(size: size, peaks: peaks)
  }

  /// As `edge`, of the tree over all events, after a look at whether it is that: it has a leaf for
  /// each event, and the last one is that of the last record.
  func checkedEdge(_ transaction: borrowing ReadTransaction) throws(ReadError) -> TreeEdge {
    let count = try self.count(transaction, as: ReadError.self)
    let leaves = try last(tree, transaction, as: ReadError.self).map { $0.rawValue + 1 } ?? 0
    guard leaves == count else {
      throw .corrupt(Corruption(position: nil, finding: .treeSize(leaves: leaves, events: count)))
    }
    if count > 0 {
      let last = Position(count - 1)
      let leaf = try record(at: last, transaction) { view throws(ReadError) in view.leafHash }
      guard try node(0, last.rawValue, transaction, as: ReadError.self) == leaf else {
        throw .corrupt(Corruption(position: last, finding: .treeDisagrees))
      }
    }
    return try edge(ofSize: count, transaction, as: ReadError.self)
  }
}
