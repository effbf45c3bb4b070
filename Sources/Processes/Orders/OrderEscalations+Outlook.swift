public import Events
import Projections
public import Schemas

// What a time limit of post-sale will do, for people who look ahead.

extension OrderEscalations {
  public func describe(
    _ timer: DueTimer, of instance: OrderWait, in stream: StreamName
  ) -> TimerOutlook {
    let number = OrderNumber(stream: stream)?.title ?? stream.text
    let limit = instance.limits.first { $0.rule == timer.rule }
    return TimerOutlook(
      subject: "\(instance.procedure.letter) \(number)",
      action: "→ " + Self.action(timer, instance),
      source: limit?.source ?? "")
  }

  private static func action(_ timer: DueTimer, _ instance: OrderWait) -> String {
    if timer.rule == OrderWait.suspensionEnd {
      return "Reconexión de \(instance.products.joined(separator: ", "))"
    }
    let figure = OrderFigures.all.first { $0.name == timer.rule }
    return (figure?.title ?? timer.rule) + "; se avisa a \(OrderRole.responsableEmpresas.label)"
  }
}

extension MonthlyRound {
  public func describe(
    _ timer: DueTimer, of instance: IndicatorsWait, in stream: StreamName
  ) -> TimerOutlook {
    let isClosing = timer.rule == Self.indicatorsClosed
    return TimerOutlook(
      subject: isClosing ? instance.closing : instance.proformas,
      action: "→ "
        + (isClosing
          ? "Cierre de los indicadores"
          : "Facturas proforma por enviar; se avisa a \(OrderRole.responsableEmpresas.label)"),
      source: isClosing ? instance.closingLimit.source : instance.proformasSource)
  }
}
