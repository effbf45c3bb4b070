/// How large a log is, and the hash of its Merkle tree: what a checkpoint signs.
///
/// Source: C2SP tlog-checkpoint, "Note text".
public struct TreeHead: Hashable, Sendable {
  /// Which log: its name, unlike that of any other.
  public let origin: String
  /// The number of events.
  public let size: UInt64
  public let root: TreeHash

  public init(origin: String, size: UInt64, root: TreeHash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads the text of a note. Lines behind the third are extensions, which are passed over.
  public init(text: String) throws(NoteError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count >= 3, text.hasSuffix("\n"), lines.allSatisfy({ !$0.isEmpty }) else {
      throw .malformed("a checkpoint has three lines or more: origin, size, root")
    }
    guard let size = UInt64(decimal: lines[1]) else {
      throw .malformed("the size of the tree is not a number")
    }
    guard let root = Base64.decode(lines[2]).flatMap(TreeHash.init) else {
      throw .malformed("the root is not a hash of 32 bytes in Base64")
    }
    guard size > 0 || root == .empty else {
      throw .malformed("the tree is empty, and its root is not that of the empty tree")
    }
    self.init(origin: String(lines[0]), size: size, root: root)
  }

  /// Reads a checkpoint that the key has signed, for the origin of the key's name.
  public init(checkpoint note: SignedNote, signedBy key: VerifierKey) throws(NoteError) {
    try note.verify(key)
    try self.init(text: note.text)
    guard origin == key.name else {
      throw .malformed("it is a checkpoint of \(origin), and the key is that of \(key.name)")
    }
  }

  /// The text of the note, with its last line break.
  public var text: String { "\(origin)\n\(size)\n\(root)\n" }

  /// Which log this is, when it was created with that identity.
  public static func origin(of log: EventID) -> String { "eventd/\(log)" }
}

extension UInt64 {
  /// Reads decimal digits as `description` writes them: no sign, no zero in front.
  init?(decimal text: some StringProtocol) {
    guard let number = UInt64(text), String(number) == text else { return nil }
    self = number
  }
}
