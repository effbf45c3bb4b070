/// A text with places for what a row says: `{activity}`, `{resource}` and `{case}`.
struct RowTemplate: Equatable, Sendable {
  enum Piece: Equatable, Sendable {
    case text(String)
    case activity
    case resource
    case caseID
  }

  private let pieces: [Piece]

  /// - Throws: `unknownPlace` for any other word in braces, or a brace alone.
  init(_ template: String) throws(TemplateError) {
    var pieces: [Piece] = []
    var rest = template[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      pieces.append(.text(String(rest[..<brace])))
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        throw .unknownPlace(String(rest[brace...]))
      }
      let word = rest[rest.index(after: brace)..<end]
      switch word {
      case "activity": pieces.append(.activity)
      case "resource": pieces.append(.resource)
      case "case": pieces.append(.caseID)
      default: throw .unknownPlace("{\(word)}")
      }
      rest = rest[rest.index(after: end)...]
    }
    self.pieces = pieces + [.text(String(rest))]
  }

  func filled(with row: ImportRow) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .activity: row.activity
      case .resource: row.resource
      case .caseID: row.caseID
      }
    }.joined()
  }
}

enum TemplateError: Error, Equatable {
  case unknownPlace(String)
}
