import Projections
import Schemas

/// The outbox: notices in a state, or those of a folio with their words.
struct NoticesView: TableView {
  let request: NoticesRequest
  let response: NoticesResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold(title), times.line(response.goodFor)]
    lines.append(response.counts.map { "\($0.state.label) \($0.count)" }.joined(separator: " · "))
    lines.append("")
    lines += response.notices.isEmpty ? ["No hay avisos."] : shown.lines(screen)
    if response.next != 0 { lines += ["", "Hay más después de --after \(response.next)."] }
    return lines.map { $0 + "\n" }.joined()
  }

  private var title: String {
    request.folio != 0
      ? "Avisos de \(request.folio.folioTitle)"
      : "Avisos · \((request.state == .unspecified ? .queued : request.state).label)"
  }

  var table: TextTable { table(words: true) }

  /// A list leaves the words out on the screen. Whole where it fits; else the stages and the
  /// address under the notice.
  private var shown: TextTable {
    let words = request.folio != 0
    let wide = table(words: words)
    return screen.fits(wide.width) ? wide : narrow(words: words)
  }

  private func narrow(words: Bool) -> TextTable {
    TextTable(
      [
        .text("Folio"), .number("Causa"), .text("Para", widthMin: 8), .text("Estado"),
        .text("En cola"), .text("Reporte"),
      ],
      response.notices.map { notice in
        let queued = notice.queued
        let place =
          "De \(queued.from.label) a \(queued.to.label) · \(address(of: notice))"
        return TextTable.Row(
          cells: [
            queued.number.folioTitle, "\(queued.cause)", queued.owner.label, notice.state.label,
            times.minute(notice.queuedAt), reported(notice),
          ], details: [place] + details(notice, words: words))
      })
  }

  private func address(of notice: Notice) -> String {
    let address = notice.email.isEmpty ? notice.queued.email : notice.email
    return address.isEmpty ? "sin correo" : address
  }

  private func reported(_ notice: Notice) -> String {
    notice.hasReportedAt ? times.minute(notice.reportedAt) : "—"
  }

  private func table(words: Bool) -> TextTable {
    TextTable(
      [
        .text("Folio"), .number("Causa"), .text("De", widthMin: 8), .text("A", widthMin: 8),
        .text("Para", widthMin: 10), .text("Correo", widthMin: 8), .text("Estado"),
        .text("En cola"), .text("Reporte"),
      ],
      response.notices.map { notice in
        let queued = notice.queued
        return TextTable.Row(
          cells: [
            queued.number.folioTitle, "\(queued.cause)", queued.from.label, queued.to.label,
            queued.owner.label, address(of: notice), notice.state.label,
            times.minute(notice.queuedAt), reported(notice),
          ], details: details(notice, words: words))
      })
  }

  private func details(_ notice: Notice, words: Bool) -> [String] {
    var sentences: [String] = []
    if words {
      sentences.append("Asunto: \(notice.queued.subject)")
      sentences += notice.queued.body.split(whereSeparator: \.isNewline).map(String.init)
    }
    if !notice.service.isEmpty {
      sentences.append("Lo tomó \(notice.service) el \(times.minute(notice.takenAt))")
    }
    if !notice.why.isEmpty { sentences.append("No se envió: \(notice.why)") }
    return sentences
  }
}
