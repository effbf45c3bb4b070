import Testing

@testable import Processes

@Suite("Shapes of texts") struct TextShapesTests {
  @Test(arguments: ["a@b.mx", "begona.nunez@agentes.example", "ñ@dominio.mx", "a+b@c-d.e.f"])
  func `an address has a name, an at sign and a domain with a dot`(_ text: String) {
    #expect(text.isEmailAddress)
  }

  @Test(arguments: [
    "", "a", "a@", "@b.mx", "a@b", "a@b.", "a@.mx", "a@b@c.mx", "a b@c.mx", "a@b.mx\n",
  ])
  func `anything else is no address`(_ text: String) {
    #expect(!text.isEmailAddress)
  }

  @Test func `an address has at most 64 bytes before the at sign and 254 in all`() {
    let domain = String(repeating: "d", count: 185) + ".mx"
    let name = String(repeating: "n", count: 64)
    #expect("\(name)@x.mx".isEmailAddress)
    #expect(!"\(name)n@x.mx".isEmailAddress)
    #expect("\(name)@\(domain)x".utf8.count == 254)
    #expect("\(name)@\(domain)x".isEmailAddress)
    #expect(!"\(name)@\(domain)xx".isEmailAddress)
  }
}
