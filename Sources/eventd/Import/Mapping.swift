import FoundationEssentials

/// How the rows of an event log become events: a JSON file, read strictly.
///
/// ```json
/// {
///   "case": "case:concept:name",
///   "order": {"column": "time:timestamp", "time": "rfc3339"},
///   "stream": "folio-{number}",
///   "values": {
///     "number": {"column": "case:concept:name", "integer": {"pad": 8}},
///     "activity": {"column": "concept:name"},
///     "at": {"column": "time:timestamp", "time": "rfc3339"},
///     "role": {"value": "stage", "map": {"ALTA_DE_TRAMITE": "AGENTE"}, "otherwise": "AGENTE"}
///   },
///   "start": {"stage": ""},
///   "rows": [
///     {"if": {"activity": "Start"}, "skip": "marca de inicio"},
///     {"if": {"activity": "Validar"},
///      "append": [{"type": "folio.v1.StageChanged", "at": "{at}",
///                  "data": {"actor": {"role": "{role}"}, "from": "{stage}", "to": "ENVIO"}}],
///      "label": "{stage} → ENVIO", "then": {"stage": "ENVIO"}}
///   ]
/// }
/// ```
///
/// - `case`: the column that says which rows belong together. Cases go side by side, the rows of one
///   case one after the other.
/// - `order`: how the rows of a case are ordered; left out: as they stand in the file.
/// - `stream`: where the events of a case go.
/// - `values`: names for what a row says (`MappingValue`).
/// - `start`: what a case remembers from row to row, as it is before the first.
/// - `rows`: the first whose conditions hold is what the row does (`MappingRule`). A row for which
///   none holds is counted as skipped.
/// - `comment`: lines for people, e.g. what does not fit and why; nothing is made of them.
///
/// A setting that does not exist is an error.
struct Mapping: Sendable {
  let caseColumn: String
  let order: MappingValue?
  let stream: TextTemplate
  let values: [String: MappingValue]
  let start: [String: String]
  let rules: [MappingRule]

  /// - Throws: `mapping`, with the place in the file.
  init(json: [UInt8]) throws(ImportError) {
    do {
      self = try JSONDecoder().decode(Mapping.self, from: Data(json))
    } catch {
      let (place, reason) = JSONFault.explain(error)
      throw .mapping(at: place, reason: reason)
    }
    try checkNames()
  }

  /// The columns that are looked at.
  var columns: Set<String> {
    let values = Array(values.values) + (order.map { [$0] } ?? [])
    return Set(values.compactMap(\.column) + [caseColumn])
  }

  /// Every name in braces or in a condition must be one of a value or of `start`.
  private func checkNames() throws(ImportError) {
    let known = Set(values.keys).union(start.keys)
    func check(_ names: some Sequence<String>, _ place: String) throws(ImportError) {
      for name in names where !known.contains(name) {
        let names = known.sorted().joined(separator: ", ")
        throw .mapping(
          at: place, reason: "there is no value “\(name)”; there are \(names)")
      }
    }
    try check(stream.names, "stream")
    for (name, value) in values { try check(value.names, "values.\(name)") }
    for (index, rule) in rules.enumerated() { try check(rule.names, "rows.\(index)") }
  }
}

extension Mapping: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case order, stream, values, start, rows, comment
    case caseColumn = "case"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    caseColumn = try fields.decode(String.self, forKey: .caseColumn)
    order = try fields.decodeIfPresent(MappingValue.self, forKey: .order)
    stream = try fields.decode(TextTemplate.self, forKey: .stream)
    values = try fields.decode([String: MappingValue].self, forKey: .values)
    start = try fields.decodeIfPresent([String: String].self, forKey: .start) ?? [:]
    rules = try fields.decode([MappingRule].self, forKey: .rows)
    _ = try fields.decodeIfPresent([String].self, forKey: .comment)
  }
}
