import TestSupport
import Testing

@testable import Events

@Suite("Signed notes")
struct NoteTests {
  /// Source: C2SP signed-note, "Example".
  private let example = """
    This is an example message.

    \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """
  private let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

  private func key(_ byte: UInt8 = 1, name: String = "eventd/test") -> SigningKey {
    SigningKey(name: name, seed: [UInt8](repeating: byte, count: 32))
  }

  @Test func `the example of the specification is verified, and written as it was read`() throws {
    let note = try SignedNote(parsing: example)
    let key = try VerifierKey(exampleKey)
    try note.verify(key)
    #expect(note.description == example)
    #expect(note.text == "This is an example message.\n")
    #expect(key.description == exampleKey)
    #expect(key.id == 0x530d_903a)
  }

  /// Source: RFC 8032 section 7.1, test 1: the public key of a secret key.
  @Test func `a key has the public half that RFC 8032 gives it`() throws {
    let seed = CertificateTransparencyVectors.bytes(
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    let publicKey = CertificateTransparencyVectors.bytes(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    #expect(SigningKey(name: "a", seed: seed).verifier.publicKey == publicKey)
  }

  @Test func `a key comes back from its text`() throws {
    let again = try SigningKey(key().secretText)
    #expect(again.verifier == key().verifier)
    #expect(try VerifierKey(key().verifier.description) == key().verifier)
    #expect(again.sign("x\n").description.hasPrefix("x\n\n\u{2014} eventd/test "))
    try again.sign("x\n").verify(key().verifier)
  }

  @Test(
    arguments: [
      "", "example.com/foo", "example.com/foo+530d903a", "+530d903a+AekyeRrm",
      "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
      "exa mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
  func `what is no verifier key is refused`(text: String) {
    #expect(throws: NoteError.malformedKey) { try VerifierKey(text) }
  }

  @Test func `a changed text, and another's key, are refused`() throws {
    let note = key().sign("one\n")
    let changed = SignedNote(text: "two\n", signatures: note.signatures)
    #expect(throws: NoteError.wrongSignature(by: "eventd/test")) {
      try changed.verify(key().verifier)
    }
    #expect(throws: NoteError.notSigned(by: "eventd/test")) { try note.verify(key(2).verifier) }
    #expect(throws: NoteError.notSigned(by: "other")) {
      try note.verify(key(name: "other").verifier)
    }
  }

  @Test func `signatures of others do not matter, also with the same name`() throws {
    let text = "shared\n"
    let note = SignedNote(
      text: text,
      signatures: key(2).sign(text).signatures + key().sign(text).signatures
        + [.init(name: "witness", keyID: 7, bytes: [1])])
    let again = try SignedNote(parsing: note.description)
    #expect(again == note)
    try again.verify(key().verifier)
    try again.verify(key(2).verifier)
  }

  @Test func `one wrong signature of a known key is enough to refuse`() throws {
    let good = key().sign("x\n").signatures[0]
    let bad = SignedNote.Signature(name: good.name, keyID: good.keyID, bytes: good.bytes.reversed())
    #expect(throws: NoteError.self) {
      try SignedNote(text: "x\n", signatures: [good, bad]).verify(key().verifier)
    }
  }

  @Test func `a text may hold empty lines`() throws {
    let note = key().sign("a\n\nb\n")
    #expect(try SignedNote(parsing: note.description) == note)
  }

  @Test(
    arguments: [
      "", "\n", "text\n", "text\n\n", "\n\u{2014} a AAAAAAA=\n", "text\n\n\u{2014} a AAAAAAA=",
      "text\n\n- a AAAAAAA=\n", "text\n\n\u{2014} a\n", "text\n\n\u{2014} a AAAA\n",
      "text\n\n\u{2014} a AAAAAAB=\n", "text\n\n\u{2014} a+b AAAAAAA=\n",
      "text\n\n\u{2014}  AAAAAAA=\n", "te\txt\n\n\u{2014} a AAAAAAA=\n",
      "text\r\n\r\n\u{2014} a AAAAAAA=\r\n",
    ])
  func `what is no note is refused`(text: String) {
    #expect(throws: NoteError.self) { try SignedNote(parsing: text) }
  }

  @Test func `too many signatures are refused, and sixteen are not`() throws {
    let line = "\u{2014} a AAAAAAA=\n"
    let sixteen = "text\n\n" + String(repeating: line, count: 16)
    #expect(try SignedNote(parsing: sixteen).signatures.count == 16)
    #expect(throws: NoteError.self) {
      try SignedNote(parsing: "text\n\n" + String(repeating: line, count: 65))
    }
  }

  @Test func `Base64 has one text for each sequence of bytes`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    // RFC 4648 section 10.
    let vectors = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
    for (count, text) in vectors.enumerated() {
      #expect(Base64.encode(Array("foobar".utf8.prefix(count))) == text)
    }
    for wrong in [
      "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9", "Zm_-", "Zg==Zg==",
    ] {
      #expect(Base64.decode(wrong) == nil, "\(wrong)")
    }
  }
}
