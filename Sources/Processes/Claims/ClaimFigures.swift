import Events
import Projections

/// The figures of claims that a circular or a new policy may change.
///
/// Those of the coverage hold as they were on the date of occurrence; those of deadlines as they were
/// when the wait began (a).
///
/// **Source:** claims page; the sections are named in each.
public enum ClaimFigures {
  // Refused outright.

  public static let arrearsDays = count(
    "arrears-days", "Días de mora desde los que un crédito no está amparado", 360, 1...3650)
  public static let prescriptionYears = count(
    "prescription-years", "Años para reclamar después de los hechos", 2, 1...20)

  // The two insurers.

  public static let laEquidadFrom = date(
    "la-equidad-from", "Primer día de hechos que ampara LA EQUIDAD", 2018, 7, 1)
  public static let entryAgeMax = count(
    "life-entry-age-max", "Vida, LA EQUIDAD: edad de ingreso, hasta", 75, 18...120)
  public static let stayAge = count(
    "life-stay-age", "Vida, LA EQUIDAD: permanencia hasta antes de cumplir", 85, 18...120)

  // Total and permanent incapacity.

  public static let incapacityAgeMax = count(
    "incapacity-age-max", "Incapacidad permanente: edad, hasta", 65, 18...120)
  public static let incapacityAgeDoubtful = count(
    "incapacity-age-doubtful", "Incapacidad permanente, LA EQUIDAD: edad dudosa desde", 64, 18...120
  )
  public static let lossMin = PolicyFigure(
    area: area, name: "capacity-loss-min",
    title: "Incapacidad permanente: pérdida de capacidad laboral, al menos", kind: .percent,
    builtIn: .percent(Percent(50)), source: coverage)

  // Unemployment and temporary incapacity.

  public static let employmentCoverFrom = date(
    "employment-cover-from", "Desembolsos con póliza de desempleo, desde", 2018, 10, 1)
  public static let fixedTermMonthsMin = count(
    "fixed-term-months-min", "Meses de un contrato a término fijo, al menos", 12, 1...120,
    unemployment)
  public static let monthsWorkedMin = count(
    "months-worked-min", "Desempleo: meses trabajados en el contrato, al menos", 6, 0...120,
    unemployment)
  public static let waitingDays = count(
    "waiting-days", "Desempleo: días de espera desde el desembolso", 30, 0...3650, unemployment)
  public static let unemploymentMonths = count(
    "unemployment-months", "Desempleo: cuotas que paga", 6, 1...60, unemployment)

  // Documents.

  public static let balanceLimit = PolicyFigure(
    area: area, name: "documents-balance-limit",
    title: "Saldo por encima del cual LA EQUIDAD pide más documentos", kind: .amount(.cop),
    builtIn: .amount(Money(minorUnits: 400_000_100, .cop)),
    source: "claims: Documents required")

  // Deadlines.

  /// How long before prescription the three warnings come, the earliest first.
  public static let warnings = [
    count(
      "prescription-warning-1", "Primer aviso de prescripción, días antes", 90, 1...365, seen),
    count(
      "prescription-warning-2", "Segundo aviso de prescripción, días antes", 30, 1...365, seen),
    count(
      "prescription-warning-3", "Último aviso de prescripción, días antes", 7, 1...365, seen),
  ]
  public static let documentsWait = wait(
    "documents-not-received", "Documentos pedidos y no recibidos")
  public static let answerWait = wait(
    "insurer-not-answered", "La aseguradora no ha respondido")

  public static let all: [PolicyFigure] =
    [
      arrearsDays, prescriptionYears, laEquidadFrom, entryAgeMax, stayAge, incapacityAgeMax,
      incapacityAgeDoubtful, lossMin, employmentCoverFrom, fixedTermMonthsMin, monthsWorkedMin,
      waitingDays, unemploymentMonths,
    ] + TemporaryIncapacityTable.rows.map(\.figure) + [balanceLimit] + warnings
    + [documentsWait, answerWait]

  static let area = ClaimEvent.category
  private static let coverage = "claims: Coverage decision"
  private static let unemployment = "claims: Unemployment"
  private static let seen = "claims: What must be seen"

  static func count(
    _ name: String, _ title: String, _ value: Int, _ range: ClosedRange<Int>,
    _ source: String = coverage
  ) -> PolicyFigure {
    PolicyFigure(
      area: area, name: name, title: title, kind: .count(range), builtIn: .count(value),
      source: source)
  }

  private static func date(
    _ name: String, _ title: String, _ year: Int, _ month: Int, _ day: Int
  ) -> PolicyFigure {
    guard let date = LocalDate(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is no date")
    }
    return PolicyFigure(
      area: area, name: name, title: title, kind: .date, builtIn: .date(date), source: coverage)
  }

  /// A setting: no limit until one is adopted.
  private static func wait(_ name: String, _ title: String) -> PolicyFigure {
    PolicyFigure(
      area: area, name: name, title: title, kind: .days, builtIn: nil,
      source: "\(seen); a setting")
  }
}
