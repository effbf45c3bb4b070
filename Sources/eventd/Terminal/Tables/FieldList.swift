/// Labels on the left, values beside them; a value that is too long goes on under its beginning.
struct FieldList {
  let fields: [(label: String, value: String)]

  /// - Parameter indent: spaces before each line.
  func lines(_ screen: Screen, indent: Int = 2) -> [String] {
    let labelWidth = fields.map(\.label.count).max() ?? 0
    let start = indent + labelWidth + 2
    return fields.flatMap { field in
      let value = field.value.isEmpty ? "—" : field.value.printable
      // On a screen too narrow for both, at least a few characters a line.
      let lines = value.wrapped(to: screen.width.map { max($0 - start, 12) })
      return lines.enumerated().map { index, line in
        let label = index == 0 ? field.label : ""
        return String(repeating: " ", count: indent) + label.filled(to: labelWidth + 2) + line
      }
    }
  }
}
