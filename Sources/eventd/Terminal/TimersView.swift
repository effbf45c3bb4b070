import Events
import Projections
import Schemas

/// What will be moved by itself, in order of due time.
struct TimersView: TableView {
  let response: TimersResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Vencimientos"),
      times.line(response.goodFor), "",
    ]
    if response.timers.isEmpty {
      lines.append("No hay vencimientos.")
    } else {
      lines += table.lines(screen)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [.text("Vence"), .text("Folio", widthMin: 12), .text("Regla", widthMin: 20)],
      response.timers.map { timer in
        TextTable.Row(cells: [times.minute(timer.due), Self.name(timer.stream), timer.rule])
      })
  }

  /// The number where the stream is a folio's, else the stream.
  private static func name(_ stream: String) -> String {
    guard let name = try? StreamName(stream), let number = FolioNumber(stream: name) else {
      return stream
    }
    return number.title
  }
}
