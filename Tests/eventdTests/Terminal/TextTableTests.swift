import Testing

@testable import eventd

@Suite("TextTable")
struct TextTableTests {
  private func table(_ cells: [[String]]) -> TextTable {
    TextTable(
      [.text("Nombre", widthMin: 4), .number("Días"), .text("Oficina", widthMin: 6)],
      cells.map { TextTable.Row(cells: $0) })
  }

  private let cells = [["Begoña Núñez", "3", "León"], ["Íñigo", "12", "Guadalajara"]]

  @Test func `aligns accented letters, composed or not, and numbers on the right`() {
    let decomposed = "Bego\u{006E}\u{0303}a N\u{0075}\u{0301}n\u{0303}ez"
    for name in ["Begoña Núñez", decomposed] {
      #expect(
        table([[name, "3", "León"], cells[1]]).lines(.pipe) == [
          "Nombre        Días  Oficina",
          "\(name)     3  León",
          "Íñigo           12  Guadalajara",
        ])
    }
  }

  @Test func `cuts the widest text first and marks the cut`() {
    #expect(
      table(cells).lines(.columns(25)) == [
        "Nombre    Días  Oficina",
        "Begoña …     3  León",
        "Íñigo       12  Guadalaj…",
      ])
  }

  @Test(arguments: [1, 7, 13, 20, 25, 31, 100])
  func `is never wider than the screen`(width: Int) {
    for line in table(cells).lines(.columns(width), indent: 2) { #expect(line.count <= width) }
  }

  @Test func `wraps the sentences under a row`() {
    let table = TextTable(
      [.text("Etapa")],
      [TextTable.Row(cells: ["Rechazo"], details: ["Motivo: falta de información médica"])])
    #expect(
      table.lines(.columns(24), indent: 2) == [
        "  Etapa",
        "  Rechazo",
        "      Motivo: falta de",
        "      información médica",
      ])
  }
}
