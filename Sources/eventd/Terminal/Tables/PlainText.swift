/// Text in columns. The width of a text is its number of characters (grapheme clusters), which is
/// right for Spanish, composed or decomposed; characters that a terminal shows in two columns,
/// such as those of Chinese, are counted as one.
extension String {
  /// On one line and without anything that could steer the terminal: what comes from an event is
  /// somebody else's text. White space becomes a space, other controls and invisible formatting
  /// characters become U+FFFD.
  var printable: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        scalars.append(scalar.properties.isWhitespace ? " " : "\u{FFFD}")
      case .format: scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// At most `width` characters, the last of them `…` where something was cut.
  func cut(to width: Int) -> String {
    if count <= width { return self }
    return width < 1 ? "" : prefix(width - 1) + "…"
  }

  /// Filled with spaces on the right up to `width` characters.
  func filled(to width: Int) -> String { self + spaces(to: width) }

  /// Filled with spaces on the left up to `width` characters.
  func right(in width: Int) -> String { spaces(to: width) + self }

  private func spaces(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count))
  }

  /// In lines of at most `width` characters, broken at spaces; a longer word is broken anywhere.
  /// `nil`: no limit. Never empty.
  func wrapped(to width: Int?) -> [String] {
    guard let width, width > 0 else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var rest = word
      if !line.isEmpty, line.count + 1 + rest.count <= width {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.count > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      line = String(rest)
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// Without the spaces at the end.
  var withoutTrailingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
