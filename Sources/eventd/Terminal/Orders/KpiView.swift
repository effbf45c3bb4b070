import Events
import Projections
import Schemas

/// The indicators of post-sale by month, in total and by executive, and how many requests they are of
/// together.
/// Source: post-sale page, Indicators.
struct KpiView: TableView {
  /// What was asked for.
  let request: KpiMonthsRequest
  let response: KpiMonthsResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = title.printable.wrapped(to: screen.width).map(screen.bold)
    lines.append(times.line(response.goodFor))
    if response.verdicts.isEmpty {
      return (lines + ["", "No se recibieron solicitudes."]).map { $0 + "\n" }.joined()
    }
    let named = table(isFile: false, names: true)
    let table = screen.fits(named.width) ? named : table(isFile: false, names: false)
    lines += [""] + table.lines(screen)
    let notes = notes.flatMap { $0.wrapped(to: screen.width) }
    return (lines + [""] + notes).map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(isFile: true, names: true) }

  private var title: String {
    var parts = ["Indicadores de post-venta"]
    if !request.month.isEmpty { parts.append(request.month) }
    if !request.executive.isEmpty {
      let known = response.verdicts.first?.figure.executive.label
      parts.append("Ejecutivo(a): \(known ?? request.executive)")
    }
    return parts.joined(separator: " · ")
  }

  /// In a file also the limits and what is known of the closing.
  /// - Parameter names: of the executives, beside their keys.
  private func table(isFile: Bool, names: Bool) -> TextTable {
    let showsExecutive = isFile || request.byExecutive
    var rows = response.verdicts.map { verdict in
      TextTable.Row(
        cells: [verdict.figure.month]
          + (showsExecutive ? [who(verdict.figure, names)] : [])
          + cells(verdict.figure, verdict)
          + (isFile
            ? [
              percent(verdict.eficaciaMin), percent(verdict.oportunidadMin), state(verdict),
            ] : []))
    }
    if !isFile, Set(response.verdicts.map(\.figure.month)).count > 1 {
      rows.append(
        TextTable.Row(
          cells: ["Juntos"] + (showsExecutive ? [who(response.whole, names)] : [])
            + cells(response.whole, nil)))
    }
    return TextTable(
      [.text("Mes")] + (showsExecutive ? [.text("Ejecutivo(a)", widthMin: 6)] : [])
        + [
          .number("Solici-", "tudes"), .number("Efec-", "tivas"), .number("Eficacia", "%"),
          .text("", title: "Veredicto de eficacia"), .number("En menos", "de 24 h"),
          .number("Oportu-", "nidad %"), .text("", title: "Veredicto de oportunidad"),
          .number("Ambas"),
        ]
        + (isFile
          ? [.number("Eficacia mínima"), .number("Oportunidad mínima"), .text("Cierre")] : []),
      rows, gap: 1)
  }

  /// No verdict on several months together: the indicators are monthly.
  private func cells(_ figure: KpiFigure, _ verdict: KpiVerdict?) -> [String] {
    [
      "\(figure.requests)", "\(figure.effective)", share(figure.effective, of: figure.requests),
      verdict.map { word($0.eficaciaAccepted) } ?? "", "\(figure.timely)",
      share(figure.timely, of: figure.requests),
      verdict.map { word($0.oportunidadAccepted) } ?? "", "\(figure.effectiveTimely)",
    ]
  }

  private func who(_ figure: KpiFigure, _ names: Bool) -> String {
    if figure.executive.key.isEmpty { return "Total" }
    return names ? figure.executive.label : figure.executive.key
  }

  private func word(_ isAccepted: Bool) -> String { isAccepted ? "Aceptado" : "Observado" }

  private func state(_ verdict: KpiVerdict) -> String {
    verdict.closed ? (verdict.corrected ? "cerrado, corregido" : "cerrado") : "abierto"
  }

  /// Two decimals, cut off and not rounded, so that nothing is shown as reached that is not.
  private func share(_ part: UInt64, of whole: UInt64) -> String {
    whole == 0 ? "—" : percent(UInt32(part * 10_000 / whole))
  }

  /// `98.00`, of hundredths.
  private func percent(_ hundredths: UInt32) -> String {
    "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  private var notes: [String] {
    func months(_ isMeant: (KpiVerdict) -> Bool) -> String {
      var months: [String] = []
      for verdict in response.verdicts where isMeant(verdict) {
        if months.last != verdict.figure.month { months.append(verdict.figure.month) }
      }
      return months.joined(separator: ", ")
    }
    func limits(_ limit: KeyPath<KpiVerdict, UInt32>) -> String {
      Set(response.verdicts.map { $0[keyPath: limit] }).sorted().map(percent)
        .joined(separator: " o ")
    }
    var notes = [
      "Aceptado: eficacia desde \(limits(\.eficaciaMin)) %, oportunidad desde "
        + "\(limits(\.oportunidadMin)) %; si no, Observado."
    ]
    let closed = months(\.closed)
    if !closed.isEmpty { notes.append("Cerrados: \(closed).") }
    let corrected = months(\.corrected)
    if !corrected.isEmpty { notes.append("Corregidos después del cierre: \(corrected).") }
    return notes
  }
}
