import Events
import Testing

@Suite struct ControlCharactersTests {
  @Test
  func `a text has a control character exactly when Unicode says so of one of its characters`() {
    let wrong = (UInt32(0)...0x10_FFFF).compactMap { Unicode.Scalar($0) }.filter { scalar in
      "é\(scalar)ñ".hasControlCharacter != (scalar.properties.generalCategory == .control)
    }
    #expect(wrong.isEmpty)
  }

  @Test func `an empty text has none`() { #expect(!"".hasControlCharacter) }
}
