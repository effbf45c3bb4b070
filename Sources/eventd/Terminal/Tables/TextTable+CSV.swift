/// A table as a file of comma-separated values.
extension TextTable {
  /// The titles, then the rows; each line still without its LF. What stands under a row is a column
  /// of its own.
  ///
  /// Source: RFC 4180 section 2: lines end in CR LF; a field with a comma, a quote or a line break
  /// stands in quotes, and a quote in it is doubled.
  var csv: [String] {
    let hasDetails = rows.contains { !$0.details.isEmpty }
    let titles = columns.map {
      $0.title ?? $0.heading.filter { !$0.isEmpty }.joined(separator: " ")
    }
    let lines =
      [titles + (hasDetails ? ["Detalle"] : [])]
      + rows.map { row in
        zip(columns, row.cells).map { Self.value($1, in: $0) }
          + (hasDetails ? [row.details.joined(separator: "; ")] : [])
      }
    return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r" }
  }

  /// The marks that the screen shows for nothing are for eyes only.
  private static func value(_ cell: String, in column: Column) -> String {
    switch cell {
    case "·" where column.isNumber: "0"
    case "—": ""
    default: cell
    }
  }

  private static func quoted(_ field: String) -> String {
    let isSpecial = field.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
    guard isSpecial else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
