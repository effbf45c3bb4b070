import Projections
import Schemas

/// A client: what is owed on each obligation on the day, what moved it, what was said and promised.
/// Source: receivables page, "Credits and collections".
struct CreditPageView: TableView {
  let response: CreditClientResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let title = "\(page.row.cedula) · \(page.row.nameLabel)"
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines += [times.line(response.goodFor), "Saldos en COP al \(response.date)"]
    lines += section("Datos", data.lines(screen))
    lines += section("Obligaciones", fitting(table(\.pesos), narrow))
    for obligation in page.obligations { lines += detail(of: obligation) }
    if !page.contacts.isEmpty { lines += section("Gestiones", fitting(contacts, narrowContacts)) }
    if !page.certificates.isEmpty {
      lines += section("Certificados", certificates.lines(screen, indent: 2))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var page: CreditClientPage { response.page }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + (lines.isEmpty ? ["  —"] : lines)
  }

  /// Each table is indented by two.
  private func fitting(_ wide: TextTable, _ narrow: TextTable) -> [String] {
    (screen.fits(wide.widthMin + 2) ? wide : narrow).lines(screen, indent: 2)
  }

  private var data: FieldList {
    var fields = [
      ("Nacimiento", page.birthDate), ("Saldo insoluto", page.row.outstanding.pesos),
      ("Mora", "\(page.row.daysPastDue) días, franja \(page.row.bandLabel)"),
    ]
    if page.row.hasAdviser {
      fields.append(("Asesor", "\(page.row.adviser.label), \(page.row.adviser.role.label)"))
    }
    if page.row.hasPromise {
      fields.append(("Promesa", "\(page.row.promise.amount.pesos) para \(page.row.promiseLabel)"))
    }
    if page.row.hasPool { fields.append(("Bolsa del seguro", page.row.pool.pesos)) }
    if page.hasIDCancelled {
      fields.append(
        (
          "Cédula cancelada",
          "resolución \(page.idCancelled.resolution) del \(page.idCancelled.resolutionDate)"
        ))
    }
    if !page.claims.isEmpty { fields.append(("Siniestros", page.claims.joined(separator: ", "))) }
    return FieldList(fields: fields)
  }

  var table: TextTable { table(\.decimal) }

  private func table(_ amount: AmountStyle) -> TextTable {
    TextTable(
      [.text("Factura"), .text("Estado")] + CreditBalance.columns
        + [.number("Mora"), .text("Próxima cuota")],
      page.obligations.map { obligation in
        TextTable.Row(
          cells: [obligation.invoice, obligation.state.label] + obligation.balance.cells(amount) + [
            "\(obligation.daysPastDue)",
            next(obligation),
          ])
      })
  }

  /// The concepts under the obligation.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Factura", widthMin: 8), .text("Estado"), .number("Saldo"), .number("Mora"),
        .text("Próxima cuota"),
      ],
      page.obligations.map { obligation in
        TextTable.Row(
          cells: [
            obligation.invoice, obligation.state.label, obligation.balance.total.pesos,
            "\(obligation.daysPastDue)", next(obligation),
          ], details: [obligation.balance.breakdown].filter { !$0.isEmpty })
      })
  }

  private func next(_ obligation: ObligationView) -> String {
    obligation.hasNextInstalment ? obligation.nextInstalment.dueDate : "—"
  }

  private func detail(of obligation: ObligationView) -> [String] {
    var facts = [
      obligation.store, "desembolso \(obligation.disbursementDate)",
      "\(obligation.instalments) cuotas",
      obligation.insurancePolicy.isEmpty ? "sin póliza" : "póliza \(obligation.insurancePolicy)",
    ]
    if !obligation.promissoryNote.isEmpty { facts.append("pagaré \(obligation.promissoryNote)") }
    facts.append(obligation.covered ? "amparada" : "no amparada")
    if !obligation.pool.isEmpty {
      facts.append("\(obligation.pool.count) meses de la bolsa por aplicar")
    }
    let title = "Factura \(obligation.invoice)".printable
    return ["", screen.bold(title)]
      + facts.joined(separator: " · ").printable.wrapped(to: screen.width.map { $0 - 2 })
      .map { "  " + $0 }
      + CreditMovementsTable(obligation.movements, times).lines(screen)
  }

  private var contacts: TextTable {
    TextTable(
      [
        .text("Cuándo"), .text("Canal"), .text("Respuesta"), .text("Motivo", widthMin: 8),
        .text("Promesa"), .text("Asesor", widthMin: 6),
      ],
      page.contacts.map { entry in
        let contact = entry.contact
        return TextTable.Row(
          cells: [
            times.minute(entry.effective), contact.channel.label, contact.typification.label,
            contact.reason.label, promise(entry), contact.actor.label,
          ], details: contact.remark.isEmpty ? [] : [contact.remark])
      })
  }

  private var narrowContacts: TextTable {
    TextTable(
      [.text("Cuándo"), .text("Canal"), .text("Respuesta", widthMin: 10), .text("Asesor")],
      page.contacts.map { entry in
        let contact = entry.contact
        let words = [
          contact.reason == .unspecified ? "" : contact.reason.label,
          contact.hasPromise ? "promesa \(promise(entry))" : "", contact.remark,
        ].filter { !$0.isEmpty }
        return TextTable.Row(
          cells: [
            times.day(entry.effective), contact.channel.label, contact.typification.label,
            contact.actor.label,
          ], details: words.isEmpty ? [] : [words.joined(separator: " · ")])
      })
  }

  private func promise(_ entry: CreditContact) -> String {
    let promise = entry.contact.promise
    return entry.contact.hasPromise
      ? "\(promise.date) \(promise.amount.pesos) \(entry.outcome.label)" : "—"
  }

  private var certificates: TextTable {
    TextTable(
      [.text("Número"), .text("Al"), .text("Emitido"), .text("Obligaciones", widthMin: 12)],
      page.certificates.map { entry in
        TextTable.Row(cells: [
          entry.certificate.number, entry.certificate.date, times.minute(entry.recorded),
          entry.certificate.obligations.map { "\($0.invoice) \($0.balance.pesos)" }
            .joined(separator: ", "),
        ])
      })
  }
}
