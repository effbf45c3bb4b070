import Schemas

/// What will happen by itself, in order of due time.
struct TimersView: TableView {
  /// What was asked for; says what the list is.
  let request: TimersRequest
  let response: TimersResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold(title), times.line(response.goodFor), ""]
    if response.timers.isEmpty {
      lines.append("No hay vencimientos.")
    } else {
      lines += table.lines(screen)
    }
    if !response.next.isEmpty { lines += ["", "Hay más: --after \(response.next)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  private var title: String {
    switch request.horizon {
    case .until(let time): "Vencimientos hasta \(times.minute(time))"
    case .withinSeconds(let seconds): "Vencimientos en los próximos \(Self.duration(seconds))"
    case .hypothetical(let time): "Lo que ocurriría hasta \(times.minute(time)), si nadie hace nada"
    case nil: "Vencimientos"
    }
  }

  /// In the largest unit that gives a whole number: `5 días`.
  private static func duration(_ seconds: UInt64) -> String {
    let units: [(seconds: UInt64, one: String, many: String)] = [
      (86_400, "día", "días"), (3600, "hora", "horas"), (60, "minuto", "minutos"),
      (1, "segundo", "segundos"),
    ]
    let unit = units.first { seconds % $0.seconds == 0 && seconds >= $0.seconds } ?? units[3]
    let count = seconds / unit.seconds
    return "\(count) \(count == 1 ? unit.one : unit.many)"
  }

  var table: TextTable {
    TextTable(
      [
        .text("Vence"), .text("Asunto", widthMin: 9), .text("Qué ocurre", widthMin: 20),
        .text("Regla", widthMin: 8), .text("Fuente", widthMin: 8),
      ],
      response.timers.map { timer in
        TextTable.Row(
          cells: [
            times.minute(timer.due), timer.subject.isEmpty ? timer.stream : timer.subject,
            timer.action, timer.rule, timer.source,
          ], details: timer.incident.isEmpty ? [] : ["Incidente: \(timer.incident)"])
      })
  }
}
