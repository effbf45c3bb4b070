public import Events
import Projections
public import Schemas

/// What a due date will do, for people who look ahead.
extension PremiumDeadlines {
  public func describe(
    _ timer: DueTimer, of instance: PremiumWait, in stream: StreamName
  ) -> TimerOutlook {
    let document = timer.rule.dropFirst(Self.rule.count + 1)
    return TimerOutlook(
      subject: stream.text, action: "→ Vencida: \(document)", source: Self.source)
  }
}
