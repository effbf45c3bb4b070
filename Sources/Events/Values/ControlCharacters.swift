extension String {
  /// Whether one of the characters U+0000 to U+001F and U+007F to U+009F is in the text. Looks at the
  /// bytes, since every text of every key is asked.
  ///
  /// **Source:** Unicode, general category Cc, which is these for ever (Unicode stability policies).
  public var hasControlCharacter: Bool {
    var previous: UInt8 = 0
    for byte in utf8 {
      if byte < 0x20 || byte == 0x7F { return true }
      // In UTF-8, U+0080 to U+009F are C2 and the number itself.
      if previous == 0xC2, byte < 0xA0 { return true }
      previous = byte
    }
    return false
  }
}
