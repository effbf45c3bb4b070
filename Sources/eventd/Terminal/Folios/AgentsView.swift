import Projections
import Schemas

/// The agents that a look-up found, with what choosing one fills in.
/// Source: folios page, "Form".
struct AgentsView: TableView {
  let request: AgentsRequest
  let response: AgentsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = request.search.isEmpty ? "Agentes" : "Agentes: \(request.search.printable)"
    var lines = title.wrapped(to: screen.width).map(screen.bold)
    lines += [times.line(response.goodFor), ""]
    lines += response.agents.isEmpty ? ["No hay resultados."] : shown.lines(screen)
    let left = Int(response.count) - response.agents.count
    if left > 0 { lines += ["", "Hay \(left) más; escriba más del nombre, o use --limit."] }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whole where it fits; else the addresses under the agent.
  private var shown: TextTable { screen.fits(table.width) ? table : narrow }

  private var narrow: TextTable {
    TextTable(
      [
        .text("Identificador"), .text("Agente", widthMin: 12), .text("Promotor", widthMin: 10),
        .text("Visto en"),
      ],
      response.agents.map { known in
        let addresses = [known.agent.email, known.agent.commercialEmail].filter { !$0.isEmpty }
        return TextTable.Row(
          cells: [
            known.agent.key, known.agent.name, known.agent.promotor, known.folio.folioTitle,
          ], details: addresses.isEmpty ? [] : [addresses.joined(separator: " · ")])
      })
  }

  var table: TextTable {
    TextTable(
      [
        .text("Identificador"), .text("Agente", widthMin: 12), .text("Promotor", widthMin: 10),
        .text("Correo", widthMin: 12), .text("Correo comercial", widthMin: 10),
        .text("Visto en"),
      ],
      response.agents.map { known in
        TextTable.Row(
          cells: [
            known.agent.key, known.agent.name, known.agent.promotor, known.agent.email,
            known.agent.commercialEmail, known.folio.folioTitle,
          ])
      })
  }
}
