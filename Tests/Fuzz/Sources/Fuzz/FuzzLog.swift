import Glibc

@testable import Events

/// A record comes from a file that others may have written. What is read must be the same again when it
/// is written.
func fuzzRecord(_ bytes: [UInt8]) {
  guard let event = try? RecordedEvent(leaf: bytes) else { return }
  precondition(event.data.count + event.metadata.count <= bytes.count)
  // Events of today's format are written again; those of earlier ones are only read.
  if bytes[8] == Record.format {
    let position = (0..<8).map {
      UInt8(truncatingIfNeeded: event.position.rawValue >> (56 - 8 * $0))
    }
    precondition(position + Record.encode(event).dropLast(4) == bytes, "read as another record")
  }
}

private let path = "/dev/shm/eventd-fuzz-\(getpid()).mdb"

/// A file of any bytes is refused, or can be read from end to end: LMDB follows what it finds.
func fuzzFile(_ bytes: [UInt8]) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
  close(descriptor)
  guard let file = try? LogFile(path: path, mapBytes: 1 << 26) else { return }
  _ = try? file.verify(procedures: nil)
}

/// A payload that passes is passed on to parsers that believe it.
func fuzzJSON(_ bytes: [UInt8]) {
  let isValid = JSONSyntax.isValid(bytes)
  precondition(JSONSyntax.isValid([0x20] + bytes + [0x0A]) == isValid)
  precondition(!isValid || JSONSyntax.isValid([0x5B] + bytes + [0x5D]) || isDeep(bytes))
}

private func isDeep(_ bytes: [UInt8]) -> Bool {
  bytes.count { $0 == 0x5B || $0 == 0x7B } >= JSONSyntax.depthMax
}

private let key = SigningKey(name: "eventd/fuzz", seed: [UInt8](repeating: 7, count: 32))

/// Texts of auditors and witnesses. What is taken is written the same again.
func fuzzNote(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  if let note = try? SignedNote(parsing: text) {
    precondition(same(note.description, text))
    try? note.verify(key.verifier)
  }
  if let head = try? TreeHead(text: text) {
    precondition((try? TreeHead(text: head.text)) == head)
    _ = try? TreeHead(checkpoint: key.sign(head.text), signedBy: key.verifier)
  }
  if let verifier = try? VerifierKey(text) { precondition(same("\(verifier)", text)) }
  if let signing = try? SigningKey(text) { precondition(same(signing.secretText, text)) }
  _ = Timestamp(rfc3339: text)
}

/// The first byte says how large the trees are that the proof is about.
func fuzzProof(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  if let receipt = try? InclusionReceipt(parsing: text) {
    precondition(same(receipt.description, text))
    _ = try? receipt.verify(key.verifier)
    _ = try? RecordedEvent(leaf: receipt.leaf)
    for size in [0, 1, receipt.index, receipt.index &+ 1, .max] {
      _ = TreeVerification.isIncluded(
        .leaf(receipt.leaf), at: receipt.index, inSize: size, root: .leaf([]),
        proof: receipt.proof)
    }
  }
  if let growth = try? GrowthProof(parsing: text) {
    precondition(same(growth.description, text))
    for size in [0, 1, growth.oldSize, growth.oldSize &+ 1, .max] {
      _ = TreeVerification.isConsistent(
        from: growth.oldSize, .leaf([]), toSize: size, .leaf([1]), proof: growth.proof)
    }
  }
}

/// Byte by byte: `==` takes different texts for the same.
private func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
