public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Keeps the round of the months: reminds of the proforma invoices, closes the indicators.
///
/// After downtime each month that was missed is told and closed, in order.
///
/// **Source:** post-sale page, Indicators (monthly) and Escalations (a).
public struct MonthlyRound: ProcessManager {
  public let name = "order-months"
  public let version: UInt32 = 1
  public let category = IndicatorEvent.category
  public let policyStreams = Set(OrderFigures.all.map(\.stream))

  static let proformasDue = "proformas-due"
  static let indicatorsClosed = OrderFigures.indicatorsClosed.name

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Bolivia, in America/La_Paz.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: IndicatorsWait?, policies: PolicyBook
  ) throws(ProcessError) -> IndicatorsWait? {
    let change = try ProcessError.reading(event, as: IndicatorEvent.self)
    var state = MonthlyRoundState(
      closing: instance.flatMap { YearMonth($0.closing) },
      proformas: instance.flatMap { YearMonth($0.proformas) })
    state.apply(change, recorded: event.recorded)
    guard let closing = state.closing, let proformas = state.proformas else { return instance }
    return wait(closing: closing, proformas: proformas, policies)
  }

  /// With the figures in force on the first day of each month.
  private func wait(
    closing: YearMonth, proformas: YearMonth, _ policies: PolicyBook
  ) -> IndicatorsWait {
    var wait = IndicatorsWait()
    wait.closing = closing.description
    wait.proformas = proformas.description
    let day = policies.inForce(OrderFigures.proformasDay, on: proformas.days.lowerBound)
    if case .count(let count) = day.value {
      wait.proformasDay = UInt32(count)
      wait.proformasSource = day.source
    }
    if let limit = policies.limit(OrderFigures.indicatorsClosed, on: closing.days.lowerBound) {
      wait.closingLimit = limit
    }
    return wait
  }

  public func timers(of instance: IndicatorsWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    if let month = YearMonth(instance.proformas), instance.proformasDay > 0 {
      let day = month.days.lowerBound.adding(days: Int(instance.proformasDay) - 1)
      timers.append(DueTimer(rule: Self.proformasDue, due: calendar.zone.startOfDay(day)))
    }
    if let month = YearMonth(instance.closing), let limit = instance.closingLimit.timeLimit {
      do throws(CalendarError) {
        let due = try limit.due(entered: end(of: month), calendar: calendar)
        timers.append(DueTimer(rule: Self.indicatorsClosed, due: due))
      } catch {
        throw .noDueTime("\(Self.indicatorsClosed): \(error)")
      }
    }
    return timers
  }

  /// The first moment that is not of the month any more.
  private func end(of month: YearMonth) -> Timestamp {
    calendar.zone.startOfDay(month.next.days.lowerBound)
  }

  public func fire(
    _ timer: DueTimer, of instance: IndicatorsWait, now: Timestamp
  ) -> [ProcessEvent] {
    switch timer.rule {
    case Self.proformasDue:
      guard let month = YearMonth(instance.proformas) else { return [] }
      return [
        ProcessEvent(
          OrderProformasDue.with {
            $0.actor = .daemon
            $0.month = instance.proformas
            $0.escalation = escalation(
              timer, instance.proformasSource,
              since: calendar.zone.startOfDay(month.days.lowerBound), now)
          })
      ]
    case Self.indicatorsClosed:
      guard let month = YearMonth(instance.closing) else { return [] }
      return [
        ProcessEvent(
          OrderMonthClosed.with {
            $0.actor = .daemon
            $0.month = instance.closing
            $0.escalation = escalation(
              timer, instance.closingLimit.source, since: end(of: month), now)
          })
      ]
    default: return []
    }
  }

  private func escalation(
    _ timer: DueTimer, _ source: String, since: Timestamp, _ now: Timestamp
  ) -> Escalation {
    Escalation(
      rule: timer.rule, source: source, entered: since, due: timer.due, fired: now,
      calendar: calendar, addressee: OrderRole.responsableEmpresas.label)
  }
}
