import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// An account's page: where it stands, who holds it and what blocks it; what was agreed; its quotes,
/// amendments and invoices; what the client handed over; its history.
/// Source: onboarding page, "What must be seen".
struct AccountPageView: TableView {
  let response: AccountResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = [
      page.standing.number.accountTitle, page.client.name, page.standing.situation.label,
    ].joined(separator: " · ")
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines.append(times.line(response.goodFor))
    lines += section("Datos", data.lines(screen))
    lines += section("Dónde está", AccountHoldsView(response: response, times: times).lines(screen))
    lines += section("Requisitos", requirements.lines(screen))
    if page.hasContract { lines += section("Contrato", contract) }
    if !page.quotes.isEmpty { lines += section("Cotizaciones", quotes.lines(screen, indent: 2)) }
    if !page.amendments.isEmpty {
      lines += section("Otros sí", amendments.lines(screen, indent: 2))
    }
    if !page.invoices.isEmpty { lines += section("Facturas", invoices.lines(screen, indent: 2)) }
    if !page.property.isEmpty {
      lines += section("Propiedad del cliente", property.lines(screen, indent: 2))
    }
    lines += section("Historia", table.lines(screen, indent: 2))
    return lines.map { $0 + "\n" }.joined()
  }

  private var page: AccountPage { response.page }
  private var standing: AccountStanding { page.standing }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + (lines.isEmpty ? ["  —"] : lines)
  }

  private var data: FieldList {
    var fields = [
      ("Cliente", page.client.name), ("Clase", page.client.kind.label),
      ("NIT", page.client.taxID), ("Contacto", page.client.contact),
      ("Correo", page.client.email), ("Teléfono", page.client.telephone),
      ("Abierta", times.minute(standing.opened)),
    ]
    if standing.hasLive { fields.append(("En servicio desde", times.minute(standing.live))) }
    if standing.hasClosed { fields.append(("Cerrada", times.minute(standing.closed))) }
    if standing.hasEndedCommercialPhase { fields.append(("Fase comercial", "terminada")) }
    return FieldList(fields: fields)
  }

  private var requirements: FieldList {
    let wanted = page.requirements
    let kinds = wanted.assistances.map(\.label) + wanted.modes.map(\.label)
    return FieldList(fields: [
      ("Registrados en", recordedIn), ("Asistencias", kinds.joined(separator: ", ")),
      ("Propósito", wanted.purpose), ("Descripción", wanted.description_p),
      ("Cobertura", wanted.coverage.label), ("Niveles de servicio", wanted.levelsOfService),
      ("Niveles de atención", wanted.levelsOfAttention), ("Calidad", wanted.quality),
      ("Cobertura nacional", wanted.nationalCoverage),
    ])
  }

  /// After a visit in the e-mail to the client, else in the quote's input; the contract has the last
  /// word. Source: onboarding page, "Commercial phase", 2 and 5.
  private var recordedIn: String {
    if !page.hasRequirements { return "" }
    if page.hasContract { return "el contrato" }
    return standing.visited ? "el correo al cliente" : "la entrada de la cotización"
  }

  private var contract: [String] {
    let contract = page.contract
    let fields = FieldList(fields: [
      ("Número", contract.contract), ("Fecha", contract.issued),
      (
        "Acepta",
        contract.quote.isEmpty
          ? "sin cotización" : "\(contract.quote), alternativa \(max(contract.alternative, 1))"
      ),
      ("Plazo de pago", standing.paymentTerm.label),
    ])
    let differences = contract.differences.map { difference in
      "\(difference.requirement): de “\(difference.asked)” a “\(difference.agreed)”"
        + " (\(difference.resolution))"
    }
    return fields.lines(screen)
      + differences.flatMap { $0.printable.wrapped(to: screen.width.map { $0 - 4 }) }
      .map { "    " + $0 }
  }

  private var quotes: TextTable {
    TextTable(
      [
        .text("Cotización", widthMin: 10), .text("Pedida"), .text("Enviada"), .number("Altern."),
        .number("Seguim."), .text(""),
      ],
      zip(page.quotes, standing.quotes).map { quote, state in
        let late = state.hasPassed ? ["Venció \(times.minute(state.passed.due))"] : []
        let warnings =
          quote.warnings.isEmpty ? [] : ["Falta: \(quote.warnings.joined(separator: ", "))"]
        let refused = quote.hasRefused ? ["Rechazada: \(quote.refused.reason)"] : []
        return TextTable.Row(
          cells: [
            quote.quote, times.day(state.requested),
            state.hasSent ? times.day(state.sent) : "—",
            quote.hasSent ? "\(quote.sent.alternatives.count)" : "—", "\(quote.followUps.count)",
            state.refused ? "rechazada" : "",
          ], details: late + warnings + refused)
      })
  }

  private var amendments: TextTable {
    TextTable(
      [
        .text("Otro sí", widthMin: 8), .text("Propuesto por"), .text("Propuesto"),
        .text("Firmas", widthMin: 10), .text("En vigor"),
      ],
      zip(page.amendments, standing.amendments).map { amendment, state in
        TextTable.Row(
          cells: [
            state.amendment, amendment.proposed.proposedBy.label, times.day(state.proposed),
            amendment.signatures.map { "\($0.party.label): \($0.signatory)" }
              .joined(separator: ", "),
            amendment.hasInForce ? times.day(amendment.inForce) : "—",
          ],
          details: amendment.proposed.changes.map {
            "\($0.requirement): de “\($0.agreed)” a “\($0.new)”"
          })
      })
  }

  private var invoices: TextTable {
    TextTable(
      [
        .text("Factura", widthMin: 8), .number("Valor"), .text("Concepto", widthMin: 10),
        .text("Radicada"), .text("Pagada"), .number("Seguim."),
      ],
      zip(page.invoices, standing.invoices).map { invoice, state in
        let overdue = state.hasPassed ? ["Venció \(times.minute(state.passed.due))"] : []
        return TextTable.Row(
          cells: [
            state.invoice, invoice.prepared.amount.label, invoice.prepared.concept,
            state.hasSubmitted ? times.day(state.submitted) : "—",
            state.hasPaid ? times.day(state.paid) : "—", "\(invoice.followUps.count)",
          ], details: overdue + invoice.returned.map { "Devuelta: \($0.error)" })
      })
  }

  private var property: TextTable {
    TextTable(
      [.text("Recibida"), .text("Clase"), .text("Qué", widthMin: 12)],
      page.property.map { entry in
        TextTable.Row(
          cells: [
            times.minute(entry.received), entry.property.kind.label, entry.property.description_p,
          ])
      })
  }

  /// The history: who, when, which row.
  var table: TextTable {
    TextTable(
      [
        .text("Cuándo"), .text("Tabla", widthMin: 8), .text("Paso", widthMin: 12),
        .text("Quién", widthMin: 10), .text("Detalle", widthMin: 8),
      ],
      page.history.map { entry in
        TextTable.Row(
          cells: [
            times.minute(entry.effective), entry.track.shortLabel, AccountHistory.label(entry),
            entry.actor.label, entry.detail,
          ])
      })
  }
}
