import Events
import Projections
import Schemas
import SwiftProtobuf

/// Which time limits of a request run. The rules and the process both keep this; the process alone
/// knows how long they are.
///
/// Limits count from the recorded time of the event that starts them.
///
/// **Source:** post-sale page, Escalations.
extension OrderWait {
  /// A suspension ends by itself: the daemon's event is `ServiceReconnected`.
  static let suspensionEnd = "suspension-end"

  /// - Parameter policies: what was adopted before the event; `nil` where lengths do not matter.
  init(_ event: OrderReceived, recorded: Timestamp, policies: PolicyBook?) {
    self.init()
    procedure = event.procedure
    step = OrderProcedures.path(event.procedure)?.steps.first?.id ?? ""
    copperTv = OrderReturns.isDelayed(event.products)
    products = event.products.map(\.number)
    // 24 hours are the indicator's, and so a limit of the requests that count in it (a).
    if event.procedure.countsInIndicators {
      start(OrderFigures.attentionWarning, since: recorded, policies)
      start(OrderFigures.attentionLimit, since: recorded, policies)
    }
  }

  /// Nothing more will come of it by itself.
  var isOver: Bool { ended && limits.isEmpty }

  /// - Parameter policies: as above.
  mutating func apply(_ event: OrderEvent, recorded: Timestamp, policies: PolicyBook?) {
    switch event {
    case .received, .interactionRecorded, .documentsArchived, .damageLinked, .executiveAssigned:
      break
    case .stepTaken(let event): take(event, recorded, policies)
    case .workOrderReported(let event): note([event.workOrder], recorded, policies)
    case .reopened: ended = false
    case .reconnectionDateChanged(let event): suspended.end = event.date
    case .serviceReconnected:
      stop(Self.suspensionEnd)
      limits = limits.filter { !isBeforeLimit($0) }
    case .deadlinePassed(let event): stop(event.escalation.rule)
    }
  }

  /// Whether what is suspended comes back before its four months are over, so that nobody is told.
  /// `false` where their number is not kept.
  func isBeforeLimit(_ limit: OrderTimeLimit) -> Bool {
    guard limit.rule == OrderFigures.suspensionMonths.name, limit.count > 0,
      let start = LocalDate(suspended.start), let end = LocalDate(suspended.end)
    else { return false }
    return end < start.adding(months: Int(limit.count))
  }

  private mutating func take(
    _ event: OrderStepTaken, _ recorded: Timestamp, _ policies: PolicyBook?
  ) {
    step = event.next
    var orders = event.workOrders
    if case .lastDamage(let damage) = event.details, !damage.workOrder.isEmpty {
      orders.append(
        .with {
          $0.number = damage.workOrder
          $0.state = damage.state
        })
    }
    note(orders, recorded, policies)
    switch event.step {
    case "D4":
      guard case .suspensionTerm(let term) = event.details else { break }
      suspended.start = term.start
      suspended.end = term.end
      limits.append(
        .with {
          $0.rule = Self.suspensionEnd
          $0.since = .init(recorded)
          $0.source = "postsale: D (a)"
        })
      let start = LocalDate(term.start).map(BolivianTime.startOfDay) ?? recorded
      self.start(OrderFigures.suspensionMonths, since: recorded, decidedAt: start, policies)
    case "D5" where copperTv: start(OrderFigures.cableTVReconnection, since: recorded, policies)
    case "I5": start(OrderFigures.weekCheck, since: recorded, policies)
    case "I6": stop(OrderFigures.weekCheck.name)
    default: break
    }
    if event.end != .unspecified {
      ended = true
      // What was suspended comes back however the request ended.
      limits.removeAll {
        ![Self.suspensionEnd, OrderFigures.suspensionMonths.name].contains($0.rule)
      }
    }
  }

  /// Attention the same day is promised of damages: in E, J and K.
  private mutating func note(
    _ orders: [OrderWorkOrder], _ recorded: Timestamp, _ policies: PolicyBook?
  ) {
    let wasOpen = !openOrders.isEmpty
    for order in orders {
      openOrders.removeAll { $0 == order.number }
      if order.state.isOpen { openOrders.append(order.number) }
    }
    let isOpen = !openOrders.isEmpty
    guard [.registroDeDanos, .llamadasDeFidelizacion, .gestionPreventiva].contains(procedure),
      isOpen != wasOpen
    else { return }
    if isOpen {
      start(OrderFigures.damageDays, since: recorded, policies)
    } else {
      stop(OrderFigures.damageDays.name)
    }
  }

  private mutating func stop(_ rule: String) { limits.removeAll { $0.rule == rule } }

  /// - Parameter decidedAt: the moment whose date decides which value is in force.
  private mutating func start(
    _ figure: PolicyFigure, since: Timestamp, decidedAt: Timestamp? = nil, _ policies: PolicyBook?
  ) {
    stop(figure.name)
    var limit = OrderTimeLimit()
    limit.rule = figure.name
    limit.since = .init(since)
    if let policies {
      let (value, source) = policies.inForce(
        figure, on: BolivianTime.date(at: decidedAt ?? since))
      guard let value else { return }
      if case .count(let count) = value { limit.count = UInt32(count) }
      if let time = value.timeLimit {
        limit.limit = StoredLimit(time, figure: figure.name, source: source)
      }
      limit.source = source
    }
    limits.append(limit)
  }
}
