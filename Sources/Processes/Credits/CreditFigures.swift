public import Events
import Projections
public import Schemas

/// The figures of credits that may change.
///
/// **Source:** receivables page, “Credits and collections”. Those that the page does not give are
/// marked (a).
public enum CreditFigures {
  /// Días de mora from which an obligation is not covered any more.
  public static let coverageDays = figure(
    "coverage-days", "Días de mora desde los que una obligación ya no está cubierta",
    .count(1...3650), .count(360),
    source: "receivables: Credits and collections; source 003, Políticas generales")

  /// How long after the month's end the report may still be sent (a).
  public static let reportLimit = figure(
    "report-not-sent", "Plazo para enviar el reporte mensual a la aseguradora", .days,
    .businessDays(5))

  /// How many days after its date a promise can still be kept (a): none.
  public static let promiseGrace = figure(
    "promise-not-kept", "Días de gracia de una promesa de pago", .days, nil)

  /// The last day past due of each band (franja) but the last one, which is open (a).
  public static let bands: [PolicyFigure] = zip(1..., [30, 60, 90, 180, 359]).map { band, last in
    figure(
      "band-\(band)-last-day", "Último día de mora de la franja \(band)", .count(1...3650),
      .count(last))
  }

  /// The bands up to this one are of early collections (temprana), the others of advanced ones
  /// (avanzada) (a).
  public static let earlyBands = figure(
    "early-bands", "Franjas de cobranza temprana", .count(1...6), .count(3))

  /// How much of what is owed of a concept may be condoned (a): the Política de Condonaciones is not
  /// part of the source, so all of it until it is adopted.
  public static let condonations: [(concept: CreditConcept, figure: PolicyFigure)] =
    CreditConcept.all.map { concept in
      (
        concept,
        figure(
          "condonation-\(concept.code)", "Condonación máxima: \(concept.label.lowercased())",
          .percent, .percent(Percent(100)))
      )
    }

  public static let all: [PolicyFigure] =
    [coverageDays, reportLimit, promiseGrace] + bands + [earlyBands] + condonations.map(\.figure)

  /// The stream in which they are adopted: `policy-credit`.
  public static let stream = coverageDays.stream

  private static func figure(
    _ name: String, _ title: String, _ kind: PolicyFigure.Kind, _ builtIn: PolicyValue?,
    source: String = "receivables: Credits and collections (a)"
  ) -> PolicyFigure {
    PolicyFigure(
      area: CreditEvent.category, name: name, title: title, kind: kind, builtIn: builtIn,
      // A limit of time may be none; a count or a share there always is.
      mayBeNone: kind == .days, source: source)
  }
}

extension PolicyBook {
  /// The count in force, of a figure that there always is.
  func certainCount(_ figure: PolicyFigure, on date: LocalDate) -> Int {
    guard case .count(let count)? = value(figure, on: date) else {
      preconditionFailure("\(figure.name) is no count")
    }
    return count
  }
}
