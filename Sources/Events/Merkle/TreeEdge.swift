/// The right-hand edge of a Merkle tree that grows: the hashes of the complete subtrees that it is
/// made of, largest first. All that is needed to add leaves, and to know the root.
///
/// Adding a leaf hashes two nodes a time on average, whatever the size.
struct TreeEdge: Equatable, Sendable {
  /// The number of leaves.
  private(set) var size: UInt64
  /// One for each bit that is set in `size`.
  private(set) var peaks: [TreeHash]

  init() {
    size = 0
    peaks = []
  }

  /// - Parameter peaks: of the complete subtrees of a tree of this size, largest first; traps when
  ///   they are not as many as the size has bits set.
  init(size: UInt64, peaks: [TreeHash]) {
    precondition(size.nonzeroBitCount == peaks.count, "\(peaks.count) peaks for \(size) leaves")
    self.size = size
    self.peaks = peaks
  }

  /// Adds a leaf.
  /// - Returns: the hashes of the complete subtrees that end with it, from the leaf itself upwards.
  mutating func append(_ leaf: TreeHash) -> [TreeHash] {
    var completed = [leaf]
    for _ in 0..<size.trailingOneBitCount {
      completed.append(.node(peaks.removeLast(), completed[completed.count - 1]))
    }
    peaks.append(completed[completed.count - 1])
    size += 1
    return completed
  }

  /// The hash of the whole tree. Source: RFC 6962 section 2.1.
  var root: TreeHash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
    return root
  }
}

extension UInt64 {
  var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
