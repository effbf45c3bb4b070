import Events
import Projections
import Schemas
import SwiftProtobuf

/// How the daemon is: whether it is ready, its log, what waits, and how far everything that follows it
/// has come.
struct StatusView {
  let response: StatusResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    let isReady = response.notReady.isEmpty
    var lines = [screen.bold("eventd \(response.version): \(isReady ? "listo" : "NO está listo")")]
    lines += response.notReady.flatMap { reason in
      reason.wrapped(to: screen.width.map { $0 - 2 }).map { "  \($0)" }
    }
    lines += FieldList(fields: daemon + log + writer).lines(screen)
    if !response.followers.isEmpty {
      lines += ["", screen.bold("Vistas y procesos")] + followers.lines(screen, indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private typealias Fields = [(label: String, value: String)]

  private var daemon: Fields {
    let clock = response.simulatedClock ? " (reloj simulado)" : ""
    let sockets = response.sockets.map { $0.listening ? $0.address : "\($0.address) (aún no)" }
    return [
      ("Hora", times.minute(response.now) + clock),
      ("En marcha", ElapsedTime.words(seconds: response.uptimeSeconds)),
      ("Escucha en", sockets.joined(separator: ", ")),
      ("Conexiones", "\(response.connections) de \(response.connectionsMax)"),
    ]
  }

  private var log: Fields {
    let storage = response.storage
    let used = Double(storage.mapUsedBytes) / Double(max(1, storage.mapBytes))
    let disk =
      storage.hasDiskFreeBytes ? "; libres en disco: \(ByteSize.words(storage.diskFreeBytes))" : ""
    return [
      ("Registro", response.logID),
      ("Eventos", "\(response.events) en \(response.streams) streams"),
      ("Último", "posición \(response.head), \(times.second(response.lastRecorded))"),
      (
        "Espacio",
        "\(ByteSize.words(storage.fileBytes)), \(Decimal.tenths(used * 100)) % de "
          + "\(ByteSize.words(storage.mapBytes))\(disk)"
      ),
    ]
  }

  private var writer: Fields {
    let queue = response.queue
    let milliseconds = queue.commitSeconds * 1000 / Double(max(1, queue.commits))
    var fields: Fields = [
      (
        "En cola",
        "\(queue.appends) de clientes (\(ByteSize.words(queue.bytes))), "
          + "\(queue.processAppends) de procesos"
      )
    ]
    if queue.commits > 0 {
      fields.append(
        (
          "Desde inicio",
          "\(queue.events) eventos en \(queue.commits) escrituras de \(Decimal.tenths(milliseconds)) ms"
        ))
    }
    return fields
  }

  private var followers: TextTable {
    let showsDigests = response.followers.contains { !$0.digest.isEmpty }
    return TextTable(
      [
        .text("Nombre", widthMin: 10), .number("Versión"), .number("Constr."),
        .number("Posición"), .number("Retraso"), .number("Plazos"),
      ] + (showsDigests ? [.text("SHA-256", widthMin: 12)] : []),
      response.followers.map { follower in
        TextTable.Row(
          cells: [
            follower.name, "\(follower.version)", "\(follower.build)", "\(follower.position)",
            "\(follower.lag)", follower.hasTimers ? "\(follower.timers.waiting)" : "",
          ] + (showsDigests ? [String(follower.digest.prefix(16))] : []),
          details: follower.incidents.map(\.sentence) + overdue(follower.timers)
            + (follower.hasBuilding ? [Self.sentence(follower.building)] : []))
      })
  }

  /// What should have happened already. A moment late is not worth a word.
  private func overdue(_ timers: TimersReport) -> [String] {
    guard timers.hasEarliest else { return [] }
    let late = Timestamp(response.now).seconds - Timestamp(timers.earliest).seconds
    if late < Self.lateSecondsMin { return [] }
    return [
      "Atrasado: el plazo más antiguo venció el \(times.second(timers.earliest)), hace "
        + ElapsedTime.words(seconds: UInt64(late))
    ]
  }

  private static let lateSecondsMin: Int64 = 5

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
