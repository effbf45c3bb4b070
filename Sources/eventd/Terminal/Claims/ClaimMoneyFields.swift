import Events
import Projections
import Schemas

/// What a claim's page says of money: certified, claimed, announced, paid, applied.
struct ClaimMoneyFields {
  let page: ClaimPage

  var list: FieldList {
    var fields: [(label: String, value: String)] = []
    for obligation in page.certificate.obligations {
      fields.append(("Saldo certificado \(obligation.invoice)", obligation.balance.pesos))
    }
    if page.hasSubmitted {
      fields.append(
        (
          "Reclamado", "\(page.submitted.claimed.pesos) a \(page.submitted.insurer.label)"
        ))
    }
    if page.hasAnswer { fields.append(("Respuesta", answer)) }
    if page.hasAnnounced { fields.append(("Anunciado", page.announced.amount.pesos)) }
    if page.hasTransfer {
      let transfer = page.transfer
      fields.append(
        (
          "Transferencia",
          "\(transfer.amount.pesos) el \(transfer.transferredOn), ref. \(transfer.bankReference)"
        ))
    }
    if page.hasApplied {
      fields += page.applied.applications.map { (label: "Aplicado \($0.invoice)", value: $0.words) }
      fields.append(("Fecha efectiva", page.applied.effectiveOn))
    }
    if page.hasPool { fields += pool }
    return FieldList(fields: fields)
  }

  private var answer: String {
    let objection = page.answer.objection
    return page.answer.answer.label + (objection.isEmpty ? "" : ": \(objection)")
  }

  private var pool: [(label: String, value: String)] {
    let months = page.pool.months.enumerated().map { index, month in
      let due = page.pool.dueDate(ofMonth: index + 1).map { "\($0)" } ?? "—"
      let words = month.applications.map { "\($0.invoice) \($0.total)" }.joined(separator: "; ")
      let state = index < Int(page.monthsApplied) ? "aplicado" : "por aplicar"
      return (label: "Bolsa, mes \(index + 1)", value: "\(due) (\(state)) \(words)")
    }
    return months
  }
}

extension ClaimApplication {
  /// Paid and condoned together; the concepts are on the page of the credit.
  fileprivate var total: String {
    concepts.flatMap { [$0.paid, $0.condoned] }.compactMap { try? Money($0) }
      .reduce(.zero(.cop), +).wire.pesos
  }

  /// `capital 2.500.000 pagado; intereses de mora 300.000 condonado`
  fileprivate var words: String {
    concepts.map { line in
      var parts: [String] = []
      if line.hasPaid { parts.append("\(line.paid.pesos) pagado") }
      if line.hasCondoned { parts.append("\(line.condoned.pesos) condonado") }
      return "\(line.concept.label.lowercased()) \(parts.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
