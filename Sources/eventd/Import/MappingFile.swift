import FoundationEssentials
import Schemas

/// How the rows of an event log become events of folios: a JSON file, read strictly.
///
/// ```json
/// {
///   "columns": {
///     "case": "case:concept:name", "activity": "concept:name",
///     "timestamp": "time:timestamp", "resource": "org:resource"
///   },
///   "folio_number": {"offset": 0},
///   "roles": {"otherwise": "MESA_GESTION_DOCUMENTAL", "ALTA_DE_TRAMITE": "AGENTE"},
///   "form": {"processType": "COMENTARIOS_SUGERENCIAS_QUEJAS", "requestKind": "SOLICITUD"},
///   "activities": {
///     "Start": {"skip": "marca de inicio"},
///     "Radicar": {"open": {"as": "AGENTE", "again": "{activity}, por {resource}"}},
///     "Validar": {"move": {"to": "GESTION_DOCUMENTAL"}},
///     "Cerrar": {"move": {"to": "ENVIO", "reason": "REQUEST_ATTENDED"}},
///     "Avisar": {"note": {"text": "{activity}, por {resource}"}}
///   }
/// }
/// ```
///
/// - `columns`: names in the header of the file. Timestamps are RFC 3339, with `T` or a space
///   between date and time, and with an offset: `2016-02-01 11:23:52+00:00`.
/// - `folio_number`: the number is the case id, which must be one, plus `offset` (0 when left out).
/// - `roles`: who acts on a folio, by the stage it is in; `as` of an activity overrules it. The
///   actor's key is the resource of the row.
/// - `form`: a `folio.v1.Form` in proto3 JSON, the same for every folio.
/// - `activities`: what each activity does (`MappedAction`). Stages, reasons and roles have their
///   names from `folio.v1`; a move may name `area`, `reason`, `remark` and `as`.
///
/// A setting that does not exist is an error. An activity that is not listed is none: its rows are
/// counted as skipped.
struct MappingFile: Sendable {
  struct Columns: Equatable, Sendable {
    let caseID: String
    let activity: String
    let timestamp: String
    let resource: String
  }

  let columns: Columns
  let numberOffset: Int64
  let otherwise: FolioRole
  let roles: [FolioStage: FolioRole]
  let form: FolioForm
  let activities: [String: MappedActivity]

  /// - Throws: `mapping`, with the place in the file.
  init(json: [UInt8]) throws(ImportError) {
    do {
      self = try JSONDecoder().decode(MappingFile.self, from: Data(json))
    } catch {
      throw Self.explain(error)
    }
  }

  /// Who acts on a folio in this stage.
  func role(of activity: MappedActivity, in stage: FolioStage) -> FolioRole {
    activity.role ?? roles[stage] ?? otherwise
  }

  private static func explain(_ error: any Error) -> ImportError {
    let (path, reason): ([any CodingKey], String)
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      (path, reason) = (context.codingPath + [key], "it is missing")
    case .valueNotFound(_, let context): (path, reason) = (context.codingPath, "it is null")
    case .typeMismatch(_, let context):
      (path, reason) = (context.codingPath, "it is of another type")
    case .dataCorrupted(let context):
      (path, reason) = (context.codingPath, context.debugDescription)
    case nil: (path, reason) = ([], "\(error)")
    @unknown default: (path, reason) = ([], "\(error)")
    }
    let place = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return .mapping(at: place.isEmpty ? "the file" : place, reason: reason)
  }
}

extension MappingFile: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case columns, form, roles, activities
    case folioNumber = "folio_number"
  }
  private enum NumberKey: String, CodingKey, CaseIterable { case offset }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    columns = try fields.decode(Columns.self, forKey: .columns)
    activities = try fields.decode([String: MappedActivity].self, forKey: .activities)
    if fields.contains(.folioNumber) {
      let number = try fields.superDecoder(forKey: .folioNumber).strict(NumberKey.self)
      numberOffset = try number.decode(Int64.self, forKey: .offset)
    } else {
      numberOffset = 0
    }
    (otherwise, roles) = try Self.roles(fields.superDecoder(forKey: .roles))

    let json = try JSONEncoder().encode(fields.decode(AnyJSON.self, forKey: .form))
    do {
      form = try FolioForm.read(json: Array(json))
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .form, in: fields, debugDescription: "it is not a folio.v1.Form: \(error)")
    }
  }

  private static func roles(
    _ decoder: any Decoder
  ) throws -> (otherwise: FolioRole, byStage: [FolioStage: FolioRole]) {
    let fields = try decoder.container(keyedBy: FileKey.self)
    var otherwise: FolioRole?
    var roles: [FolioStage: FolioRole] = [:]
    for key in fields.allKeys {
      let path = fields.codingPath + [key]
      let role = try FolioRole.named(fields.decode(String.self, forKey: key), at: path)
      if key.stringValue == "otherwise" {
        otherwise = role
      } else {
        roles[try FolioStage.named(key.stringValue, at: path)] = role
      }
    }
    let missing = FileKey(stringValue: "otherwise")
    guard let otherwise else {
      throw DecodingError.keyNotFound(
        missing, .init(codingPath: fields.codingPath, debugDescription: ""))
    }
    return (otherwise, roles)
  }
}

extension MappingFile.Columns: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case activity, timestamp, resource
    case caseID = "case"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    caseID = try fields.decode(String.self, forKey: .caseID)
    activity = try fields.decode(String.self, forKey: .activity)
    timestamp = try fields.decode(String.self, forKey: .timestamp)
    resource = try fields.decode(String.self, forKey: .resource)
  }
}
