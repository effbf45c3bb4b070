/// Proofs from the stored hashes of complete subtrees. Each asks for a number of them that grows with
/// the logarithm of the tree's size.
///
/// In each call `node` gives the hash of the complete subtree of 2^level leaves that begins at leaf
/// index × 2^level.
///
/// Source: RFC 6962 sections 2.1 (root), 2.1.1 (inclusion), 2.1.2 (consistency).
enum TreeProofs {
  static func root<E: Error>(
    ofSize size: UInt64, _ node: (_ level: Int, _ index: UInt64) throws(E) -> TreeHash
  ) throws(E) -> TreeHash {
    size == 0 ? .empty : try hash(of: 0..<size, node)
  }

  /// The complete subtrees that the tree is made of, largest first.
  static func peaks<E: Error>(
    ofSize size: UInt64, _ node: (_ level: Int, _ index: UInt64) throws(E) -> TreeHash
  ) throws(E) -> [TreeHash] {
    var peaks: [TreeHash] = []
    var start: UInt64 = 0
    for level in (0..<64).reversed() where size & 1 << UInt64(level) != 0 {
      peaks.append(try node(level, start >> UInt64(level)))
      start += 1 << UInt64(level)
    }
    return peaks
  }

  /// That a leaf is in the tree: the hashes beside the way from the leaf up to the root.
  /// - Parameter index: below `size`; traps otherwise.
  static func inclusion<E: Error>(
    of index: UInt64, inSize size: UInt64,
    _ node: (_ level: Int, _ index: UInt64) throws(E) -> TreeHash
  ) throws(E) -> [TreeHash] {
    precondition(index < size, "leaf \(index) of \(size)")
    var path: [TreeHash] = []
    var range = 0..<size
    // From the root downwards; the proof goes upwards.
    while range.upperBound - range.lowerBound > 1 {
      let middle = split(range)
      if index < middle {
        path.append(try hash(of: middle..<range.upperBound, node))
        range = range.lowerBound..<middle
      } else {
        path.append(try hash(of: range.lowerBound..<middle, node))
        range = middle..<range.upperBound
      }
    }
    return path.reversed()
  }

  /// That the tree of `old` leaves is the beginning of that of `size` leaves.
  /// - Parameter old: at most `size`; traps otherwise.
  static func consistency<E: Error>(
    from old: UInt64, toSize size: UInt64,
    _ node: (_ level: Int, _ index: UInt64) throws(E) -> TreeHash
  ) throws(E) -> [TreeHash] {
    precondition(old <= size, "from \(old) leaves to \(size)")
    if old == 0 || old == size { return [] }
    var path: [TreeHash] = []
    var range = 0..<size
    // Whether the old tree is all of `range` up to `old`, and its hash is therefore known.
    var isWhole = true
    while range.upperBound != old {
      let middle = split(range)
      if old <= middle {
        path.append(try hash(of: middle..<range.upperBound, node))
        range = range.lowerBound..<middle
      } else {
        path.append(try hash(of: range.lowerBound..<middle, node))
        range = middle..<range.upperBound
        isWhole = false
      }
    }
    if !isWhole { path.append(try hash(of: range, node)) }
    return path.reversed()
  }

  /// The hash over some leaves; the range is one that splitting a tree leads to.
  private static func hash<E: Error>(
    of range: Range<UInt64>, _ node: (_ level: Int, _ index: UInt64) throws(E) -> TreeHash
  ) throws(E) -> TreeHash {
    let count = range.upperBound - range.lowerBound
    if count.nonzeroBitCount == 1 {
      let level = count.trailingZeroBitCount
      return try node(level, range.lowerBound >> UInt64(level))
    }
    let middle = split(range)
    let left = try hash(of: range.lowerBound..<middle, node)
    return .node(left, try hash(of: middle..<range.upperBound, node))
  }

  /// The left part has the largest power of two that is less than the whole.
  private static func split(_ range: Range<UInt64>) -> UInt64 {
    let count = range.upperBound - range.lowerBound
    return range.lowerBound + 1 << UInt64(63 - (count - 1).leadingZeroBitCount)
  }
}
