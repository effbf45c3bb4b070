import TestSupport
import Testing

@testable import eventd

@Suite("Patterns of filters")
struct PatternTests {
  /// What the Python client sends when it is asked for nothing in particular.
  private static let clientDefault = #"^(?!(\$.+$|PersistentConfig\d+$|Result$))"#

  @Test(
    arguments: [
      (clientDefault, "Pedido", true), (clientDefault, "$metadata", false),
      (clientDefault, "$", true), (clientDefault, "PersistentConfig1", false),
      (clientDefault, "PersistentConfig", true), (clientDefault, "Resultado", true),
      ("^Pago$|^Nota$", "Nota", true), ("^Pago$|^Nota$", "Notas", false),
      ("a{2,3}b", "xaab", true), ("^a{2,3}b", "aaaab", false), ("^[^-]+-\\d+$", "folio-001", true),
      ("[\\w-]{3}", "ñ-a", false), ("^.ñ?$", "é", true), ("", "", true), ("a|", "b", true),
      ("folio\\.v1\\.(Opened|StageChanged)", "folio.v1.StageChanged", true),
      ("(?=.*b)(?!.*c)^a", "a..b", true), ("(?=.*b)(?!.*c)^a", "a.cb", false),
      ("^(a*)*$", "aaab", false), ("[]a]", "]", true), ("x*?$", "y", true),
    ])
  func `are found or not`(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }

  @Test(
    arguments: [
      "(", ")", "a)", "[a", "a{2,1}", "*a", "a**", "a{", "\\", "\\1", "(?<=a)b", "\\bx", "[z-a]",
      "a{1001}", String(repeating: "(", count: 30) + String(repeating: ")", count: 30),
    ])
  func `that are none are refused`(pattern: String) {
    #expect(throws: PatternSyntaxError.self) { try Pattern(pattern) }
  }

  @Test(
    arguments: [
      "(a+)+(a+)+(a+)+b", "(a*)*b", "(a|aa)+$", "((a{0,100}){0,100}){0,100}b", "(.*)(.*)(.*)x",
    ])
  func `end within their budget on a text that is made to be slow`(pattern: String) throws {
    let slow = try Pattern(pattern)
    do throws(Pattern.TooCostly) {
      #expect(try slow.isFound(in: String(repeating: "a", count: 240) + "!") == false)
    } catch {
      // Refused is as good as answered.
    }
  }

  @Test func `agree with the standard library's engine on random expressions`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random expressions: \(seed)")
    var random = SeededRandom(seed: seed)
    for _ in 0..<3000 {
      let text = Self.expression(depth: 3, &random)
      let name = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in
          "abc.".randomElement(using: &random) ?? "a"
        })
      let expected = try name.contains(Regex(text).matchingSemantics(.unicodeScalar))
      #expect(try Pattern(text).isFound(in: name) == expected, "seed \(seed): \(text) in \(name)")
    }
  }

  private static func expression(depth: Int, _ random: inout SeededRandom) -> String {
    func inner() -> String { expression(depth: depth - 1, &random) }
    switch Int.random(in: 0..<(depth > 0 ? 11 : 4), using: &random) {
    case 0: return "a"
    case 1: return "."
    case 2: return ["[ab]", "[^a]", "\\w", "\\."].randomElement(using: &random) ?? ""
    case 3: return "b"
    case 4, 5: return inner() + inner()
    case 6: return "(\(inner())|\(inner()))"
    case 7:
      let suffix = ["*", "+", "?", "{2}", "{1,2}", "*?"].randomElement(using: &random) ?? ""
      return "(?:\(inner()))\(suffix)"
    case 8: return "(?!\(inner()))" + inner()
    case 9: return "^(?:\(inner()))"
    default: return "(?:\(inner()))$"
    }
  }
}
