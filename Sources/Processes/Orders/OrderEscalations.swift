public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Tells the Responsable when a time limit of a request passes, and reconnects what was suspended.
///
/// Limits count from the recorded time of the event that starts them. After downtime every one that
/// passed is told once, in the order in which they passed.
///
/// **Source:** post-sale page, Escalations.
public struct OrderEscalations: ProcessManager {
  public let name = "order-escalations"
  public let version: UInt32 = 1
  public let category = OrderEvent.category
  public let policyStreams = Set(OrderFigures.all.map(\.stream))

  private let calendar: BusinessCalendar

  /// - Parameter calendar: of Bolivia, in America/La_Paz.
  public init(calendar: BusinessCalendar) { self.calendar = calendar }

  public func apply(
    _ event: RecordedEvent, to instance: OrderWait?, policies: PolicyBook
  ) throws(ProcessError) -> OrderWait? {
    let change = try ProcessError.reading(event, as: OrderEvent.self)
    var wait: OrderWait
    if case .received(let received) = change {
      wait = OrderWait(received, recorded: event.recorded, policies: policies)
    } else if let instance {
      wait = instance
      wait.apply(change, recorded: event.recorded, policies: policies)
    } else {
      // Ended, with nothing left that comes by itself.
      return nil
    }
    return wait.isOver ? nil : wait
  }

  public func timers(of instance: OrderWait) throws(ProcessError) -> [DueTimer] {
    var timers: [DueTimer] = []
    for limit in instance.limits {
      do throws(CalendarError) {
        guard let due = try due(limit, of: instance) else { continue }
        timers.append(DueTimer(rule: limit.rule, due: due))
      } catch {
        throw .noDueTime("\(limit.rule): \(error)")
      }
    }
    return timers
  }

  /// `nil`: it does not run out.
  private func due(
    _ limit: OrderTimeLimit, of wait: OrderWait
  ) throws(CalendarError) -> Timestamp? {
    let since = Timestamp(limit.since)
    switch limit.rule {
    case OrderWait.suspensionEnd:
      return LocalDate(wait.suspended.end).map(calendar.zone.startOfDay)
    case OrderFigures.suspensionMonths.name:
      if wait.isBeforeLimit(limit) { return nil }
      return LocalDate(wait.suspended.end).map(calendar.zone.startOfDay)
    case OrderFigures.damageDays.name:
      let day = calendar.zone.localDate(at: since).adding(days: Int(limit.count))
      return calendar.zone.startOfDay(day.adding(days: 1))
    default:
      return try limit.limit.timeLimit?.due(entered: since, calendar: calendar)
    }
  }

  /// - Returns: nothing when the request does not wait for this any more.
  public func fire(_ timer: DueTimer, of instance: OrderWait, now: Timestamp) -> [ProcessEvent] {
    guard let limit = instance.limits.first(where: { $0.rule == timer.rule }) else { return [] }
    let escalation = Escalation(
      rule: limit.rule, source: limit.source, entered: Timestamp(limit.since), due: timer.due,
      fired: now, calendar: calendar, addressee: OrderRole.responsableEmpresas.label)
    if limit.rule == OrderWait.suspensionEnd {
      return [
        ProcessEvent(
          OrderServiceReconnected.with {
            $0.actor = .daemon
            $0.date = instance.suspended.end
            $0.products = instance.products
            $0.escalation = escalation
          })
      ]
    }
    return [
      ProcessEvent(
        OrderDeadlinePassed.with {
          $0.actor = .daemon
          $0.step = instance.step
          $0.escalation = escalation
        })
    ]
  }
}

extension OrderActor {
  static let daemon = OrderActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}
