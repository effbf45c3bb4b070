import Projections
import Schemas

/// One request of access, or one forgotten password, with its history.
struct AccessPageView: TableView {
  let response: AccessPageResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = ["Acceso \(page.id) · \(page.kind.label) · \(page.state.label)"]
      .flatMap { $0.wrapped(to: screen.width) }.map(screen.bold)
    lines.append(times.line(response.goodFor))
    lines.append("")
    lines += FieldList(fields: page.kind == .unspecified ? password : request).lines(screen)
    lines += ["", screen.bold("Historia")] + table.lines(screen, indent: 2)
    return lines.map { $0 + "\n" }.joined()
  }

  private var page: AccessPage { response.page }

  private var request: [(String, String)] {
    [
      ("Solicitado por", page.requester.label), ("Canal", page.channel.label),
      ("Clave", page.key), ("Correo", page.email), ("Nombre", page.name),
      ("Falta", page.missing.map(\.label).joined(separator: ", ")),
    ]
  }

  /// Nobody is told here which addresses are registered but those who see the accesses.
  private var password: [(String, String)] {
    [
      ("Correo", page.email), ("Acceso", page.access),
      ("Liga enviada", page.hasLinkMailed ? times.second(page.linkMailed) : ""),
      ("Vence", page.hasLinkExpires ? times.second(page.linkExpires) : ""),
    ]
  }

  var table: TextTable {
    TextTable(
      [.text("Cuándo"), .text("Qué", widthMin: 14), .text("Quién", widthMin: 10)],
      page.history.map { step in
        TextTable.Row(
          cells: [times.second(step.recorded), step.label, step.actor.label],
          details: details(step))
      })
  }

  private func details(_ step: AccessStep) -> [String] {
    var sentences: [String] = []
    if !step.missing.isEmpty {
      sentences.append("Falta: \(step.missing.map(\.label).joined(separator: ", "))")
    }
    if !step.text.isEmpty { sentences.append(step.text) }
    if step.hasChannel { sentences.append("Por \(step.channel.label)") }
    if step.hasEscalation {
      sentences.append(
        "Vencía \(times.second(step.escalation.due)), se aplicó \(times.second(step.escalation.fired))"
      )
    }
    return sentences
  }
}

extension AccessStep {
  /// What happened, in Spanish.
  var label: String {
    switch event {
    case "Requested": "Acceso solicitado"
    case "InformationMissing": "Se avisó lo que falta"
    case "InformationSupplied": "Información recibida"
    case "Granted": "Acceso otorgado"
    case "PasswordAsked": "Contraseña solicitada"
    case "PasswordLinkMailed": "Liga enviada"
    case "PasswordLinkOpened": "Liga abierta"
    case "PasswordChanged": "Contraseña cambiada"
    case "PasswordLinkExpired": "Liga vencida"
    default: event
    }
  }
}

extension AccessActor {
  /// `Begoña Núñez (Agente)`; the key where there is no name.
  var label: String {
    let person = name.isEmpty ? key : name
    return person.isEmpty ? role.label : "\(person) (\(role.label))"
  }
}
