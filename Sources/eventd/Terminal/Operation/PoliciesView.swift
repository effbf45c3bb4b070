import Events
import Projections
import Schemas

/// The figures and settings that may change, area by area: the value in force, since when and by whose
/// word, and below it every adoption, past and future.
struct PoliciesView: TableView {
  let response: PoliciesResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [
      screen.bold("Cifras y ajustes vigentes el \(response.on)"), times.line(response.goodFor),
    ]
    if response.figures.isEmpty { lines += ["", "No hay."] }
    for area in areas {
      let figures = response.figures.filter { $0.area == area }
      lines += ["", screen.bold(area)] + table(figures, showsArea: false).lines(screen, indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable { table(response.figures, showsArea: true) }

  private var areas: [String] {
    response.figures.map(\.area).reduce(into: []) { areas, area in
      if !areas.contains(area) { areas.append(area) }
    }
  }

  private func table(_ figures: [PolicyReport], showsArea: Bool) -> TextTable {
    TextTable(
      (showsArea ? [.text("Área")] : []) + [
        .text("Título", widthMin: 16), .text("Valor", widthMin: 8), .text("Desde"),
        .text("Fuente", widthMin: 8), .text("Nombre", widthMin: 10),
      ],
      figures.map { figure in
        TextTable.Row(
          cells: (showsArea ? [figure.area] : []) + [
            figure.title, figure.inForce.valueText,
            figure.builtIn ? "de origen" : figure.inForce.validFrom, figure.inForce.source,
            figure.name,
          ], details: figure.adoptions.map(sentence))
      })
  }

  private func sentence(_ adoption: AdoptedFigure) -> String {
    let adopted = adoption.adopted
    let when = adopted.validFrom > response.on ? "a partir del" : "desde el"
    let who = adopted.actor.name.isEmpty ? adopted.actor.key : adopted.actor.name
    return
      "\(adopted.valueText) \(when) \(adopted.validFrom): \(adopted.source); lo adoptó \(who) el "
      + times.minute(adoption.recorded)
  }
}

extension PolicyFigureAdopted {
  /// `3 días hábiles`, `98 %`, `COP 4000001.00`, `sin límite`.
  var valueText: String {
    switch value {
    case .businessDays(let days): days == 1 ? "1 día hábil" : "\(days) días hábiles"
    case .calendarDays(let days): days == 1 ? "1 día natural" : "\(days) días naturales"
    case .minutes(let minutes): minutes == 1 ? "1 minuto" : "\(minutes) minutos"
    case .count(let count): "\(count)"
    case .percentHundredths(let hundredths): Self.percent(Int(hundredths))
    case .amount(let amount): (try? Money(amount)).map { "\($0)" } ?? "—"
    case .date(let date): date
    case .text(let text): text
    case .texts(let texts): texts.items.joined(separator: "; ")
    case .noLimit, nil: "ninguno"
    }
  }

  private static func percent(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole) %" }
    return "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
