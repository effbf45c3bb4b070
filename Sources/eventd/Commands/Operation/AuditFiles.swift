import Events

/// What an auditor keeps in files: checkpoints, receipts, verifier keys.
enum AuditFiles {
  static func note(_ path: String) throws -> SignedNote {
    try parsed(path, "un punto de control") { text throws(NoteError) in
      try SignedNote(parsing: text)
    }
  }

  /// What a checkpoint says, whoever signed it.
  static func head(_ path: String) throws -> TreeHead {
    try parsed(path, "un punto de control") { text throws(NoteError) in
      try TreeHead(text: SignedNote(parsing: text).text)
    }
  }

  static func receipt(_ path: String) throws -> InclusionReceipt {
    try parsed(path, "un recibo") { text throws(NoteError) in try InclusionReceipt(parsing: text) }
  }

  /// - Parameter argument: a key itself, or the file of one.
  static func key(_ argument: String) throws -> VerifierKey {
    if let key = try? VerifierKey(argument) { return key }
    return try parsed(argument, "una clave de verificación") { text throws(NoteError) in
      try VerifierKey(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
  }

  private static func parsed<R>(
    _ path: String, _ what: String, _ parse: (String) throws(NoteError) -> R
  ) throws -> R {
    let bytes = try Input.file(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError("\(path) no es \(what): no es texto en UTF-8")
    }
    do throws(NoteError) { return try parse(text) } catch {
      throw InputError("\(path) no es \(what): \(error.spanish)")
    }
  }
}

extension NoteError {
  /// For people on the terminal.
  var spanish: String {
    switch self {
    case .malformed(let what): "no se puede usar (\(what))"
    case .malformedKey: "se espera nombre+hash+base64 de una clave Ed25519, como en audit.pub"
    case .notSigned(let name): "no lo firmó la clave \(name)"
    case .wrongSignature(let name):
      "la firma de \(name) no corresponde: se cambió el texto, o lo firmó otra clave"
    }
  }
}
