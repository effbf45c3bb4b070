import Events
import Projections
import Schemas

/// Cronograma de visitas of an executive: who is visited, when, where.
/// Source: post-sale page, Documents; GC-PRC-OPE-ASE-04, Anexo 1.
struct OrderVisitsView: TableView {
  let request: OrderVisitsRequest
  let response: OrderVisitsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let executive = response.visits.first?.executive.label ?? request.executive
    var lines = [
      screen.bold("Cronograma de visitas"), "Ejecutivo(a): \(executive.printable)",
      times.line(response.goodFor), "",
    ]
    lines += response.visits.isEmpty ? ["No hay visitas."] : screenTable.lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  /// Where and what else stands under the visit.
  private var screenTable: TextTable {
    TextTable(
      [
        .text("Fecha y hora"), .text("Empresa", widthMin: 10), .text("Persona", widthMin: 8),
        .text("Solicitud"), .text("Paso"),
      ],
      response.visits.map { visit in
        let place = [visit.visit.location, visit.visit.observations].filter { !$0.isEmpty }
        return TextTable.Row(
          cells: [
            times.minute(visit.visit.at), visit.company, visit.visit.person,
            visit.number.orderTitle, visit.step,
          ], details: place.isEmpty ? [] : [place.joined(separator: "; ")])
      })
  }

  var table: TextTable {
    TextTable(
      [
        .text("Fecha y hora"), .text("Empresa", widthMin: 10),
        .text("Persona", widthMin: 8, title: "Persona a entrevistar"),
        .text("Ubicación", widthMin: 8), .text("Observaciones", widthMin: 6),
        .text("Solicitud"), .text("Paso"),
      ],
      response.visits.map { visit in
        TextTable.Row(cells: [
          times.minute(visit.visit.at), visit.company, visit.visit.person, visit.visit.location,
          visit.visit.observations, visit.number.orderTitle, visit.step,
        ])
      })
  }
}

/// Cartera de clientes of an executive: its contracts with their requests.
/// Source: post-sale page, Documents.
struct OrderPortfolioView: TableView {
  let request: OrderPortfolioRequest
  let response: OrderPortfolioResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Cartera de clientes"), "Ejecutivo(a): \(request.executive.printable)",
      times.line(response.goodFor), "",
    ]
    lines += response.contracts.isEmpty ? ["No hay clientes."] : table.lines(screen)
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [
        .text("Cliente", widthMin: 10), .text("Documento", widthMin: 14),
        .text("Contrato", widthMin: 6),
        .number("Abiertas"), .number("Solicitudes"), .text("Última"),
      ],
      response.contracts.map { contract in
        TextTable.Row(cells: [
          contract.client.name, contract.client.documentLabel, contract.contract,
          "\(contract.open)", "\(contract.total)", times.day(contract.lastReceived),
        ])
      })
  }
}
