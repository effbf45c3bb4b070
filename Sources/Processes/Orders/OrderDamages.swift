import Events
import Projections
import Schemas

/// Damages (E): what the last one says, whose they are, and how they were closed.
///
/// **Source:** post-sale page, E2, E3 and E9; states of damage orders, introduction.
enum OrderDamages {
  /// E2. Only *asignado* is in repair; of the closed states only *atendido y sin solución* is without
  /// solution (a).
  static func checkLast(_ event: OrderStepTaken) throws(OrderRefusal) {
    guard case .lastDamage(let damage) = event.details else { return }
    try OrderValues.check(damage.state, "last_damage.state")
    let isNone = damage.workOrder.isBlank
    if isNone != (damage.state == .unspecified) {
      throw .fieldsMissing(
        ["last_damage.work_order", "last_damage.state"], .table(.registroDeDanos))
    }
    let outcome: String
    switch damage.state {
    case .asignado: outcome = "in-repair"
    case .atendidoSinSolucion: outcome = "closed-without-solution"
    case .unspecified, .atendido, .infundado, .cerrado, .UNRECOGNIZED: outcome = "none-open"
    }
    try check(
      event, outcome,
      because: isNone ? "there is no damage" : "\(damage.workOrder) is \(damage.state.label)")
  }

  /// E3.
  static func checkService(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let service = order.received.trouble.service
    try check(
      event, service == .internet ? "internet" : "line-or-tv",
      because: "the trouble is of \(service.label)")
  }

  /// E9: by the order that came up last.
  static func checkClosing(
    _ event: OrderStepTaken, _ orders: [OrderWorkOrder]
  ) throws(OrderRefusal) {
    let open = orders.filter(\.state.isOpen).map(\.number)
    if !open.isEmpty { throw .workOrdersOpen(open, step: event.step) }
    guard let last = orders.last else { throw .workOrderMissing(event.step) }
    try check(
      event, last.state == .atendidoSinSolucion ? "without-solution" : "solved",
      because: "\(last.number) is \(last.state.label)")
  }

  /// The outcome must be the one that follows from the facts.
  static func check(
    _ event: OrderStepTaken, _ outcome: String, because fact: String
  ) throws(OrderRefusal) {
    guard event.outcome == outcome else {
      throw .factsSayOther(event.step, event.outcome, allowed: outcome, because: fact)
    }
  }
}
