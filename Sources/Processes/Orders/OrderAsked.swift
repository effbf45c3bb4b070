import Events
import Projections
import Schemas

/// What a request asks for, as its procedure needs it.
///
/// **Source:** post-sale page, the first steps of A to L.
enum OrderAsked {
  static func check(
    _ event: OrderReceived, _ terms: OrderTerms, at received: Timestamp,
    order: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    let field = event.asked?.field
    let isTerms = terms.asked.isEmpty ? field == nil : field.map(terms.asked.contains) == true
    guard isTerms else {
      throw .askedOther(event.procedure, allowed: terms.asked.map(\.rawValue))
    }
    let source = OrderSource.table(event.procedure)
    switch event.asked {
    case nil: break
    case .supplementaryService(let asked): try check(asked, source)
    case .planChange(let asked):
      try OrderValues.check(asked.direction, "plan_change.direction")
      try OrderValues.require(
        [
          ("plan_change.to_plan", !asked.toPlan.isBlank),
          ("plan_change.direction", asked.direction != .unspecified),
        ], source)
    case .transfer(let asked):
      try OrderValues.require(
        [
          ("transfer.address", !asked.address.isBlank),
          ("transfer.barrio", !asked.barrio.isBlank),
        ], source)
    case .suspension(let asked):
      let start = try OrderValues.date(asked.start, "suspension.start")
      let end = try OrderValues.date(asked.end, "suspension.end")
      if end <= start { throw .suspensionBackwards(start: start, end: end) }
    case .reconnection(let asked):
      try OrderSuspensions.checkInForce(asked.suspension, event.contract, order: order)
    case .trouble(let asked):
      try OrderValues.check(asked.service, "trouble.service")
      try OrderValues.require(
        [
          ("trouble.service", asked.service != .unspecified),
          ("trouble.description", !asked.description_p.isBlank),
        ], source)
    case .billingClaim(let asked):
      _ = try OrderValues.month(asked.month, "billing_claim.month")
      try OrderValues.require([("billing_claim.disputed", !asked.disputed.isBlank)], source)
    case .callDetail(let asked): try check(asked, at: received, source)
    case .withdrawal(let asked):
      try OrderValues.require([("withdrawal.cause", !asked.cause.isBlank)], source)
    case .supportVisit(let asked):
      try OrderValues.require([("support_visit.problem", !asked.problem.isBlank)], source)
    }
  }

  /// The routing category is Y, Z or S, and there is none of the other services.
  private static func check(
    _ asked: OrderSupplementaryService, _ source: OrderSource
  ) throws(OrderRefusal) {
    try OrderValues.check(asked.kind, "supplementary_service.kind")
    try OrderValues.check(asked.change, "supplementary_service.change")
    try OrderValues.require(
      [
        ("supplementary_service.kind", asked.kind != .unspecified),
        ("supplementary_service.change", asked.change != .unspecified),
      ], source)
    let allowed = asked.kind == .categoria013 ? ["Y", "Z", "S"] : [""]
    guard allowed.contains(asked.category) else {
      throw .categoryNotTaken(asked.category, allowed: allowed.filter { !$0.isEmpty })
    }
  }

  /// Telephones and months, none twice; no month that had not begun.
  private static func check(
    _ asked: OrderCallDetail, at received: Timestamp, _ source: OrderSource
  ) throws(OrderRefusal) {
    try OrderValues.check(asked.network, "call_detail.network")
    try OrderValues.require(
      [
        ("call_detail.network", asked.network != .unspecified),
        (
          "call_detail.telephones",
          !asked.telephones.isEmpty && !asked.telephones.contains(where: \.isBlank)
        ), ("call_detail.months", !asked.months.isEmpty),
      ], source)
    for list in [asked.telephones, asked.months] {
      let repeated = list.first { item in list.count { $0 == item } > 1 }
      if let repeated { throw .askedTwice(repeated) }
    }
    let current = BolivianTime.month(at: received)
    for text in asked.months {
      let month = try OrderValues.month(text, "call_detail.months")
      if month > current { throw .monthAhead(month, received: current) }
    }
  }
}
