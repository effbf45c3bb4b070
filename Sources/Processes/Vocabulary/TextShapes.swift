import Events

/// Shapes of texts that more than one procedure asks for. A shape is all that can be checked here.
extension String {
  /// The shape of an e-mail address (a): one `@`, something before it, and after it a name with a dot
  /// inside. Whether anyone reads it, only a mail can tell.
  ///
  /// **Source:** RFC 5321 section 4.5.3.1 for the lengths: 64 before the `@`, 254 in all.
  var isEmailAddress: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), utf8.count <= 254,
      !hasControlCharacter, !unicodeScalars.contains(where: \.properties.isWhitespace)
    else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
  }

  /// A SHA-256: 64 hexadecimal digits in lower case.
  var isSHA256: Bool { utf8.count == 64 && utf8.allSatisfy("0123456789abcdef".utf8.contains) }

  /// A media type: `type/subtype`, without parameters.
  ///
  /// **Source:** RFC 6838 section 4.2, `restricted-name`.
  var isMediaType: Bool {
    let parts = utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { name in
        guard let first = name.first, name.count <= 127 else { return false }
        return Self.isLetterOrDigit(first)
          && name.allSatisfy { Self.isLetterOrDigit($0) || "!#$&-^_.+".utf8.contains($0) }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
