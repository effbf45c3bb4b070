import TestSupport
import Testing

@testable import Events

@Suite("Tree heads and proofs as texts")
struct TreeHeadTests {
  private let key = SigningKey(name: "eventd/test", seed: [UInt8](repeating: 3, count: 32))
  private let leaves = (0..<5).map { [UInt8($0), 7] }

  private func head(_ size: UInt64) -> TreeHead {
    var edge = TreeEdge()
    for leaf in leaves.prefix(Int(size)) { _ = edge.append(.leaf(leaf)) }
    return TreeHead(origin: "eventd/test", size: size, root: edge.root)
  }

  private func node(_ level: Int, _ index: UInt64) -> TreeHash {
    var edge = TreeEdge()
    let start = Int(index) << level
    for leaf in leaves[start..<(start + 1 << level)] { _ = edge.append(.leaf(leaf)) }
    return edge.root
  }

  /// Source: C2SP tlog-checkpoint, the example at its beginning.
  @Test func `the text of the specification's checkpoint is read and written`() throws {
    let text = """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      """
    let head = try TreeHead(text: text)
    #expect(head.origin == "example.com/behind-the-sofa")
    #expect(head.size == 20_852_163)
    #expect(head.text == text)
  }

  @Test func `lines behind the third are passed over`() throws {
    #expect(try TreeHead(text: head(3).text + "extension\n") == head(3))
  }

  @Test(
    arguments: [
      "", "a\n", "a\n1\n", "a\n1\nAAAA\n", "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "a\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
    ])
  func `what is no tree head is refused`(text: String) {
    #expect(throws: NoteError.self) { try TreeHead(text: text) }
  }

  @Test func `a checkpoint of another log is refused, although the key has signed it`() throws {
    let other = TreeHead(origin: "eventd/other", size: 3, root: head(3).root)
    #expect(throws: NoteError.self) {
      try TreeHead(checkpoint: key.sign(other.text), signedBy: key.verifier)
    }
    #expect(
      try TreeHead(checkpoint: key.sign(head(3).text), signedBy: key.verifier) == head(3))
  }

  @Test func `a receipt proves its event, and no other`() throws {
    let proof = TreeProofs.inclusion(of: 4, inSize: 5) { node($0, $1) }
    let receipt = InclusionReceipt(
      leaf: leaves[4], index: 4, proof: proof, checkpoint: key.sign(head(5).text))
    let again = try InclusionReceipt(parsing: receipt.description)
    #expect(again == receipt)
    #expect(try again.verify(key.verifier) == head(5))
    for wrong in [
      InclusionReceipt(leaf: [1], index: 4, proof: proof, checkpoint: receipt.checkpoint),
      InclusionReceipt(leaf: leaves[4], index: 3, proof: proof, checkpoint: receipt.checkpoint),
      InclusionReceipt(leaf: leaves[4], index: 4, proof: [], checkpoint: receipt.checkpoint),
      InclusionReceipt(
        leaf: leaves[4], index: 4, proof: proof, checkpoint: key.sign(head(4).text)),
    ] {
      #expect(throws: NoteError.self) { try wrong.verify(key.verifier) }
    }
  }

  @Test func `a receipt has the form of the specification`() throws {
    let receipt = InclusionReceipt(
      leaf: leaves[0], index: 0, proof: [], checkpoint: key.sign(head(1).text))
    let lines = receipt.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "c2sp.org/tlog-proof@v1")
    #expect(lines[1] == "extra AAc=")
    #expect(lines[2] == "index 0")
    #expect(lines[3] == "")
    #expect(lines[4] == "eventd/test")
  }

  @Test(
    arguments: [
      ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("extra ", "extra"),
      ("extra ", "xtra "),
      ("index 4", "index 04"), ("index 4", "index"), ("index 4\n", ""), ("eventd/test\n5", "\n5"),
    ])
  func `a receipt with a fault in its form is refused`(part: String, wrong: String) throws {
    let receipt = InclusionReceipt(
      leaf: leaves[4], index: 4, proof: TreeProofs.inclusion(of: 4, inSize: 5) { node($0, $1) },
      checkpoint: key.sign(head(5).text))
    let text = receipt.description
    let range = try #require(text.firstRange(of: part))
    #expect(throws: NoteError.self) {
      try InclusionReceipt(parsing: text.replacingCharacters(in: range, with: wrong))
        .verify(key.verifier)
    }
  }

  /// What comes in a file or over the wire can be anything.
  @Test func `whatever is done to a receipt, it is refused or says the same`() throws {
    var random = SeededRandom.printed()
    let receipt = InclusionReceipt(
      leaf: leaves[4], index: 4, proof: TreeProofs.inclusion(of: 4, inSize: 5) { node($0, $1) },
      checkpoint: key.sign(head(5).text))
    let text = Array(receipt.description.utf8)
    var verified = 0
    for _ in 0..<5000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: text.suffix(from: min(place, text.count)), at: place)
        }
        if bytes.isEmpty { break }
      }
      guard let changed = try? InclusionReceipt(parsing: String(decoding: bytes, as: UTF8.self)),
        let head = try? changed.verify(key.verifier)
      else { continue }
      verified += 1
      #expect(changed.leaf == receipt.leaf && changed.index == receipt.index)
      #expect(head == self.head(5))
    }
    #expect(verified < 5000)
  }

  @Test func `growth is proved from every earlier head to the last`() throws {
    for old in UInt64(0)...5 {
      let growth = GrowthProof(
        oldSize: old, proof: TreeProofs.consistency(from: old, toSize: 5) { node($0, $1) },
        checkpoint: key.sign(head(5).text))
      let again = try GrowthProof(parsing: growth.description)
      #expect(again == growth)
      #expect(try again.verify(since: head(old), key.verifier) == head(5))
      let forged = TreeHead(origin: "eventd/test", size: old, root: .leaf([9]))
      #expect(throws: NoteError.self) { try again.verify(since: forged, key.verifier) }
      if old > 0 {
        #expect(throws: NoteError.self) { try again.verify(since: head(old - 1), key.verifier) }
      }
    }
  }

  @Test(arguments: ["", "old\n", "old 01\n\n", "old 1\nAAAA\n\n", "old 1\n"])
  func `what is no proof of growth is refused`(text: String) {
    #expect(throws: NoteError.self) { try GrowthProof(parsing: text) }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
