public import Events
import Projections
public import Schemas

/// What a deadline of an account will do, for people who look ahead.
extension AccountDeadlines {
  public func describe(
    _ timer: DueTimer, of instance: AccountWait, in stream: StreamName
  ) -> TimerOutlook {
    let deadline = instance.standing.deadlines.first { $0.name == timer.rule }
    let what = deadline.map(Self.title) ?? timer.rule
    return TimerOutlook(
      subject: AccountNumber(stream: stream)?.title ?? stream.text,
      action: "→ Plazo vencido: \(what); se avisa a \(AccountDeadline.addressee)",
      source: instance.limits.first { $0.wait == timer.rule && $0.hasLimit }?.limit.source ?? "")
  }

  private static func title(_ deadline: AccountDeadline) -> String {
    switch deadline.subject {
    case .quote(let id): "cotización \(id)"
    case .invoice(let id): "pago de la factura \(id)"
    case .amendment(let id): "modificación \(id)"
    case .step: AccountFigures.named(deadline.rule)?.title ?? deadline.rule
    }
  }
}
