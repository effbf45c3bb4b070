import Events
import Projections

/// The figures of post-sale that a policy may change.
///
/// **Source:** post-sale page; each figure names its section. What the page marks (a) is one of ours.
public enum OrderFigures {
  public static let all: [PolicyFigure] = [
    attentionWarning, attentionLimit, cableTVReconnection, damageDays, weekCheck,
    suspensionMonths, callDetailMonth, multipackTelephony, eficaciaMin, oportunidadMin,
    proformasDay, indicatorsClosed, supplementaryServicePrice, transferPrice, excessCableMetre,
  ]

  // Time limits.

  public static let attentionWarning = figure(
    "attention-warning", "Aviso antes de las 24 horas", .time, .minutes(20 * 60), "Escalations (a)")
  public static let attentionLimit = figure(
    "attention-limit", "Atención en 24 horas", .time, .minutes(24 * 60), "Indicators; Escalations")
  public static let cableTVReconnection = figure(
    "cable-tv-reconnection", "Reconexión de TV cable (cobre)", .time, .minutes(24 * 60), "D8")
  /// Days after that of its registration; 0: the same day.
  public static let damageDays = figure(
    "damage-same-day", "Daño sin atender en el día (días después)", .count(0...30), .count(0),
    "E8, K14")
  public static let weekCheck = figure(
    "week-check", "Verificación de pagos en la semana", .time, .calendarDays(7), "I6")

  // Terms and amounts.

  public static let suspensionMonths = figure(
    "suspension-months", "Máximo de la suspensión, en meses", .count(1...24), .count(4), "D4")
  public static let callDetailMonth = figure(
    "call-detail-month", "Detalle de llamadas, por mes anterior", .amount(.bob), bob(12), "G5")
  public static let multipackTelephony = figure(
    "multipack-basic-telephony", "Telefonía básica del Multipack", .amount(.bob), bob(70),
    "H, last invoice")

  // Indicators.

  public static let eficaciaMin = figure(
    "eficacia-min", "Eficacia aceptada desde", .percent, .percent(Percent(98)), "Indicators")
  public static let oportunidadMin = figure(
    "oportunidad-min", "Oportunidad aceptada desde", .percent, .percent(Percent(95)), "Indicators")
  /// Day of the month.
  public static let proformasDay = figure(
    "proformas-day", "Día del mes para enviar facturas proforma", .count(1...28), .count(1),
    "I1; Escalations (a)")
  /// From the end of the month on, so that its last request has had its 24 hours.
  public static let indicatorsClosed = figure(
    "indicators-closed", "Cierre de indicadores tras el fin de mes", .time, .minutes(24 * 60),
    "Escalations (a)")

  // Prices that the source does not name. Without an adopted one any amount is taken.

  public static let supplementaryServicePrice = figure(
    "price-supplementary-service", "Precio de un servicio suplementario", .amount(.bob), nil,
    "A5 (a)")
  public static let transferPrice = figure(
    "price-transfer", "Precio de un traslado", .amount(.bob), nil, "C5, C6 (a)")
  public static let excessCableMetre = figure(
    "price-excess-cable-metre", "Precio del cable excedente, por metro", .amount(.bob), nil,
    "K12 (a)")

  private static func bob(_ units: Int64) -> PolicyValue {
    .amount(Money(minorUnits: units * 100, .bob))
  }

  private static func figure(
    _ name: String, _ title: String, _ kind: PolicyFigure.Kind, _ builtIn: PolicyValue?,
    _ section: String
  ) -> PolicyFigure {
    PolicyFigure(
      area: OrderEvent.category, name: name, title: title, kind: kind, builtIn: builtIn,
      source: "postsale: \(section)")
  }
}

extension PolicyBook {
  /// The amount in force; `nil` where none is set.
  func amount(_ figure: PolicyFigure, on date: LocalDate) -> Money? {
    if case .amount(let amount) = value(figure, on: date) { amount } else { nil }
  }

  /// The count in force; `nil` where there is no such limit.
  func count(_ figure: PolicyFigure, on date: LocalDate) -> Int? {
    if case .count(let count) = value(figure, on: date) { count } else { nil }
  }
}
