import Events
import FoundationEssentials
import Projections
import Schemas
import SwiftProtobuf

/// Changes of a form, field by field, by the names of the schema in JSON.
struct FormPatch {
  private let changes: [(path: [String], value: String)]

  init(_ options: [String]) throws(UsageError) {
    var changes: [(path: [String], value: String)] = []
    for option in options {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw UsageError("--set '\(option)' is not name=value")
      }
      changes.append((parts[0].split(separator: ".").map(String.init), String(parts[1])))
    }
    self.changes = changes
  }

  /// - Throws: `UsageError` when a field or a value is none of the form.
  func applied(to form: FolioForm) throws -> FolioForm {
    var json = try JSONDecoder().decode(
      AnyJSON.self, from: Data(try form.jsonUTF8Bytes() as [UInt8]))
    for change in changes { json = Self.set(change.path[...], change.value, in: json) }
    do throws(PayloadError) {
      return try StrictPayload.decode(json.json, .json, as: FolioForm.self)
    } catch {
      throw UsageError("--set: \(error)")
    }
  }

  /// Every field, one a line, in JSON.
  static func shown(_ form: FolioForm) throws -> String {
    let json = try JSONDecoder().decode(
      AnyJSON.self, from: Data(try form.jsonUTF8Bytes() as [UInt8]))
    return lines(json, "").joined(separator: "\n")
  }

  private static func lines(_ json: AnyJSON, _ path: String) -> [String] {
    guard case .object(let fields) = json else { return ["\(path)=\(json.text)"] }
    return fields.sorted { $0.key < $1.key }.flatMap { name, value in
      lines(value, path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private static func set(
    _ path: ArraySlice<String>, _ value: String, in json: AnyJSON
  ) -> AnyJSON {
    guard let name = path.first else {
      return switch value {
      case "true": .bool(true)
      case "false": .bool(false)
      default: .text(value)
      }
    }
    var fields: [String: AnyJSON] = [:]
    if case .object(let known) = json { fields = known }
    fields[name] =
      path.count == 1 && value.isEmpty
      ? nil : set(path.dropFirst(), value, in: fields[name] ?? .object([:]))
    return .object(fields)
  }
}
