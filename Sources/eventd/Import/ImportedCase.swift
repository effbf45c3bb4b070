import EventdClient
import Events
import Processes

/// Where one case stands while its rows are appended one after the other.
struct ImportedCase {
  private let plan: ImportPlan
  private let rows: [ImportPlan.Row]
  private let ordinal: Int
  /// What the case remembers.
  private var memory: [String: String]
  /// Of the last event that was appended to each stream.
  private var revisions: [String: UInt64] = [:]

  init(_ planned: ImportPlan.Case, of plan: ImportPlan) {
    self.plan = plan
    rows = planned.rows
    ordinal = planned.ordinal
    memory = plan.mapping.start
  }

  /// What a row does.
  enum Step: Sendable {
    case skip(String)
    case append(Appending)
  }

  /// An append, and what is true after it.
  struct Appending: Sendable {
    let stream: String
    /// What the stream must be at. Named exactly, so that a row that was refused is not taken when the
    /// import is repeated after later rows have changed the stream.
    let expected: Expectation
    let events: [ProposedEvent]
    /// How the report calls it when it is refused.
    let label: String
    let then: [String: String]
  }

  /// - Throws: when a value that the row needs is not of its form.
  func step(of index: Int) throws(RowFault) -> Step {
    var values = RowValues(
      plan: plan, row: rows[index], before: index > 0 ? rows[index - 1] : nil,
      last: rows[rows.count - 1], isLast: index == rows.count - 1, ordinal: ordinal,
      memory: memory)
    for rule in plan.mapping.rules {
      var holds = true
      for condition in rule.conditions where holds {
        holds = condition.holds(for: try values.value(condition.name)?.text ?? "")
      }
      guard holds else { continue }
      switch rule.action {
      case .skip(let reason): return .skip(reason)
      case .append(let events, let label, let then):
        return .append(try appending(events, label, then, rows[index], &values))
      }
    }
    return .skip("ninguna regla del mapeo corresponde a la fila")
  }

  private func appending(
    _ templates: [MappingRule.EventTemplate], _ label: TextTemplate?,
    _ then: [String: TextTemplate], _ row: ImportPlan.Row, _ values: inout RowValues
  ) throws(RowFault) -> Appending {
    var values = values
    func value(_ name: String) throws(RowFault) -> AnyJSON? { try values.value(name) }
    let stream = try plan.mapping.stream.filled(value)
    var events: [ProposedEvent] = []
    for (index, template) in templates.enumerated() {
      let time = try template.at?.filled(value) ?? ""
      let metadata = time.isEmpty ? [] : AnyJSON.object(["time": .text(time)]).json
      let id = EventID(namespace: row.id, name: "event \(index)")
      events.append(
        ProposedEvent(
          id: id.description, type: template.type, isJSON: true,
          data: try template.data.filled(value).json, metadata: metadata))
    }
    var memory: [String: String] = [:]
    for (name, template) in then { memory[name] = try template.filled(value) }
    let label = try label?.filled(value) ?? templates.first?.type ?? ""
    return Appending(
      stream: stream, expected: revisions[stream].map(Expectation.revision) ?? .noStream,
      events: events, label: label, then: memory)
  }

  /// The events of a row are in the log, now or since an earlier import.
  mutating func advance(_ appending: Appending, to appended: Appended) {
    revisions[appending.stream] = appended.revision
    memory.merge(appending.then) { $1 }
  }
}

/// The values of one row, each worked out when it is asked for.
private struct RowValues {
  let plan: ImportPlan
  let row: ImportPlan.Row
  let before: ImportPlan.Row?
  /// Of the case.
  let last: ImportPlan.Row
  let isLast: Bool
  let ordinal: Int
  let memory: [String: String]
  private var known: [String: AnyJSON?] = [:]

  init(
    plan: ImportPlan, row: ImportPlan.Row, before: ImportPlan.Row?, last: ImportPlan.Row,
    isLast: Bool, ordinal: Int, memory: [String: String]
  ) {
    self.plan = plan
    self.row = row
    self.before = before
    self.last = last
    self.isLast = isLast
    self.ordinal = ordinal
    self.memory = memory
  }

  mutating func value(_ name: String) throws(RowFault) -> AnyJSON? {
    if let value = known[name] { return value }
    guard let definition = plan.mapping.values[name] else {
      return memory[name].flatMap { $0.isEmpty ? nil : .text($0) }
    }
    // Said before it is worked out, so that values which name each other end.
    known[name] = .some(nil)
    let text = try origin(of: definition)
    do throws(FormFault) {
      let value = try definition.made(of: text)
      known[name] = .some(value)
      return value
    } catch {
      throw RowFault(reason: "\(name): \(error)")
    }
  }

  private mutating func origin(of definition: MappingValue) throws(RowFault) -> String {
    switch definition.origin {
    case .column(let column): field(column, of: row)
    case .value(let name): try value(name)?.text ?? ""
    case .changed(let column):
      before.map { field(column, of: $0) == field(column, of: row) } ?? false ? "no" : "yes"
    case .final(let column): field(column, of: last) == field(column, of: row) ? "yes" : "no"
    case .ordinal: "\(ordinal)"
    case .place:
      switch (before == nil, isLast) {
      case (true, true): "only"
      case (true, false): "first"
      case (false, true): "last"
      case (false, false): "middle"
      }
    }
  }

  private func field(_ column: String, of row: ImportPlan.Row) -> String {
    guard let index = plan.columns[column] else {
      preconditionFailure("the column \(column) was not kept")
    }
    return row.fields[index]
  }
}
