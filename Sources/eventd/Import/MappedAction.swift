import Schemas

/// What a row of one activity does to its folio.
///
/// In the file, an object with one field of this name: `{"move": {"to": "ENVIO", …}}`.
enum MappedAction: Equatable, Sendable {
  /// Opens the folio. Where it is open already: a note with the text of `again`, or, without one,
  /// another opening, which the rules refuse.
  case open(again: RowTemplate?)
  /// Moves the folio from where it is.
  case move(to: FolioStage, area: String, reason: FolioFinalReason, remark: RowTemplate?)
  case note(RowTemplate)
  /// Appends nothing; the reason is counted in the report.
  case skip(String)
}

/// An action, and who acts.
struct MappedActivity: Equatable, Sendable {
  let action: MappedAction
  /// `nil`: the role that `roles` gives for the stage.
  let role: FolioRole?
}

extension MappedActivity: Decodable {
  private enum Key: String, CodingKey, CaseIterable { case open, move, note, skip }
  private enum OpenKey: String, CodingKey, CaseIterable {
    case again
    case actsAs = "as"
  }
  private enum MoveKey: String, CodingKey, CaseIterable {
    case to, area, reason, remark
    case actsAs = "as"
  }
  private enum NoteKey: String, CodingKey, CaseIterable {
    case text
    case actsAs = "as"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    guard fields.allKeys.count == 1, let key = fields.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "give exactly one of open, move, note, skip"))
    }
    switch key {
    case .skip:
      action = .skip(try fields.decode(String.self, forKey: .skip))
      role = nil
    case .open:
      let open = try fields.superDecoder(forKey: .open).strict(OpenKey.self)
      action = .open(again: try open.template(.again))
      role = try open.named(.actsAs)
    case .note:
      let note = try fields.superDecoder(forKey: .note).strict(NoteKey.self)
      guard let text = try note.template(.text) else {
        throw DecodingError.keyNotFound(
          NoteKey.text, .init(codingPath: note.codingPath, debugDescription: ""))
      }
      action = .note(text)
      role = try note.named(.actsAs)
    case .move:
      let move = try fields.superDecoder(forKey: .move).strict(MoveKey.self)
      guard let to: FolioStage = try move.named(.to) else {
        throw DecodingError.keyNotFound(
          MoveKey.to, .init(codingPath: move.codingPath, debugDescription: ""))
      }
      action = .move(
        to: to, area: try move.decodeIfPresent(String.self, forKey: .area) ?? "",
        reason: try move.named(.reason) ?? .unspecified, remark: try move.template(.remark))
      role = try move.named(.actsAs)
    }
  }
}

extension KeyedDecodingContainer {
  fileprivate func template(_ key: Key) throws -> RowTemplate? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    do {
      return try RowTemplate(text)
    } catch {
      guard case .unknownPlace(let place) = error else { return nil }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self,
        debugDescription: "\(place) means nothing; use {activity}, {resource}, {case}")
    }
  }

  fileprivate func named<E: SchemaName>(_ key: Key) throws -> E? {
    guard let name = try decodeIfPresent(String.self, forKey: key) else { return nil }
    return try E.named(name, at: codingPath + [key])
  }
}
