/// What an auditor asks of the log: its Merkle tree, proofs, and the bytes of the leaves.
extension EventLog {
  /// The name under which the log signs; unlike that of any other log.
  public var origin: String { TreeHead.origin(of: identity) }

  /// The tree over all events of this moment; or over the first `size` ones.
  ///
  /// - Returns: `nil` when the log has fewer events.
  public func treeHead(ofSize wanted: UInt64? = nil) throws(ReadError) -> TreeHead? {
    try snapshot(wanted) { size, node throws(ReadError) in
      TreeHead(
        origin: origin, size: size, root: try TreeProofs.root(ofSize: size, node))
    }
  }

  /// The hashes of the complete subtrees that the tree over the first `size` events is made of, largest
  /// first: all that is needed to go on from there (see `RecordChain`).
  ///
  /// - Returns: `nil` when the log has fewer events.
  public func peaks(ofSize size: UInt64) throws(ReadError) -> [TreeHash]? {
    try snapshot(size) { size, node throws(ReadError) in
      try TreeProofs.peaks(ofSize: size, node)
    }
  }

  /// Whether the log begins with the tree of this head.
  public func continues(_ head: TreeHead) throws(ReadError) -> Bool {
    try treeHead(ofSize: head.size) == head
  }

  /// That the event at `position` is in the tree over the first `size` events.
  ///
  /// - Returns: the bytes of its leaf and the proof; `nil` when the log has fewer events, or the
  ///   position is not below `size`.
  public func inclusion(
    of position: Position, inSize size: UInt64
  ) throws(ReadError) -> (leaf: [UInt8], proof: [TreeHash])? {
    guard position.rawValue < size else { return nil }
    let proof = try snapshot(size) { size, node throws(ReadError) in
      try TreeProofs.inclusion(of: position.rawValue, inSize: size, node)
    }
    guard let proof, let leaf = try leaves(from: position, limit: 1).first else { return nil }
    return (leaf, proof)
  }

  /// That the tree over the first `old` events is the beginning of that over the first `size`.
  ///
  /// - Returns: `nil` when the log has fewer events, or `old` is more than `size`.
  public func consistency(
    from old: UInt64, toSize size: UInt64
  ) throws(ReadError) -> [TreeHash]? {
    guard old <= size else { return nil }
    return try snapshot(size) { size, node throws(ReadError) in
      try TreeProofs.consistency(from: old, toSize: size, node)
    }
  }

  /// The bytes of the leaves of the events from `start` on, at most `limit` of them and at most about
  /// `Limits.readBatchBytesMax`; empty at the end of the log.
  public func leaves(
    from start: Position, limit: Int = Limits.readBatchEventsMax
  ) throws(ReadError) -> [[UInt8]] {
    var leaves: [[UInt8]] = []
    var bytes = 0
    do throws(ScanError<Never>) {
      try scan(from: start) { view throws(Never) in
        if leaves.count >= limit || bytes > Limits.readBatchBytesMax { return .stop }
        let leaf = view.leaf
        bytes += leaf.count
        leaves.append(leaf)
        return .next
      }
    } catch {
      throw error.read
    }
    return leaves
  }
}
