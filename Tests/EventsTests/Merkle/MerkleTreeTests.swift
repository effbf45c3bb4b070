import TestSupport
import Testing

@testable import Events

/// A whole tree in memory, by the definitions of RFC 6962 section 2.1 word for word, to compare with.
private struct PlainTree {
  let leaves: [TreeHash]

  func root(_ range: Range<Int>) -> TreeHash {
    if range.isEmpty { return .empty }
    if range.count == 1 { return leaves[range.lowerBound] }
    var left = 1
    while left * 2 < range.count { left *= 2 }
    let middle = range.lowerBound + left
    return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
  }

  func node(_ level: Int, _ index: UInt64) -> TreeHash {
    let start = Int(index) << level
    return root(start..<(start + 1 << level))
  }
}

@Suite("Merkle tree")
struct MerkleTreeTests {
  private typealias Vectors = CertificateTransparencyVectors

  private func tree(_ count: Int) -> PlainTree {
    PlainTree(leaves: (0..<count).map { TreeHash.leaf(Array("leaf \($0)".utf8)) })
  }

  @Test func `has the roots of Certificate Transparency`() {
    var edge = TreeEdge()
    #expect(edge.root == Vectors.roots[0])
    for (index, leaf) in Vectors.leaves.enumerated() {
      _ = edge.append(.leaf(leaf))
      #expect(edge.root == Vectors.roots[index + 1])
    }
  }

  @Test(arguments: Vectors.inclusions)
  func `proves inclusion as Certificate Transparency does`(
    vector: CertificateTransparencyVectors.Inclusion
  ) {
    let tree = PlainTree(leaves: Vectors.leaves.map { .leaf($0) })
    #expect(
      TreeProofs.inclusion(of: vector.index, inSize: vector.size) { tree.node($0, $1) }
        == vector.proof)
    #expect(
      TreeVerification.isIncluded(
        tree.leaves[Int(vector.index)], at: vector.index, inSize: vector.size,
        root: Vectors.roots[Int(vector.size)], proof: vector.proof))
  }

  @Test(arguments: Vectors.consistencies)
  func `proves consistency as Certificate Transparency does`(
    vector: CertificateTransparencyVectors.Consistency
  ) {
    let tree = PlainTree(leaves: Vectors.leaves.map { .leaf($0) })
    #expect(
      TreeProofs.consistency(from: vector.old, toSize: vector.size) { tree.node($0, $1) }
        == vector.proof)
    #expect(
      TreeVerification.isConsistent(
        from: vector.old, Vectors.roots[Int(vector.old)], toSize: vector.size,
        Vectors.roots[Int(vector.size)], proof: vector.proof))
  }

  @Test func `grows to the same tree as the definition, for every size up to 130`() {
    let tree = tree(130)
    var edge = TreeEdge()
    for (index, leaf) in tree.leaves.enumerated() {
      let completed = edge.append(leaf)
      #expect(completed.count == TreeRow.count(at: Position(UInt64(index))))
      for (level, hash) in completed.enumerated() {
        #expect(hash == tree.root((index + 1 - 1 << level)..<(index + 1)))
      }
      #expect(edge.root == tree.root(0..<(index + 1)))
      #expect(
        TreeProofs.root(ofSize: UInt64(index + 1)) { tree.node($0, $1) } == edge.root)
    }
  }

  @Test func `every proof of every tree up to 40 leaves holds, and none with a change in it`() {
    let tree = tree(40)
    for size in 1...40 {
      let root = tree.root(0..<size)
      for index in 0..<size {
        let proof = TreeProofs.inclusion(of: UInt64(index), inSize: UInt64(size)) {
          tree.node($0, $1)
        }
        func holds(_ at: Int, _ proof: [TreeHash], _ leaf: TreeHash) -> Bool {
          TreeVerification.isIncluded(
            leaf, at: UInt64(at), inSize: UInt64(size), root: root, proof: proof)
        }
        #expect(holds(index, proof, tree.leaves[index]))
        #expect(!holds(index, proof, .leaf([9])))
        #expect(!holds(index, proof + [root], tree.leaves[index]))
        #expect(!holds(size, proof, tree.leaves[index]))
        for place in proof.indices {
          var changed = proof
          changed[place] = .leaf([9])
          #expect(!holds(index, changed, tree.leaves[index]))
          changed.remove(at: place)
          #expect(!holds(index, changed, tree.leaves[index]))
        }
        for other in 0..<size where other != index {
          #expect(!holds(other, proof, tree.leaves[index]))
        }
      }
    }
  }

  @Test func `every tree up to 40 leaves is consistent with every earlier one, and no other`() {
    let tree = tree(40)
    let roots = (0...40).map { tree.root(0..<$0) }
    for size in 0...40 {
      for old in 0...size {
        let proof = TreeProofs.consistency(from: UInt64(old), toSize: UInt64(size)) {
          tree.node($0, $1)
        }
        func holds(_ oldRoot: TreeHash, _ proof: [TreeHash], _ root: TreeHash) -> Bool {
          TreeVerification.isConsistent(
            from: UInt64(old), oldRoot, toSize: UInt64(size), root, proof: proof)
        }
        #expect(holds(roots[old], proof, roots[size]))
        #expect(!holds(.leaf([9]), proof, roots[size]))
        #expect(!holds(roots[old], proof + [roots[old]], roots[size]))
        if old > 0 { #expect(!holds(roots[old], proof, .leaf([9]))) }
        for place in proof.indices {
          var changed = proof
          changed[place] = .leaf([9])
          #expect(!holds(roots[old], changed, roots[size]))
          changed.remove(at: place)
          #expect(!holds(roots[old], changed, roots[size]))
        }
      }
    }
    #expect(
      !TreeVerification.isConsistent(from: 3, roots[3], toSize: 2, roots[2], proof: []))
  }

  @Test func `a leaf is not a node`() {
    let (left, right) = (TreeHash.leaf([1]), TreeHash.leaf([2]))
    #expect(TreeHash.leaf(left.bytes + right.bytes) != .node(left, right))
    #expect(TreeHash([1, 2]) == nil)
  }
}
