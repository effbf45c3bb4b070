/// A receipt: that one event is in the log, checkable without the log.
///
/// Source: C2SP tlog-proof, version 1. The extra data are the bytes of the leaf, so that the receipt
/// says by itself what it is about.
public struct InclusionReceipt: Hashable, Sendable {
  /// The bytes of the leaf as the receipt says them: true when `verify` succeeds.
  public let leaf: [UInt8]
  /// Position of the event.
  public let index: UInt64
  public let proof: [TreeHash]
  public let checkpoint: SignedNote

  private static let title = "c2sp.org/tlog-proof@v1"

  public init(leaf: [UInt8], index: UInt64, proof: [TreeHash], checkpoint: SignedNote) {
    self.leaf = leaf
    self.index = index
    self.proof = proof
    self.checkpoint = checkpoint
  }

  public init(parsing text: String) throws(NoteError) {
    var lines = ProofLines(text)
    guard lines.next().map(String.init) == Self.title else {
      throw .malformed("it does not begin with \(Self.title)")
    }
    guard let extra = lines.next(after: "extra "), let leaf = Base64.decode(extra) else {
      throw .malformed("it lacks the line “extra” with the bytes of the event")
    }
    guard let digits = lines.next(after: "index "), let index = UInt64(decimal: digits) else {
      throw .malformed("it lacks the line “index” with a number")
    }
    self.init(
      leaf: leaf, index: index, proof: try lines.hashes(),
      checkpoint: try SignedNote(parsing: lines.rest))
  }

  /// Succeeds when the key has signed a tree that has this leaf at this index.
  /// - Returns: the head of that tree.
  @discardableResult
  public func verify(_ key: VerifierKey) throws(NoteError) -> TreeHead {
    let head = try TreeHead(checkpoint: checkpoint, signedBy: key)
    guard
      TreeVerification.isIncluded(
        .leaf(leaf), at: index, inSize: head.size, root: head.root, proof: proof)
    else { throw .malformed("its hashes do not lead from the event to the signed root") }
    return head
  }
}

extension InclusionReceipt: CustomStringConvertible {
  public var description: String {
    "\(Self.title)\nextra \(Base64.encode(leaf))\nindex \(index)\n"
      + proof.map { "\($0)\n" }.joined() + "\n\(checkpoint)"
  }
}

/// That a log has only grown since an earlier checkpoint.
///
/// Source: the form is that of the request in C2SP tlog-witness, "add-checkpoint", so that a witness
/// takes it as it is.
public struct GrowthProof: Hashable, Sendable {
  public let oldSize: UInt64
  public let proof: [TreeHash]
  /// The later one.
  public let checkpoint: SignedNote

  public init(oldSize: UInt64, proof: [TreeHash], checkpoint: SignedNote) {
    self.oldSize = oldSize
    self.proof = proof
    self.checkpoint = checkpoint
  }

  public init(parsing text: String) throws(NoteError) {
    var lines = ProofLines(text)
    guard let digits = lines.next(after: "old "), let oldSize = UInt64(decimal: digits) else {
      throw .malformed("it does not begin with “old” and a number")
    }
    self.init(
      oldSize: oldSize, proof: try lines.hashes(), checkpoint: try SignedNote(parsing: lines.rest))
  }

  /// Succeeds when the key has signed a tree that begins with the old one.
  /// - Returns: the head of the later tree.
  @discardableResult
  public func verify(since old: TreeHead, _ key: VerifierKey) throws(NoteError) -> TreeHead {
    let head = try TreeHead(checkpoint: checkpoint, signedBy: key)
    guard oldSize == old.size,
      TreeVerification.isConsistent(
        from: old.size, old.root, toSize: head.size, head.root, proof: proof)
    else { throw .malformed("its hashes do not lead from the old root to the signed one") }
    return head
  }
}

extension GrowthProof: CustomStringConvertible {
  public var description: String {
    "old \(oldSize)\n" + proof.map { "\($0)\n" }.joined() + "\n\(checkpoint)"
  }
}

/// The lines of a proof, up to the empty one that the checkpoint follows.
private struct ProofLines {
  private var text: Substring

  /// A tree has at most 2^64 leaves, and a consistency proof one hash more than levels.
  private static let hashesMax = 65

  init(_ text: String) { self.text = text[...] }

  /// `nil` at the end, and for a line without its line break.
  mutating func next() -> Substring? {
    guard let end = text.firstIndex(of: "\n") else { return nil }
    defer { text = text[text.index(after: end)...] }
    return text[..<end]
  }

  mutating func next(after prefix: String) -> Substring? {
    guard let line = next(), line.hasPrefix(prefix) else { return nil }
    return line.dropFirst(prefix.count)
  }

  mutating func hashes() throws(NoteError) -> [TreeHash] {
    var hashes: [TreeHash] = []
    while let line = next(), !line.isEmpty {
      guard hashes.count < Self.hashesMax, let hash = Base64.decode(line).flatMap(TreeHash.init)
      else { throw .malformed("a line of the proof is not a hash of 32 bytes in Base64") }
      hashes.append(hash)
    }
    return hashes
  }

  var rest: String { String(text) }
}
