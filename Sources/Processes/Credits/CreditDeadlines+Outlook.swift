public import Events
import Projections
public import Schemas

/// What a deadline of credits will do, for people who look ahead.
extension CreditDeadlines {
  public func describe(
    _ timer: DueTimer, of instance: CreditWait, in stream: StreamName
  ) -> TimerOutlook {
    let told = "; se avisa a \(Self.addressee)"
    let page = CreditPage.credits.rawValue
    let (action, source): (String, String)
    switch CreditDeadlineRule(rawValue: timer.rule) {
    case .promise:
      let promise = instance.open
      action =
        "Promesa sin cumplir: \(promise?.amount.description ?? "") para el"
        + " \(promise.map { "\($0.date)" } ?? "")" + told
      source = instance.promise.hasGrace ? instance.promise.grace.source : page
    case .monthClosed:
      action = "Cierra el reporte de \(instance.nextMonth)" + told
      source = page
    case .reportUnsent:
      let unsent = unsent(timer, of: instance)
      action = "Reporte sin enviar: \(unsent?.month ?? "")" + told
      source = unsent?.limit.source ?? page
    case nil:
      action = timer.rule
      source = page
    }
    return TimerOutlook(
      subject: Cedula(stream: stream).map { "Cliente \($0)" } ?? "Reporte mensual",
      action: "→ " + action, source: source)
  }
}
