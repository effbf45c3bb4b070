/// A text that one or more keys have signed.
///
/// Source: C2SP signed-note.
public struct SignedNote: Hashable, Sendable {
  public struct Signature: Hashable, Sendable {
    public let name: String
    public let keyID: UInt32
    /// What the kind of key makes of the text: 64 bytes with Ed25519.
    public let bytes: [UInt8]
  }

  /// What was signed, with its last line break.
  public let text: String
  public let signatures: [Signature]

  /// C2SP signed-note asks verifiers to take at least 16 signatures and to set a limit.
  private static let signaturesMax = 64
  static let bytesMax = 1024 * 1024
  private static let dash = "\u{2014} "

  init(text: String, signatures: [Signature]) {
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note. Nothing of its text may be believed before `verify`.
  public init(parsing note: String) throws(NoteError) {
    guard note.utf8.count <= Self.bytesMax else { throw .malformed("it is too long") }
    guard !note.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A }) else {
      throw .malformed("it holds a control character")
    }
    // The text is parted from its signatures by the last empty line.
    var lines = note.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popLast() == "" else { throw .malformed("it does not end with a line break") }
    guard let empty = lines.lastIndex(of: ""), empty > lines.startIndex else {
      throw .malformed("no empty line parts a text from signatures")
    }
    let signed = lines[(empty + 1)...]
    guard !signed.isEmpty, signed.count <= Self.signaturesMax else {
      throw .malformed("it has \(signed.count) signatures; 1 to \(Self.signaturesMax) are taken")
    }
    text = lines[..<empty].map { $0 + "\n" }.joined()
    var signatures: [Signature] = []
    for line in signed { signatures.append(try Self.signature(line)) }
    self.signatures = signatures
  }

  private static func signature(_ line: Substring) throws(NoteError) -> Signature {
    guard line.hasPrefix(dash) else { throw .malformed("a signature does not begin with a dash") }
    let parts = line.dropFirst(dash.count)
      .split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, VerifierKey.isName(String(parts[0])),
      let bytes = Base64.decode(parts[1]), bytes.count > 4
    else { throw .malformed("a signature is not a name and Base64") }
    return Signature(
      name: String(parts[0]), keyID: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
      bytes: Array(bytes.dropFirst(4)))
  }

  /// Succeeds when the key has signed the text. Signatures of other keys are not looked at.
  public func verify(_ key: VerifierKey) throws(NoteError) {
    let own = signatures.filter { $0.name == key.name && $0.keyID == key.id }
    guard !own.isEmpty else { throw .notSigned(by: key.name) }
    guard own.allSatisfy({ key.verifies($0.bytes, of: text) }) else {
      throw .wrongSignature(by: key.name)
    }
  }
}

extension SignedNote: CustomStringConvertible {
  /// The note as it is written and read.
  public var description: String {
    text + "\n"
      + signatures.map { signature in
        let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.keyID >> (24 - 8 * $0)) }
        return "\(Self.dash)\(signature.name) \(Base64.encode(id + signature.bytes))\n"
      }.joined()
  }
}

/// Why a note, a key, a tree head or a proof cannot be used, or must not be believed.
public enum NoteError: Error, Equatable, Sendable {
  /// Not in the form of its format.
  case malformed(String)
  /// Not `name+hash+base64` of an Ed25519 key, or the hash is not that of the key.
  case malformedKey
  case notSigned(by: String)
  case wrongSignature(by: String)
}

extension NoteError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let what): "it cannot be read: \(what)"
    case .malformedKey:
      "this is not a verifier key: name+hash+base64, of an Ed25519 key, as in the file audit.pub"
    case .notSigned(let name): "the key \(name) has not signed it"
    case .wrongSignature(let name):
      "the signature of \(name) is wrong: the text was changed, or another key signed it"
    }
  }
}
