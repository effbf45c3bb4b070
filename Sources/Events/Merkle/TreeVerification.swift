/// Checks proofs without the tree: all that an auditor needs are the hashes in them.
///
/// Source: RFC 9162 sections 2.1.3.2 and 2.1.4.2, whose trees are those of RFC 6962.
public enum TreeVerification {
  /// Whether the leaf with this hash is at `index` of the tree of `size` leaves with this root.
  public static func isIncluded(
    _ leaf: TreeHash, at index: UInt64, inSize size: UInt64, root: TreeHash, proof: [TreeHash]
  ) -> Bool {
    guard index < size else { return false }
    var first = index
    var second = size - 1
    var hash = leaf
    for sibling in proof {
      if second == 0 { return false }
      if first & 1 == 1 || first == second {
        hash = .node(sibling, hash)
        while first & 1 == 0, first != 0 {
          first >>= 1
          second >>= 1
        }
      } else {
        hash = .node(hash, sibling)
      }
      first >>= 1
      second >>= 1
    }
    return second == 0 && hash == root
  }

  /// Whether the tree of `old` leaves with root `oldRoot` is the beginning of that of `size` leaves
  /// with root `root`. The empty tree is the beginning of every one.
  public static func isConsistent(
    from old: UInt64, _ oldRoot: TreeHash, toSize size: UInt64, _ root: TreeHash,
    proof: [TreeHash]
  ) -> Bool {
    if old > size { return false }
    if old == size { return proof.isEmpty && oldRoot == root }
    if old == 0 { return proof.isEmpty && oldRoot == .empty }
    var path = proof[...]
    // A tree of 2^n leaves is a subtree of every larger one; its hash is not repeated in the proof.
    if old.nonzeroBitCount == 1 { path = [oldRoot] + path }
    guard var hash = path.popFirst() else { return false }
    var oldHash = hash
    let shift = UInt64((old - 1).trailingOneBitCount)
    var first = (old - 1) >> shift
    var second = (size - 1) >> shift
    for sibling in path {
      if second == 0 { return false }
      if first & 1 == 1 || first == second {
        oldHash = .node(sibling, oldHash)
        hash = .node(sibling, hash)
        while first & 1 == 0, first != 0 {
          first >>= 1
          second >>= 1
        }
      } else {
        hash = .node(hash, sibling)
      }
      first >>= 1
      second >>= 1
    }
    return second == 0 && oldHash == oldRoot && hash == root
  }
}
