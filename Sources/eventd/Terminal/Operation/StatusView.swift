import Schemas

/// How the daemon is: its log, and how far everything that follows it has come.
struct StatusView {
  let response: StatusResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("eventd \(response.version)")]
    let clock = response.simulatedClock ? " (reloj simulado)" : ""
    lines += FieldList(fields: [
      ("Registro", response.logID),
      ("Hora", times.minute(response.now) + clock),
      ("Última posición", "\(response.head)"),
      ("Eventos", "\(response.events)"),
      ("Streams", "\(response.streams)"),
    ]).lines(screen)
    if !response.followers.isEmpty {
      lines += ["", screen.bold("Vistas y procesos")] + followers.lines(screen, indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var followers: TextTable {
    let showsDigests = response.followers.contains { !$0.digest.isEmpty }
    return TextTable(
      [
        .text("Nombre", widthMin: 10), .number("Versión"), .number("Construcción"),
        .number("Posición"), .number("Retraso"),
      ] + (showsDigests ? [.text("SHA-256", widthMin: 12)] : []),
      response.followers.map { follower in
        TextTable.Row(
          cells: [
            follower.name, "\(follower.version)", "\(follower.build)", "\(follower.position)",
            "\(follower.lag)",
          ] + (showsDigests ? [String(follower.digest.prefix(16))] : []),
          details: follower.incidents.map(\.sentence)
            + (follower.hasBuilding ? [Self.sentence(follower.building)] : []))
      })
  }

  private static func sentence(_ building: BuildReport) -> String {
    let progress =
      "la versión \(building.version): \(building.events) de \(building.total) eventos"
    return building.incident.isEmpty
      ? "Se construye \(progress)" : "No se puede construir \(progress): \(building.incident)"
  }
}

extension IncidentReport {
  /// `Incidente en la posición 64 de folio-00000001: …`
  var sentence: String {
    var place: [String] = []
    if position != 0 { place.append("en la posición \(position)") }
    if !stream.isEmpty { place.append("de \(stream)") }
    return (["Incidente"] + place).joined(separator: " ") + ": \(error)"
  }
}
