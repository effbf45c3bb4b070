import FoundationEssentials

/// Any JSON value, kept so that it can be written again for another reader.
enum AnyJSON: Codable, Equatable, Sendable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case bool(Bool)
  case object([String: AnyJSON])
  case array([AnyJSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([AnyJSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: AnyJSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .bool(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    }
  }

  /// As it stands inside a text; an object or a list in JSON.
  var text: String {
    if case .text(let text) = self { text } else { String(decoding: json, as: UTF8.self) }
  }

  /// The same value always gives the same bytes.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(self)) } catch { preconditionFailure("\(error)") }
  }
}
