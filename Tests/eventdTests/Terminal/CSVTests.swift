import Testing

@testable import eventd

@Suite("A table as CSV")
struct CSVTests {
  @Test func `has the titles first, and quotes what needs it`() {
    let table = TextTable(
      [.text("Nombre"), .number("Número de", "folios"), .text("", title: "Etapa")],
      [
        TextTable.Row(cells: ["Peña, \"El Güero\"", "12", "Envío"]),
        TextTable.Row(cells: ["dos\nlíneas", "·", "—"]),
        TextTable.Row(cells: ["\"", "—", "· "]),
      ])
    #expect(
      table.csv == [
        "Nombre,Número de folios,Etapa\r",
        "\"Peña, \"\"El Güero\"\"\",12,Envío\r",
        "dos líneas,0,\r",
        "\"\"\"\",,· \r",
      ])
  }

  @Test func `has what stands under a row as a column, where there is any`() {
    let table = TextTable(
      [.text("A")],
      [TextTable.Row(cells: ["1"]), TextTable.Row(cells: ["2"], details: ["x", "y"])])
    #expect(table.csv == ["A,Detalle\r", "1,\r", "2,x; y\r"])
  }

  @Test func `of nothing has the titles`() {
    #expect(TextTable([.text("A"), .number("", "B")], []).csv == ["A,B\r"])
  }
}
