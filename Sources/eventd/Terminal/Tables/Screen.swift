/// Where a text is shown.
struct Screen: Sendable {
  /// Columns. `nil` where nobody looks at columns, as in a file: then nothing is cut or wrapped.
  let width: Int?
  /// A terminal shows headings in bold; a file or a pipe gets plain text.
  let isTerminal: Bool

  /// Source of the codes: ECMA-48, "SGR", parameters 1 and 0.
  func bold(_ text: String) -> String {
    isTerminal && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  func fits(_ columns: Int) -> Bool { columns <= width ?? .max }
}
