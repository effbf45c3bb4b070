/// A text with places for values: `folio-{number}`.
struct TextTemplate: Equatable, Sendable {
  enum Piece: Equatable, Sendable {
    case text(String)
    case value(String)
  }

  let pieces: [Piece]

  var names: [String] {
    pieces.compactMap { piece in
      if case .value(let name) = piece { name } else { nil }
    }
  }

  /// - Returns: `nil` for a brace that is not closed, or closes nothing.
  init?(_ template: String) {
    var pieces: [Piece] = []
    var rest = template[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      pieces.append(.value(String(rest[rest.index(after: brace)..<end])))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// A value that there is not becomes nothing.
  func filled<E: Error>(_ value: (String) throws(E) -> AnyJSON?) throws(E) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let piece): text += piece
      case .value(let name): text += try value(name)?.text ?? ""
      }
    }
    return text
  }
}

extension TextTemplate: Decodable {
  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let template = TextTemplate(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "“\(text)” has a brace without its other half"))
    }
    self = template
  }
}

/// A JSON value whose texts have places for values. A text that is one place only becomes the value
/// itself, whatever its kind; a field or an element whose value there is not is left out.
struct JSONTemplate: Sendable {
  private let value: AnyJSON

  init(_ value: AnyJSON) { self.value = value }

  var names: [String] { Self.names(value) }

  private static func names(_ value: AnyJSON) -> [String] {
    switch value {
    case .text(let text): TextTemplate(text)?.names ?? []
    case .object(let fields): fields.values.flatMap(names)
    case .array(let elements): elements.flatMap(names)
    case .integer, .number, .bool: []
    }
  }

  func filled<E: Error>(_ value: (String) throws(E) -> AnyJSON?) throws(E) -> AnyJSON {
    try Self.fill(self.value, value) ?? .object([:])
  }

  private static func fill<E: Error>(
    _ template: AnyJSON, _ value: (String) throws(E) -> AnyJSON?
  ) throws(E) -> AnyJSON? {
    switch template {
    case .text(let text):
      guard let template = TextTemplate(text) else { return .text(text) }
      if template.pieces.count == 1, case .value(let name) = template.pieces[0] {
        return try value(name)
      }
      return .text(try template.filled(value))
    case .object(let fields):
      var filled: [String: AnyJSON] = [:]
      for (name, field) in fields {
        if let field = try fill(field, value) { filled[name] = field }
      }
      return .object(filled)
    case .array(let elements):
      var filled: [AnyJSON] = []
      for element in elements {
        if let element = try fill(element, value) { filled.append(element) }
      }
      return .array(filled)
    case .integer, .number, .bool: return template
    }
  }
}
