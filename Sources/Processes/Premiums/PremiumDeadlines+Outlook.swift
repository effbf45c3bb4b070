public import Events
import Projections
public import Schemas

/// What a due date will do, for people who look ahead.
extension PremiumDeadlines {
  public func describe(
    _ timer: DueTimer, of instance: PremiumWait, in stream: StreamName
  ) -> TimerOutlook {
    let document = instance.unpaid.first { Self.timer($0.document) == timer.rule }?.document
    return TimerOutlook(
      subject: document.map { "\($0.kind.label) \($0.number)" } ?? stream.text,
      action: "→ Vencida: no pagada al vencer", source: Self.source)
  }
}
