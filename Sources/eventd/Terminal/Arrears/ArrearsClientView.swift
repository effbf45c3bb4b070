import Projections
import Schemas

/// A company client: contracts, what is pending, invoices, charges, proformas, commitments, letters
/// and interactions.
/// Source: receivables page, "Mora of company clients".
struct ArrearsClientView: TableView {
  let response: ArrearsClientResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = "\(page.nit) · \(page.name)"
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines += [times.line(response.goodFor), "Montos en BOB"]
    lines += section("Datos", data.lines(screen))
    lines += section("Contratos y productos", products.lines(screen, indent: 2))
    lines += section("Facturas", fitting(table, narrowInvoices))
    lines += section(
      "Compromisos de pago", fitting(commitments, narrowCommitments), page.commitments)
    lines += section("Cargos", fitting(charges, narrowCharges), page.charges)
    lines += section("Facturas proforma", fitting(proformas, narrowProformas), page.proformas)
    lines += section("Cartas de mora", letters.lines(screen, indent: 2), page.letters)
    lines += section("Interacciones", interactions.lines(screen, indent: 2), page.interactions)
    return lines.map { $0 + "\n" }.joined()
  }

  private var page: ArrearsPage { response.page }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + lines
  }

  /// Only where there is something to show.
  private func section(_ title: String, _ lines: [String], _ rows: [some Any]) -> [String] {
    rows.isEmpty ? [] : section(title, lines)
  }

  /// Each table is indented by two.
  private func fitting(_ wide: TextTable, _ narrow: TextTable) -> [String] {
    (screen.fits(wide.widthMin + 2) ? wide : narrow).lines(screen, indent: 2)
  }

  private var data: FieldList {
    let owed = page.invoices.filter(\.isOwed)
    let invoices = owed.count == 1 ? "1 factura" : "\(owed.count) facturas"
    return FieldList(fields: [
      ("Institución pública", page.publicInstitution ? "Sí, puede pagar por SIGEP" : "No"),
      ("Ejecutivo(a)", page.executive.label), ("Correo", page.email), ("WhatsApp", page.whatsapp),
      ("Pendiente", owed.isEmpty ? "nada" : "\(owed.map(\.amount).bolivianos), \(invoices)"),
    ])
  }

  private var products: TextTable {
    let debts = page.debts(byProduct: true)
    let rows = page.contracts.flatMap { contract in
      contract.products.map { product in
        let debt = debts.first {
          $0.contract == contract.contract && $0.product.number == product.number
        }
        return [
          contract.contract, product.number, product.kind.label, product.description_p,
          debt?.oldestMonth ?? "", debt?.amount.decimal ?? "·",
        ]
      }
    }
    return TextTable(
      [
        .text("Contrato"), .text("Producto"), .text("Clase"),
        .text("Descripción", widthMin: 11), .text("Desde"), .number("Pendiente"),
      ], rows.map { TextTable.Row(cells: $0) })
  }

  var table: TextTable {
    TextTable(
      [
        .text("Factura"), .text("Contrato"), .text("Mes"), .text("Emisión"), .number("Monto"),
        .text("Estado"), .text("Pago"),
      ],
      page.invoices.map { invoice in
        TextTable.Row(
          cells: [
            invoice.invoice, invoice.contract, invoice.month, invoice.issuedOn,
            invoice.amount.decimal, invoice.stateLabel, invoice.paymentLabel,
          ], details: invoice.reversals)
      })
  }

  /// Issue and payment under the invoice.
  private var narrowInvoices: TextTable {
    TextTable(
      [
        .text("Factura"), .text("Contrato"), .text("Mes"), .number("Monto"), .text("Estado"),
      ],
      page.invoices.map { invoice in
        let payment = invoice.paymentLabel == "—" ? [] : [invoice.paymentLabel]
        return TextTable.Row(
          cells: [
            invoice.invoice, invoice.contract, invoice.month, invoice.amount.decimal,
            invoice.stateLabel,
          ],
          details: [(["Emitida el \(invoice.issuedOn)"] + payment).joined(separator: " · ")]
            + invoice.reversals)
      })
  }

  private var commitments: TextTable {
    TextTable(
      ArrearsCommitment.columns,
      page.commitments.map { TextTable.Row(cells: $0.cells(times)) })
  }

  private var narrowCommitments: TextTable {
    TextTable(
      [.text("Compromiso"), .text("Vence"), .text("Estado"), .number("Por pagar")],
      page.commitments.map { commitment in
        TextTable.Row(
          cells: [
            commitment.commitment, commitment.dueLabel(times), commitment.stateLabel,
            commitment.owedLabel,
          ], details: [commitment.promise(times)])
      })
  }

  private var charges: TextTable {
    TextTable(
      [
        .text("Cargo"), .text("Producto"), .text("Mes"), .text("Concepto", widthMin: 24),
        .number("Monto"), .text("Estado"),
      ],
      page.charges.map { charge in
        TextTable.Row(cells: [
          charge.charge, charge.product, charge.month, charge.concept, charge.amount.decimal,
          charge.stateLabel,
        ])
      })
  }

  /// The concept under the charge.
  private var narrowCharges: TextTable {
    TextTable(
      [.text("Cargo"), .text("Mes"), .number("Monto"), .text("Estado")],
      page.charges.map { charge in
        TextTable.Row(
          cells: [charge.charge, charge.month, charge.amount.decimal, charge.stateLabel],
          details: ["\(charge.product): \(charge.concept)"])
      })
  }

  private var proformas: TextTable {
    TextTable(
      [
        .text("Contrato"), .text("Mes"), .number("Monto"), .text("Emitida"), .text("Enviada"),
        .text("Medio"), .text("A", widthMin: 12),
      ],
      page.proformas.map { proforma in
        TextTable.Row(cells: [
          proforma.contract, proforma.month, proforma.amount.decimal, times.day(proforma.issued),
          sent(proforma), proforma.hasSent ? proforma.channel.label : "—",
          proforma.recipient.isEmpty ? "—" : proforma.recipient,
        ])
      })
  }

  private var narrowProformas: TextTable {
    TextTable(
      [.text("Contrato"), .text("Mes"), .number("Monto"), .text("Enviada")],
      page.proformas.map { proforma in
        TextTable.Row(
          cells: [proforma.contract, proforma.month, proforma.amount.decimal, sent(proforma)],
          details: proforma.hasSent ? ["\(proforma.channel.label) a \(proforma.recipient)"] : [])
      })
  }

  private func sent(_ proforma: ArrearsProforma) -> String {
    proforma.hasSent ? times.day(proforma.sent) : "sin enviar"
  }

  private var letters: TextTable {
    TextTable(
      [.text("Carta"), .text("Fecha"), .text("Copia", widthMin: 10)],
      page.letters.map { letter in
        TextTable.Row(
          cells: [letter.letter, letter.issuedOn, letter.copy],
          details: ["Facturas: \(letter.invoices.joined(separator: ", "))"])
      })
  }

  private var interactions: TextTable {
    TextTable(
      [.text("Cuándo"), .text("Medio"), .text("Quién", widthMin: 10), .text("Cierra la ronda")],
      page.interactions.map { interaction in
        TextTable.Row(
          cells: [
            times.minute(interaction.recorded), interaction.channel.label,
            interaction.actor.label, interaction.round.isEmpty ? "—" : interaction.round,
          ], details: [interaction.text])
      })
  }
}
