internal import Crypto

/// The public half of a key that signs notes, as a text: `name+hash+base64`.
///
/// Source: C2SP signed-note, "Verifier keys" and "Ed25519 signatures" (signature type 1).
public struct VerifierKey: Hashable, Sendable {
  public let name: String
  /// The first four bytes of a hash over name, type and key: tells keys of one name apart.
  public let id: UInt32
  /// 32 bytes. Source: RFC 8032 section 5.1.5.
  let publicKey: [UInt8]

  fileprivate static let ed25519: UInt8 = 1

  /// - Parameter publicKey: 32 bytes.
  init(name: String, publicKey: [UInt8]) {
    self.name = name
    self.publicKey = publicKey
    var hash = SHA256()
    hash.update(data: Array(name.utf8) + [0x0A, Self.ed25519])
    hash.update(data: publicKey)
    id = Array(hash.finalize()).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads the text form. The hash in it has to be right.
  public init(_ text: String) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, Self.isName(String(parts[0])),
      let material = Base64.decode(parts[2]), material.count == 33, material[0] == Self.ed25519
    else { throw .malformedKey }
    self.init(name: String(parts[0]), publicKey: Array(material.dropFirst()))
    guard parts[1] == idText else { throw .malformedKey }
  }

  /// Whether this is Ed25519's signature of the text. Source: RFC 8032.
  func verifies(_ signature: [UInt8], of text: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: Array(text.utf8))
  }

  fileprivate var idText: String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Not empty, without spaces and without a plus.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasControlCharacter
      && !text.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" }
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String {
    "\(name)+\(idText)+\(Base64.encode([Self.ed25519] + publicKey))"
  }
}

/// A key that signs notes. Never printed but by `secretText`.
///
/// Source: the text form is that of the Go package golang.org/x/mod/sumdb/note ("PRIVATE+KEY"), which
/// tools for C2SP notes read.
public struct SigningKey: Sendable {
  public let verifier: VerifierKey
  /// 32 bytes, from which RFC 8032 derives the rest.
  private let seed: [UInt8]

  /// - Parameters:
  ///   - name: without spaces and without a plus; traps otherwise.
  ///   - seed: 32 random bytes; traps otherwise.
  public init(name: String, seed: [UInt8]) {
    precondition(VerifierKey.isName(name), "a key cannot be named “\(name)”")
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      preconditionFailure("a seed has 32 bytes, not \(seed.count)")
    }
    self.seed = seed
    verifier = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// Reads what `secretText` wrote.
  public init(_ text: String) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
      VerifierKey.isName(String(parts[2])), let material = Base64.decode(parts[4]),
      material.count == 33, material[0] == VerifierKey.ed25519
    else { throw .malformedKey }
    self.init(name: String(parts[2]), seed: Array(material.dropFirst()))
    guard parts[3] == verifier.idText else { throw .malformedKey }
  }

  /// For the file of the key, and nothing else.
  public var secretText: String {
    "PRIVATE+KEY+\(verifier.name)+\(verifier.idText)+"
      + Base64.encode([VerifierKey.ed25519] + seed)
  }

  /// Signs the text, which ends with a line break.
  public func sign(_ text: String) -> SignedNote {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
      let signature = try? key.signature(for: Array(text.utf8))
    else { preconditionFailure("a key that could be made cannot sign") }
    return SignedNote(
      text: text,
      signatures: [
        .init(name: verifier.name, keyID: verifier.id, bytes: Array(signature))
      ])
  }
}
