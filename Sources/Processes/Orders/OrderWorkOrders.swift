import Events
import Projections
import Schemas

/// The work orders of a request: where steps issue them, where they must be closed, and that none is
/// open at an end.
///
/// **Source:** post-sale page, C8, E3 to E11, H10, J5 to J11, K8, K14, L7, and How to read the twelve
/// procedures: no end leaves an open work order (a).
enum OrderWorkOrders {
  /// What a step says of them.
  private enum Need {
    /// One that is new, and asignado.
    case issued
    /// One that the step closes as infundado.
    case infundado
    /// A new one with the same cause that names the last one as repeated.
    case repeated
    /// None is asignado any more.
    case closed
  }

  private static let table: [(step: String, need: Need)] = [
    ("C8", .closed),
    ("E3", .issued),
    ("E5", .infundado),
    ("E8", .closed),
    ("E10", .repeated),
    ("E11", .closed),
    ("H10", .closed),
    ("J5", .issued),
    ("J7", .infundado),
    ("J11", .closed),
    ("K8", .issued),
    ("K14", .closed),
    ("L7", .closed),
  ]

  /// - Returns: the work orders as the step leaves them.
  static func check(
    _ event: OrderStepTaken, in order: Order
  ) throws(OrderRefusal) -> [OrderWorkOrder] {
    var after = order.workOrders
    for reported in event.workOrders {
      try check(reported, among: after)
      after.note(reported)
    }
    let isKnown = { (number: String) in order.workOrder(number) != nil }
    let open = after.filter(\.state.isOpen).map(\.number)
    switch table.first(where: { $0.step == event.step })?.need {
    case .issued:
      guard event.workOrders.contains(where: { $0.state.isOpen && !isKnown($0.number) }) else {
        throw .workOrderMissing(event.step)
      }
    case .infundado:
      guard event.workOrders.contains(where: { $0.state == .infundado }) else {
        throw .notClosedAsInfundado(event.step)
      }
    case .repeated:
      let last = order.workOrders.last
      let isRepeated = event.workOrders.contains {
        $0.state.isOpen && !isKnown($0.number) && $0.repeats == last?.number ?? ""
          && $0.cause == last?.cause ?? ""
      }
      if !isRepeated { throw .repeatMissing(of: last?.number ?? "", cause: last?.cause ?? "") }
    case .closed:
      if !open.isEmpty { throw .workOrdersOpen(open, step: event.step) }
    case nil: break
    }
    if event.end != .unspecified, !open.isEmpty {
      throw .workOrdersOpen(open, step: event.step)
    }
    return after
  }

  static func check(_ event: OrderWorkOrderReported, in order: Order) throws(OrderRefusal) {
    if let end = order.path.end { throw .path(.ended(order.lastStep, end)) }
    try check(event.workOrder, among: order.workOrders)
  }

  /// A closed one does not open again: a damage that comes back is a new one that repeats it.
  private static func check(
    _ reported: OrderWorkOrder, among known: [OrderWorkOrder]
  ) throws(OrderRefusal) {
    try OrderValues.check(reported.state, "work_orders.state")
    try OrderValues.require(
      [
        ("work_orders.number", !reported.number.isBlank),
        ("work_orders.state", reported.state != .unspecified),
      ], .reading)
    if let before = known.first(where: { $0.number == reported.number }), !before.state.isOpen,
      reported.state.isOpen
    {
      throw .workOrderClosed(reported.number, before.state)
    }
  }
}

extension [OrderWorkOrder] {
  /// Adds it, or takes over how it stands now. The list stays in the order in which they came up.
  mutating func note(_ order: OrderWorkOrder) {
    if let index = firstIndex(where: { $0.number == order.number }) {
      self[index].state = order.state
      if !order.cause.isEmpty { self[index].cause = order.cause }
    } else {
      append(order)
    }
  }
}
