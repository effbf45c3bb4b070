import Events
import Projections
import Schemas

/// A claim's page: who and what, coverage, documents, money, history.
/// Source: claims page, "What must be seen".
struct ClaimPageView: TableView {
  let response: ClaimResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = title.wrapped(to: screen.width).map(screen.bold)
    lines.append(times.line(response.goodFor))
    lines += section("Reclamación", FieldList(fields: facts).lines(screen))
    if page.hasCoverage {
      lines += section("Cobertura", FieldList(fields: coverage).lines(screen))
      lines += section("Documentos", FieldList(fields: documents).lines(screen))
    }
    let money = ClaimMoneyFields(page: page).list
    if !money.fields.isEmpty { lines += section("Valores", money.lines(screen)) }
    lines += section(
      "Historia", ClaimHistoryView(history: page.history, times: times).lines(screen))
    return lines.map { $0 + "\n" }.joined()
  }

  /// Its history.
  var table: TextTable { ClaimHistoryView(history: page.history, times: times).table }

  private var page: ClaimPage { response.page }

  private var title: String {
    let state = page.milestone == .closed ? page.ending.label : "espera: \(page.milestone.title)"
    return "Reclamación \(page.number.claimTitle) · \(page.cause.label) · \(state)".printable
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    ["", screen.bold(title)] + lines
  }

  private var facts: [(label: String, value: String)] {
    let now = response.goodFor.now
    var fields = [
      (label: "Cliente", value: "\(page.client.name), cédula \(page.client.id)"),
      ("Teléfono", page.client.phone),
      (
        "Detectada",
        "\(times.minute(page.opened)) (\(page.contact.label)), hace "
          + "\(times.days(from: page.opened, to: now)) días"
      ),
    ]
    if page.milestone != .closed {
      fields.append(
        (
          "En este hito",
          "desde \(times.minute(page.entered)), \(times.days(from: page.entered, to: now)) días"
        ))
    }
    if page.hasTypified {
      let resolution =
        page.typified.resolutionOn.isEmpty
        ? "" : ", resolución de la Registraduría del \(page.typified.resolutionOn)"
      fields.append(("Tipificación", page.typified.typification.label + resolution))
    }
    if page.hasAssigned {
      let to =
        page.assigned.band.isEmpty
        ? page.assigned.adviser.label : "Cobranza temprana, franja \(page.assigned.band)"
      fields.append(("Seguimiento", to))
    }
    if !page.prescribesAfter.isEmpty {
      let left = times.days(from: response.goodFor, to: page.prescribesAfter) ?? 0
      fields.append(
        (
          "Último día para reclamar",
          "\(page.prescribesAfter) (\(left < 0 ? "prescrita" : "quedan \(left) días"))"
        ))
    }
    return fields
  }

  private var coverage: [(label: String, value: String)] {
    let facts = page.coverage.facts
    var fields = [(label: "Fecha de los hechos", value: facts.occurredOn)]
    if !facts.bornOn.isEmpty { fields.append(("Nacimiento", facts.bornOn)) }
    if case .death(let death) = facts.details { fields.append(("Muerte", death.manner.label)) }
    return fields + page.coverage.findings.map { ("Factura \($0.invoice)", $0.words) }
  }

  private var documents: [(label: String, value: String)] {
    let held = page.held.map { $0.name.isEmpty ? $0.kind.label : $0.name }
    return [
      ("Recibidos", held.joined(separator: "; ")),
      ("Reclamada el", page.claimedOn),
      ("Faltan", page.missing.map(\.words).joined(separator: "; ")),
    ]
  }
}
