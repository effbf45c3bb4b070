/// What a row does for which all conditions hold.
///
/// - `if`: names of values and what each must be: a text, a list of texts, or `{"not": …}`. A value
///   that a row does not have is `""`. Left out: holds for every row.
/// - either `skip`: nothing is appended, for this reason, which the report counts;
/// - or `append`: the events, all of them or none, each with its `type`, the `data` in proto3 JSON
///   and, in `at`, when it happened (RFC 3339); `label`: how the report calls it when a rule refuses it;
///   `then`: what the case remembers when they were appended.
struct MappingRule: Sendable {
  enum Action: Sendable {
    case skip(String)
    case append([EventTemplate], label: TextTemplate?, then: [String: TextTemplate])
  }

  struct EventTemplate: Sendable {
    let type: String
    let at: TextTemplate?
    let data: JSONTemplate
  }

  struct Condition: Sendable {
    let name: String
    let texts: Set<String>
    let isNegated: Bool

    func holds(for text: String) -> Bool { texts.contains(text) != isNegated }
  }

  let conditions: [Condition]
  let action: Action

  var names: [String] {
    var names = conditions.map(\.name)
    if case .append(let events, let label, let then) = action {
      for event in events { names += (event.at?.names ?? []) + event.data.names }
      names += (label?.names ?? []) + then.values.flatMap(\.names) + then.keys
    }
    return names
  }
}

extension MappingRule: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case skip, append, label, then
    case conditions = "if"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    conditions = try (fields.decodeIfPresent([String: Test].self, forKey: .conditions) ?? [:])
      .map { Condition(name: $0.key, texts: $0.value.texts, isNegated: $0.value.isNegated) }
      .sorted { $0.name < $1.name }
    guard fields.contains(.skip) != fields.contains(.append) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "give either skip or append"))
    }
    if fields.contains(.skip) {
      action = .skip(try fields.decode(String.self, forKey: .skip))
    } else {
      action = .append(
        try fields.decode([EventTemplate].self, forKey: .append),
        label: try fields.decodeIfPresent(TextTemplate.self, forKey: .label),
        then: try fields.decodeIfPresent([String: TextTemplate].self, forKey: .then) ?? [:])
    }
  }

  /// `"a"`, `["a", "b"]`, `{"not": "a"}` or `{"not": ["a", "b"]}`.
  private struct Test: Decodable {
    private enum Key: String, CodingKey, CaseIterable { case not }

    let texts: Set<String>
    let isNegated: Bool

    init(from decoder: any Decoder) throws {
      if let texts = try? decoder.singleValueContainer().decode(OneOrMore.self) {
        (self.texts, isNegated) = (texts.texts, false)
      } else {
        let fields = try decoder.strict(Key.self)
        (texts, isNegated) = (try fields.decode(OneOrMore.self, forKey: .not).texts, true)
      }
    }
  }

  private struct OneOrMore: Decodable {
    let texts: Set<String>

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        texts = [text]
      } else {
        texts = Set(try container.decode([String].self))
      }
    }
  }
}

extension MappingRule.EventTemplate: Decodable {
  private enum Key: String, CodingKey, CaseIterable { case type, at, data }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    type = try fields.decode(String.self, forKey: .type)
    at = try fields.decodeIfPresent(TextTemplate.self, forKey: .at)
    data = JSONTemplate(try fields.decode(AnyJSON.self, forKey: .data))
  }
}
