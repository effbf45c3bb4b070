public import Events
import Projections
public import Schemas

/// What a deadline of a claim will do, for people who look ahead.
extension ClaimDeadlines {
  public func describe(
    _ timer: DueTimer, of instance: ClaimWait, in stream: StreamName
  ) -> TimerOutlook {
    TimerOutlook(
      subject: ClaimNumber(stream: stream)?.title ?? stream.text,
      action: "→ " + Self.action(timer, of: instance), source: Self.source(timer, of: instance))
  }

  private static func action(_ timer: DueTimer, of instance: ClaimWait) -> String {
    let told = "; se avisa a \(ClaimDeadlineRules.addressee)"
    switch timer.rule {
    case ClaimDeadlineRules.poolMonth:
      return "Se aplica la cuota \(instance.monthsApplied + 1) de \(instance.pool.months.count)"
    case ClaimDeadlineRules.prescriptionReached: return "Prescripción sin reclamación" + told
    case ClaimFigures.documentsWait.name: return ClaimFigures.documentsWait.title + told
    case ClaimFigures.answerWait.name: return ClaimFigures.answerWait.title + told
    default:
      let names = zip(ClaimFigures.warnings, ["Primer", "Segundo", "Último"])
      let which = names.first { $0.0.name == timer.rule }?.1 ?? "Otro"
      return "\(which) aviso: prescribe después del \(instance.prescribesAfter)" + told
    }
  }

  private static func source(_ timer: DueTimer, of instance: ClaimWait) -> String {
    switch timer.rule {
    case ClaimDeadlineRules.poolMonth: "claims: Unemployment; Total temporary incapacity"
    case ClaimFigures.documentsWait.name, ClaimFigures.answerWait.name: instance.answer.limit.source
    default:
      instance.warnings.first { $0.figure == timer.rule }?.source ?? instance.prescriptionSource
    }
  }
}
